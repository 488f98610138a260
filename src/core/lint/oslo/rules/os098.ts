import { brief, type Rule } from '../../rule';
import { namesIn, type OsloFile } from '../file';

/**
 * A kind of project network without its driver: `TypeManager._check_tenant_network_types` of neutron's
 * plugins/ml2/managers.py stops over it (November 2026).
 */
export const os098: Rule<OsloFile> = {
  code: 'OS098',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Network type without its driver', zh: '网络类型没有对应的驱动' },
  message: {
    en: '"{name}" is not among type_drivers: neutron-server stops at the start.',
    zh: 'type_drivers 里没有“{name}”，neutron-server 启动时会报错退出。',
  },
  why: {
    en: '`type_drivers` lists the kinds of networks that Neutron can make, and `tenant_network_types`, or `project_network_types` since 2026.1, which of them projects get. The second can only take from the first.',
    zh: '`type_drivers` 列出 Neutron 能创建的网络类型；`tenant_network_types`（2026.1 起叫 `project_network_types`）决定普通项目使用其中哪些，只能从前者里选。',
  },
  lesson: 'openstack-by-hand/neutron',
  *check({ options }) {
    const inMl2 = options.filter(({ section }) => section === 'ml2');
    const drivers = inMl2.findLast(({ name }) => name === 'type_drivers');
    if (drivers === undefined || drivers.value.includes('$')) return;
    const known = new Set([...namesIn(drivers)].map(({ name }) => name));
    for (const option of inMl2) {
      if (!/^(?:tenant|project)_network_types$/.test(option.name)) continue;
      for (const { name, span } of namesIn(option))
        if (/^\w+$/.test(name) && !known.has(name)) yield { span, args: { name: brief(name) } };
    }
  },
  examples: {
    bad: [{ text: '[ml2]\ntype_drivers = flat,vlan\ntenant_network_types = «vxlan»\n' }],
    good: [
      '[ml2]\ntype_drivers = flat,vlan,vxlan\ntenant_network_types = vxlan,vlan\n',
      '[ml2]\ntype_drivers = flat,vlan\ntenant_network_types =\n',
      '[ml2]\ntenant_network_types = geneve\n',
    ],
  },
};
