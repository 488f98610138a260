import { closest } from '../../distance';
import { brief, type Rule } from '../../rule';
import { mappingOf, textOf, type Mapping } from '../../yaml/tree';
import type { HeatFile } from '../file';
import { propertiesOf } from '../types';

/** A property that a type wants, and the template lacks. */
export const os042: Rule<HeatFile> = {
  code: 'OS042',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Required property missing', zh: '缺少必需的属性' },
  message: {
    en: '{type} needs the property "{name}": without it Heat refuses the template.',
    zh: '{type} 必须有“{name}”属性，否则 Heat 会拒绝此模板。',
  },
  why: {
    en: 'Each type has properties without which it cannot be made: a server its flavor, a port its network. Heat looks for them before it makes anything.',
    zh: '每种类型都有不可缺少的属性：服务器要有 flavor，端口要有 network。Heat 会在创建之前检查。',
  },
  lesson: 'openstack/servers',
  *check({ resources, torn }) {
    if (torn.length > 0) return;
    for (const { entry, map } of resources) {
      const type = textOf(map.get('type')) ?? '';
      const given = givenIn(map);
      const needed = given && [...(propertiesOf(type) ?? [])].find(([name, must]) => must && !isGiven(name, given));
      if (needed !== undefined) yield { span: entry.key.part(), args: { type, name: brief(needed[0]) } };
    }
  },
  examples: {
    bad: [
      {
        text: 'heat_template_version: 2018-08-31\nresources:\n  «web»:\n    type: OS::Nova::Server\n    properties:\n      image: cirros\n',
      },
      { text: 'heat_template_version: 2018-08-31\nresources:\n  «key»:\n    type: OS::Nova::KeyPair\n' },
    ],
    good: [
      'heat_template_version: 2018-08-31\nresources:\n  a:\n    type: OS::Neutron::Port\n    properties: { network_id: b }\n  c:\n    type: OS::Nova::Server\n    external_id: d\n  e:\n    type: OS::Neutron::Net\n',
    ],
  },
};

/** The names of the properties; undefined where they are not known, or not wanted because the thing is there already. */
function givenIn(map: Mapping): readonly string[] | undefined {
  const value = map.get('properties');
  const properties = mappingOf(value);
  const isNearby = map.own.some(
    ({ key }) => key.text !== 'properties' && closest(key.text, ['properties']) !== undefined,
  );
  if (map.all.has('external_id') || isNearby || (value !== undefined && properties === undefined)) return undefined;
  return [...(properties?.all.keys() ?? [])];
}

/** Is a property there, by its older name, or by a misspelt one, which has a finding of its own? */
function isGiven(name: string, given: readonly string[]): boolean {
  return given.some((one) => one === name || one === `${name}_id` || closest(one, [name]) !== undefined);
}
