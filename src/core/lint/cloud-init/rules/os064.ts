import { brief, type Problem, type Rule } from '../../rule';
import { itemsOf, mappingOf, type Entry } from '../../yaml/tree';
import type { CloudInitFile } from '../file';

/** Permissions that YAML turns into a number; `decode_perms` of cc_write_files.py takes a number as it is (November 2026). */
export const os064: Rule<CloudInitFile> = {
  code: 'OS064',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Permissions without quotes', zh: '权限没有加引号' },
  message: {
    en: 'Without quotes {value} is a number, and cloud-init wants text here: {effect}.',
    zh: '不加引号的 {value} 是数字，而 cloud-init 要的是文本：{effect}。',
  },
  why: {
    en: 'Permissions are octal digits. To YAML `644` is the number 644, and as permissions that is 1204; `0644` is the number 420, which happens to be right. cloud-init wants text, reads it as octal digits, and warns about numbers. In quotes the digits stay what they are.',
    zh: '权限是八进制数字。对 YAML 来说，`644` 是数字 644，当作权限就成了 1204；`0644` 是数字 420，恰好正确。cloud-init 要的是文本，再按八进制读取，遇到数字会警告。加上引号，这几个数字就保持原样。',
  },
  lesson: 'provisioning/kvm',
  *check({ root, kind }) {
    if (kind !== 'config') return;
    for (const { value } of itemsOf(root?.get('write_files'))) {
      const entry = mappingOf(value)?.own.find(({ key }) => key.text === 'permissions');
      const problem = entry && problemOf(entry);
      if (problem !== undefined) yield problem;
    }
  },
  examples: {
    bad: [
      {
        text: '#cloud-config\nwrite_files:\n  - path: /a\n    permissions: «0644»\n',
        fixed: "#cloud-config\nwrite_files:\n  - path: /a\n    permissions: '0644'\n",
      },
      {
        text: '#cloud-config\nwrite_files:\n  - path: /a\n    permissions: «755»\n',
        fixed: "#cloud-config\nwrite_files:\n  - path: /a\n    permissions: '0755'\n",
      },
    ],
    good: [
      '#cloud-config\nwrite_files:\n  - path: /a\n    permissions: \'0644\'\n  - path: /b\n    permissions: "0600"\n',
    ],
  },
};

function problemOf({ value, isAlias }: Entry): Problem | undefined {
  if (value?.kind !== 'scalar' || isAlias || value.style !== 'plain' || value.tag !== undefined) return undefined;
  const digits = /^0?([0-7]{3})$/.exec(value.text)?.[1];
  if (digits === undefined) return undefined;
  const span = value.part();
  const meant = `'0${digits}'`;
  const title = { en: `Write ${meant}`, zh: `写成 ${meant}` };
  const isRight = value.text.startsWith('0');
  return {
    span,
    args: { value: brief(value.text), effect: isRight ? effects.warns : effects.others },
    fix: { title, edits: [{ span, text: meant }], safe: true },
    ...(isRight && { severity: 'information' as const }),
  };
}

const effects = {
  others: { en: 'the file gets other permissions', zh: '文件会得到另一种权限' },
  warns: { en: 'it logs a warning', zh: '它会记录一条警告' },
} as const;
