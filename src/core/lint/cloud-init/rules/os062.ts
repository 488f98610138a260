import { brief, type Problem, type Rule } from '../../rule';
import type { Scalar } from '../../yaml/tree';
import type { CloudInitFile } from '../file';
import { lenientLists, lists } from '../keys';

/** A single value where cloud-init wants a list. */
export const os062: Rule<CloudInitFile> = {
  code: 'OS062',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Not a list', zh: '应为列表' },
  message: {
    en: '"{name}" wants a list: cloud-init {effect}.',
    zh: '“{name}”要的是列表：cloud-init {effect}。',
  },
  why: {
    en: 'These keys hold several packages, commands or keys, and cloud-init goes through them one by one. For one entry, too, write a list: `[nginx]`, or a dash on the next line.',
    zh: '这些键下面是多个软件包、命令或密钥，cloud-init 会逐个处理。即使只有一项，也要写成列表：`[nginx]`，或在下一行以短横线开头。',
  },
  lesson: 'provisioning/kvm',
  *check({ root, kind, torn }) {
    if (kind !== 'config' || torn.length > 0) return;
    for (const { key, value, isAlias } of root?.own ?? [])
      if (lists.has(key.text) && value?.kind === 'scalar' && !isAlias) yield problemOf(key.text, value);
  },
  examples: {
    bad: [
      { text: '#cloud-config\npackages: «nginx»\n', fixed: '#cloud-config\npackages: [nginx]\n' },
      { text: '#cloud-config\nruncmd: «"ls -l"»\n' },
    ],
    good: ['#cloud-config\npackages:\n  - nginx\nruncmd: [ls]\nbootcmd:\n'],
  },
};

function problemOf(name: string, { span: { start, end }, style, text }: Scalar): Problem {
  const edits = [
    { span: { start, end: start }, text: '[' },
    { span: { start: end, end }, text: ']' },
  ];
  const title = { en: 'Make it a list', zh: '改成列表' };
  const canWrap = style !== 'block' && /^[\w.+-]+$/.test(text);
  const isLenient = lenientLists.has(name);
  return {
    span: { start, end },
    args: { name: brief(name), effect: isLenient ? effects.warns : effects.refuses },
    fix: canWrap ? { title, edits, safe: true } : undefined,
    ...(isLenient && { severity: 'warning' as const }),
  };
}

const effects = {
  refuses: { en: 'does not take a single value here', zh: '不接受单个值' },
  warns: { en: 'takes a single value, but warns about it', zh: '会接受单个值，但会警告' },
} as const;
