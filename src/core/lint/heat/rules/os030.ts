import type { Text } from '../../../text';
import { brief, type Problem, type Rule } from '../../rule';
import { textOf } from '../../yaml/tree';
import type { HeatFile } from '../file';
import { versions } from '../versions';

/** The version that says how a template is read. */
export const os030: Rule<HeatFile> = {
  code: 'OS030',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Unknown heat_template_version', zh: '未知的 heat_template_version' },
  message: { en: 'Heat refuses the template: {what}.', zh: 'Heat 会拒绝此模板：{what}。' },
  why: {
    en: 'The version says which sections and functions a template may use. It is one of a few dates, or since newton also the name of a release; Heat refuses any other date, today included. Take the one of your release, or an older one: 2018-08-31 (rocky) is understood everywhere.',
    zh: '版本决定模板可以用哪些小节和函数。它只能是固定的几个日期之一，从 newton 起也可以写版本名；写成别的日期，包括今天，Heat 都会拒绝。请选你所用版本的日期或更早的：2018-08-31（rocky）到处都认识。',
  },
  lesson: 'openstack/servers',
  *check({ root, torn }) {
    if (root === undefined || torn.length > 0) return;
    const entry = root.all.get('heat_template_version');
    if (entry === undefined) yield* missing(root);
    else {
      const version = textOf(entry.value) ?? '';
      const span = entry.value?.kind === 'scalar' ? entry.value.part() : entry.key.part();
      if (!isKnown(version)) yield { span, args: { what: unknown(version) }, fix: fixOf(span) };
    }
  },
  examples: {
    bad: [
      {
        text: 'heat_template_version: «2024-01-01»\nresources:\n  n:\n    type: OS::Neutron::Net\n',
        fixed: 'heat_template_version: 2018-08-31\nresources:\n  n:\n    type: OS::Neutron::Net\n',
      },
      { text: '«resources»:\n  n:\n    type: OS::Neutron::Net\n' },
    ],
    good: [
      'heat_template_version: 2021-04-16\nresources:\n  n:\n    type: OS::Neutron::Net\n',
      'heat_template_version: "rocky"\nresources: {}\n',
      'heat_template_version: wallaby\nresources: {}\n',
    ],
  },
};

const isKnown = (version: string): boolean => versions.includes(version);

const unknown = (version: string): Text => ({
  en: `it knows no version ${brief(version)}`,
  zh: `没有 ${brief(version)} 这个版本`,
});

function* missing({ own, all }: NonNullable<HeatFile['root']>): Iterable<Problem> {
  const [first] = own;
  if (first === undefined || all.has('AWSTemplateFormatVersion') || all.has('HeatTemplateFormatVersion')) return;
  const what = { en: 'heat_template_version is missing', zh: '缺少 heat_template_version' };
  yield { span: first.key.part(), args: { what } };
}

const fixOf = (span: { start: number; end: number }): Problem['fix'] => ({
  title: { en: 'Write 2018-08-31', zh: '写成 2018-08-31' },
  edits: [{ span, text: '2018-08-31' }],
  safe: false,
});
