import { closest } from '../../distance';
import { brief, type Problem, type Rule } from '../../rule';
import { mappingOf, type Mapping, type Scalar } from '../../yaml/tree';
import type { HeatFile } from '../file';

/** An output that says nothing. */
export const os038: Rule<HeatFile> = {
  code: 'OS038',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Output without a value', zh: 'output 没有 value' },
  message: {
    en: 'An output has "value", "description" and "condition" only: "{name}" is refused.',
    zh: 'output 只有 value、description 和 condition：“{name}”会被拒绝。',
  },
  why: {
    en: 'An output is what a stack tells when it is done: an address, a password, an id. Its `value` is computed from resources and parameters; without one the template is refused.',
    zh: 'output 是 stack 完成之后给出的信息：地址、密码、ID。`value` 由资源和参数计算得出，没有它，模板会被拒绝。',
  },
  lesson: 'openstack/servers',
  *check({ root, torn }) {
    if (torn.length > 0) return;
    for (const { key, value } of mappingOf(root?.get('outputs'))?.own ?? []) {
      const map = mappingOf(value);
      const problem = map && problemOf(key, map);
      if (problem !== undefined) yield problem;
    }
  },
  examples: {
    bad: [
      {
        text: 'heat_template_version: 2018-08-31\nresources: {}\noutputs:\n  ip:\n    «values»: a\n',
        fixed: 'heat_template_version: 2018-08-31\nresources: {}\noutputs:\n  ip:\n    value: a\n',
      },
      { text: 'heat_template_version: 2018-08-31\nresources: {}\noutputs:\n  «ip»:\n    description: a\n' },
    ],
    good: [
      'heat_template_version: 2018-08-31\nresources: {}\noutputs:\n  ip:\n    description: a\n    condition: true\n    value: b\n',
    ],
  },
};

const keys: ReadonlySet<string> = new Set(['value', 'description', 'condition']);

function problemOf(output: Scalar, { own, all }: Mapping): Problem | undefined {
  const strange = own.find((entry) => !keys.has(entry.key.text))?.key;
  if (strange === undefined && all.has('value')) return undefined;
  const span = (strange ?? output).part();
  const args = { name: brief((strange ?? output).text) };
  const meant = strange && closest(strange.text, keys);
  if (meant === undefined || all.has(meant)) return { span, args };
  const title = { en: `Write ${meant}`, zh: `写成 ${meant}` };
  return { span, args, fix: { title, edits: [{ span, text: meant }], safe: true } };
}
