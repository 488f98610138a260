import { closest } from '../../distance';
import { brief, type Rule } from '../../rule';
import type { HeatFile } from '../file';

/** A resource without a type, or with a key that resources do not have. */
export const os032: Rule<HeatFile> = {
  code: 'OS032',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Malformed resource', zh: '资源的写法不对' },
  message: { en: '{what}: the template is refused.', zh: '{what}，模板会被拒绝。' },
  why: {
    en: 'A resource has a `type`, and beside it a few keys that Heat itself reads: `properties`, `depends_on`, `metadata`, `condition` and the policies. What the type wants to know, its image or its network, belongs below `properties`.',
    zh: '每个资源都有 `type`，旁边只能写 Heat 自己读取的几个键：`properties`、`depends_on`、`metadata`、`condition` 以及各种策略。镜像、网络这类由资源类型规定的内容要写在 `properties` 下面。',
  },
  lesson: 'openstack/servers',
  *check({ resources, torn }) {
    if (torn.length > 0) return;
    for (const { entry, map } of resources) {
      const strange = map.own.filter(({ key }) => !keys.has(key.text));
      for (const { key } of strange) {
        const meant = /^propert(?:y|ys)$/.test(key.text) ? 'properties' : closest(key.text, keys);
        const span = key.part();
        const what = {
          en: `A resource has no key "${brief(key.text)}"`,
          zh: `资源没有“${brief(key.text)}”这个键`,
        };
        const isFree = meant !== undefined && !map.all.has(meant);
        const title = { en: `Write ${meant ?? ''}`, zh: `写成 ${meant ?? ''}` };
        yield { span, args: { what }, fix: isFree ? { title, edits: [{ span, text: meant }], safe: true } : undefined };
      }
      if (map.all.has('type') || strange.some(({ key }) => closest(key.text, ['type']) !== undefined)) continue;
      const what = { en: 'A resource has no type', zh: '资源缺少 type' };
      yield { span: entry.key.part(), args: { what } };
    }
  },
  examples: {
    bad: [
      {
        text: 'heat_template_version: 2018-08-31\nresources:\n  n:\n    type: OS::Neutron::Net\n    «property»:\n      name: a\n',
        fixed:
          'heat_template_version: 2018-08-31\nresources:\n  n:\n    type: OS::Neutron::Net\n    properties:\n      name: a\n',
      },
      { text: 'heat_template_version: 2018-08-31\nresources:\n  n:\n    type: OS::Neutron::Net\n    «name»: a\n' },
      { text: 'heat_template_version: 2018-08-31\nresources:\n  «n»:\n    properties:\n      name: a\n' },
    ],
    good: [
      'heat_template_version: 2018-08-31\nresources:\n  n:\n    type: OS::Neutron::Net\n    external_id: abc\n    condition: c\n    metadata: {}\n    depends_on: []\n    deletion_policy: Retain\n    update_policy: {}\n    properties: {}\nconditions:\n  c: true\n',
    ],
  },
};

const keys: ReadonlySet<string> = new Set(
  'type properties metadata depends_on update_policy deletion_policy external_id condition description'.split(' '),
);
