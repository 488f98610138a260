import { closest } from '../../distance';
import { brief, type Rule } from '../../rule';
import { mappingOf, textOf } from '../../yaml/tree';
import type { HeatFile } from '../file';
import { hiddenProperties, propertiesOf } from '../types';

/** A property that is nearly one of its type. */
export const os041: Rule<HeatFile> = {
  code: 'OS041',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Misspelt property', zh: '属性名拼写有误' },
  message: {
    en: '{type} has no property "{name}"; "{meant}" is one. Heat refuses unknown properties.',
    zh: '{type} 没有“{name}”属性，应该是“{meant}”。Heat 会拒绝未知的属性。',
  },
  why: {
    en: 'Heat checks the properties of each resource against the list of its type before it makes anything. `openstack orchestration resource type show` prints that list for your cloud, which may be of another release.',
    zh: 'Heat 在创建之前会按资源类型的属性列表逐个检查。`openstack orchestration resource type show` 会列出你所用的云支持的属性，不同版本可能有差异。',
  },
  lesson: 'openstack/servers',
  *check({ resources, torn }) {
    if (torn.length > 0) return;
    for (const { map } of resources) {
      const type = textOf(map.get('type')) ?? '';
      const known = propertiesOf(type);
      const given = mappingOf(map.get('properties'));
      if (known === undefined || given === undefined) continue;
      for (const { key } of given.own) {
        const isKnown = known.has(key.text) || hiddenProperties.has(key.text);
        const meant = isKnown ? undefined : closest(key.text, known.keys());
        if (meant === undefined || given.all.has(meant)) continue;
        const span = key.part();
        const title = { en: `Write ${meant}`, zh: `写成 ${meant}` };
        const fix = { title, edits: [{ span, text: meant }], safe: true };
        yield { span, args: { type, name: brief(key.text, 24), meant }, fix };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'heat_template_version: 2018-08-31\nresources:\n  web:\n    type: OS::Nova::Server\n    properties:\n      «flavour»: small\n',
        fixed:
          'heat_template_version: 2018-08-31\nresources:\n  web:\n    type: OS::Nova::Server\n    properties:\n      flavor: small\n',
      },
    ],
    good: [
      'heat_template_version: 2018-08-31\nresources:\n  a:\n    type: OS::Neutron::Port\n    properties: { network_id: b, binding:vnic_type: normal, extra: c }\n  d:\n    type: OS::Team::Server\n    properties: { flavour: e }\n',
    ],
  },
};
