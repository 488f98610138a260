import { closest } from '../../distance';
import { brief, type Problem, type Rule } from '../../rule';
import { itemsOf, scalarOf, type Scalar } from '../../yaml/tree';
import { subjectOf, type HeatFile } from '../file';

/** A resource that the template does not have. */
export const os034: Rule<HeatFile> = {
  code: 'OS034',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Unknown resource', zh: '引用了不存在的资源' },
  message: {
    en: 'The template has no resource "{name}": Heat refuses it before anything is made.',
    zh: '模板里没有名为“{name}”的资源：Heat 会直接拒绝，什么也不创建。',
  },
  why: {
    en: '`get_resource`, `get_attr` and `depends_on` take the name under which a resource stands in `resources`, not the `name` among its properties. Heat builds its plan from these references, so a wrong one stops the whole stack.',
    zh: '`get_resource`、`get_attr` 和 `depends_on` 用的是资源在 `resources` 下的键名，不是属性里的 `name`。Heat 依据这些引用安排创建顺序，写错一个，整个 stack 就无法创建。',
  },
  lesson: 'openstack/servers',
  *check(file) {
    const { root, resources, calls, torn } = file;
    const all = root?.get('resources');
    if (all?.kind !== 'mapping' || torn.length > 0) return;
    const names = new Set(all.all.keys());
    for (const call of calls) {
      if (call.name !== 'get_resource' && call.name !== 'get_attr') continue;
      const subject = subjectOf(call);
      if (subject !== undefined) yield* unknown(subject, names);
    }
    for (const { map } of resources) {
      const value = map.get('depends_on');
      for (const one of [value, ...itemsOf(value).map((item) => item.value)]) {
        const name = scalarOf(one);
        if (name !== undefined) yield* unknown(name, names);
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'heat_template_version: 2018-08-31\nresources:\n  net:\n    type: OS::Neutron::Net\n  subnet:\n    type: OS::Neutron::Subnet\n    properties:\n      network: { get_resource: «nett» }\n',
        fixed:
          'heat_template_version: 2018-08-31\nresources:\n  net:\n    type: OS::Neutron::Net\n  subnet:\n    type: OS::Neutron::Subnet\n    properties:\n      network: { get_resource: net }\n',
      },
      {
        text: 'heat_template_version: 2018-08-31\nresources:\n  server:\n    type: OS::Heat::None\noutputs:\n  ip:\n    value: { get_attr: [«web», first_address] }\n',
      },
      {
        text: 'heat_template_version: 2018-08-31\nresources:\n  router:\n    type: OS::Neutron::Router\n  ip:\n    type: OS::Heat::None\n    depends_on: «ruoter»\n',
        fixed:
          'heat_template_version: 2018-08-31\nresources:\n  router:\n    type: OS::Neutron::Router\n  ip:\n    type: OS::Heat::None\n    depends_on: router\n',
      },
    ],
    good: [
      'heat_template_version: 2018-08-31\nresources:\n  a:\n    type: OS::Heat::None\n  b:\n    type: OS::Heat::None\n    depends_on: [a]\n    properties:\n      x: { get_resource: a }\n      y: { get_attr: [a, { get_param: k }] }\nparameters:\n  k: { type: string }\n',
    ],
  },
};

function* unknown(name: Scalar, names: ReadonlySet<string>): Iterable<Problem> {
  if (names.has(name.text) || name.text === '' || name.text.includes('%') || name.text.includes('<%')) return;
  const span = name.part();
  const meant = closest(name.text, names) ?? (name.text.length < 5 ? shortOf(name.text, names) : undefined);
  const title = { en: `Write ${meant ?? ''}`, zh: `写成 ${meant ?? ''}` };
  const fix = meant === undefined ? undefined : { title, edits: [{ span, text: meant }], safe: true };
  yield { span, args: { name: brief(name.text) }, fix };
}

/** Short names are too short for a distance: the same letters in another case, then. */
function shortOf(word: string, names: ReadonlySet<string>): string | undefined {
  return [...names].find((name) => name.toLowerCase() === word.toLowerCase());
}
