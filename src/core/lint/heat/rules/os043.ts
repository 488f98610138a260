import type { Text } from '../../../text';
import { brief, type Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { HeatFile } from '../file';

/**
 * Types that Heat hides: the `support_status` of heat/engine/resources/openstack/nova/floatingip.py (hidden since 11.0.0)
 * and neutron/lbaas (since 21.0.0 a `NoneResource`, which makes nothing), as read in November 2026. Those of the first
 * load balancer, of Designate 1 and HARestarter are hidden by the same classes.
 */
export const os043: Rule<HeatFile> = {
  code: 'OS043',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Type that Heat gave up', zh: 'Heat 已弃用的类型' },
  message: {
    en: '{type} is kept for old stacks only: use {instead}.',
    zh: '{type} 只为旧 stack 保留，请改用 {instead}。',
  },
  why: {
    en: 'Heat lets the types of removed services stay, so that old stacks can be deleted. In a new stack they make nothing at all, without an error, or lead to another service by a detour. The new types have other properties, so look them up.',
    zh: '已移除的服务，其类型仍留在 Heat 里，是为了能删除旧的 stack。在新 stack 里，它们什么也不会创建，也不报错，或者绕道使用另一个服务。新类型的属性不同，请查阅文档。',
  },
  lesson: 'openstack/servers',
  *check({ resources, torn }) {
    if (torn.length > 0) return;
    for (const { map } of resources) {
      const type = scalarOf(map.get('type'));
      const found = type && gone.find(([form]) => form.test(type.text));
      if (type && found) yield { span: type.part(), args: { type: brief(type.text, 36), instead: found[1] } };
    }
  },
  examples: {
    bad: [
      {
        text: 'heat_template_version: 2018-08-31\nresources:\n  web:\n    type: «OS::Neutron::LBaaS::LoadBalancer»\n    properties: { vip_subnet: a }\n',
      },
      {
        text: 'heat_template_version: 2018-08-31\nresources:\n  ip:\n    type: «OS::Nova::FloatingIP»\n    properties: { pool: public }\n',
      },
    ],
    good: [
      'heat_template_version: 2018-08-31\nresources:\n  a:\n    type: OS::Octavia::HealthMonitor\n  b:\n    type: OS::Designate::Zone\n  c:\n    type: OS::Neutron::FloatingIP\n    properties: { floating_network: public }\n',
    ],
  },
};

const others = { en: 'the types of OS::Octavia', zh: 'OS::Octavia 的类型' } as const;
const zones = { en: 'OS::Designate::Zone and RecordSet', zh: 'OS::Designate::Zone 和 RecordSet' } as const;
const floating = { en: 'OS::Neutron::FloatingIP', zh: 'OS::Neutron::FloatingIP' } as const;
const marking = {
  en: '`openstack stack resource mark unhealthy`',
  zh: '`openstack stack resource mark unhealthy`',
} as const;

const gone: readonly (readonly [RegExp, Text])[] = [
  [/^OS::Nova::FloatingIP(?:Association)?$/, floating],
  [/^OS::Neutron::(?:LBaaS::\w+|LoadBalancer|Pool|PoolMember|HealthMonitor)$/, others],
  [/^OS::Designate::(?:Domain|Record)$/, zones],
  [/^OS::Heat::HARestarter$/, marking],
];
