import { closest } from '../../distance';
import { brief, type Problem, type Rule } from '../../rule';
import { itemsOf, mappingOf, scalarOf, textOf, type Scalar, type Value } from '../../yaml/tree';
import type { HeatFile } from '../file';
import { dateOf } from '../versions';

const since = '2016-10-14';

/** A condition that the template does not have. */
export const os040: Rule<HeatFile> = {
  code: 'OS040',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Unknown condition', zh: '引用了未定义的条件' },
  message: { en: '{what}: Heat refuses the template.', zh: '{what}，Heat 会拒绝此模板。' },
  why: {
    en: 'What stands behind `condition`, and first in an `if`, is the name of an entry of the section `conditions`. The section is there from version 2016-10-14 (newton) on; in an older one Heat knows no such section.',
    zh: '`condition` 后面以及 `if` 的第一项，写的是 `conditions` 小节里的名字。该小节从 2016-10-14（newton）版本开始才有，更早的版本里 Heat 不认识它。',
  },
  lesson: 'openstack/servers',
  *check(file) {
    const { root, torn } = file;
    const date = dateOf(textOf(root?.get('heat_template_version')) ?? '');
    if (root === undefined || date === undefined || torn.length > 0) return;
    const section = root.own.find(({ key }) => key.text === 'conditions');
    if (date >= since) yield* unknownIn(file, section?.value);
    else if (section !== undefined) yield { span: section.key.part(), args: { what: tooOld } };
  },
  examples: {
    bad: [
      {
        text: 'heat_template_version: 2018-08-31\nconditions:\n  large: true\nresources:\n  a:\n    type: OS::Heat::None\n    condition: «lagre»\n',
        fixed:
          'heat_template_version: 2018-08-31\nconditions:\n  large: true\nresources:\n  a:\n    type: OS::Heat::None\n    condition: large\n',
      },
      {
        text: 'heat_template_version: 2018-08-31\nresources:\n  a:\n    type: OS::Heat::Value\n    properties:\n      value: { if: [«large», 1, 2] }\n',
      },
      { text: 'heat_template_version: 2015-10-15\n«conditions»:\n  large: true\nresources: {}\n' },
    ],
    good: [
      'heat_template_version: 2018-08-31\nparameters:\n  n: { type: number }\nconditions:\n  large: { equals: [{ get_param: n }, 1] }\n  small: { not: large }\nresources:\n  a:\n    type: OS::Heat::Value\n    condition: small\n    properties:\n      value: { if: [large, 1, 2] }\n  b:\n    type: OS::Heat::None\n    condition: { not: large }\noutputs:\n  c:\n    condition: true\n    value: a\n',
    ],
  },
};

const tooOld = { en: `There are conditions only from ${since} on`, zh: `${since} 版本起才有 conditions` };

function* unknownIn(file: HeatFile, section: Value | undefined): Iterable<Problem> {
  const all = mappingOf(section);
  if (section !== undefined && all === undefined) return;
  const names = new Set(all?.all.keys());
  for (const name of namedIn(file)) if (!names.has(name.text) && !isFlag(name.text)) yield unknown(name, names);
}

/** The conditions that resources, outputs and `if` name. */
function namedIn({ root, resources, calls }: HeatFile): readonly Scalar[] {
  const outputs = (mappingOf(root?.get('outputs'))?.own ?? []).flatMap(({ value }) => mappingOf(value) ?? []);
  const said = [...resources.map(({ map }) => map), ...outputs].map((map) => map.get('condition'));
  const asked = calls.filter(({ name }) => name === 'if').map(({ value }) => itemsOf(value)[0]?.value);
  return [...said, ...asked].flatMap((value) => scalarOf(value) ?? []);
}

const isFlag = (text: string): boolean => /^(?:true|false|yes|no|on|off|)$/i.test(text);

function unknown(name: Scalar, names: ReadonlySet<string>): Problem {
  const span = name.part();
  const text = brief(name.text, 40);
  const what = { en: `There is no condition "${text}"`, zh: `没有名为“${text}”的条件` };
  const meant = closest(name.text, names);
  if (meant === undefined) return { span, args: { what } };
  const title = { en: `Write ${meant}`, zh: `写成 ${meant}` };
  return { span, args: { what }, fix: { title, edits: [{ span, text: meant }], safe: true } };
}
