import { closest } from '../../distance';
import { brief, type Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { HeatFile } from '../file';
import { namesOf } from '../types';

/** A type that is nearly one of Heat's. */
export const os033: Rule<HeatFile> = {
  code: 'OS033',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Misspelt type of resource', zh: '资源类型拼写有误' },
  message: {
    en: 'Heat refuses "{name}", a type that it does not know; OS::{meant} is one.',
    zh: 'Heat 没有“{name}”这个类型，应该是 OS::{meant}，否则会被拒绝。',
  },
  why: {
    en: 'A type names the service and the kind of thing, with capitals as they are: `OS::Nova::Server`. An environment can define types of its own; what is one slip away from a type of Heat is hardly meant as one of these.',
    zh: '类型由服务名和资源名组成，大小写也要一致：`OS::Nova::Server`。环境文件可以自定义类型，但与 Heat 自带类型只差一两个字母的，多半是写错了。',
  },
  lesson: 'openstack/servers',
  *check({ resources, torn }) {
    if (torn.length > 0) return;
    for (const { map } of resources) {
      const type = scalarOf(map.get('type'));
      const [, service, name] = /^OS::(\w+)::(\w+)$/.exec(type?.text ?? '') ?? [];
      if (type === undefined || service === undefined || name === undefined) continue;
      const names = namesOf(service);
      const meant = names.includes(name) ? undefined : closest(name, names);
      if (meant === undefined) continue;
      const span = type.part();
      const text = `OS::${service}::${meant}`;
      const fix = { title: { en: `Write ${text}`, zh: `写成 ${text}` }, edits: [{ span, text }], safe: true };
      yield { span, args: { name: brief(type.text), meant: `${service}::${meant}` }, fix };
    }
  },
  examples: {
    bad: [
      {
        text: 'heat_template_version: 2018-08-31\nresources:\n  web:\n    type: «OS::Nova::Sever»\n    properties: { flavor: small }\n',
        fixed:
          'heat_template_version: 2018-08-31\nresources:\n  web:\n    type: OS::Nova::Server\n    properties: { flavor: small }\n',
      },
    ],
    good: [
      'heat_template_version: 2018-08-31\nresources:\n  a:\n    type: OS::Neutron::Trunk\n  b:\n    type: OS::Team::Servers\n  c:\n    type: OS::TripleO::Server\n',
    ],
  },
};
