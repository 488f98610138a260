import { brief, type Problem, type Rule } from '../../rule';
import { itemsOf, mappingOf, type Entry } from '../../yaml/tree';
import type { CloudInitFile } from '../file';

/** Permissions that YAML turns into another number. */
export const os064: Rule<CloudInitFile> = {
  code: 'OS064',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Permissions without quotes', zh: '权限没有加引号' },
  message: {
    en: 'Without quotes {value} is a number, and cloud-init wants text here: the file gets other permissions.',
    zh: '不加引号的 {value} 是数字，而 cloud-init 要的是文本：文件会得到另一种权限。',
  },
  why: {
    en: 'Permissions are octal digits. To YAML `0644` is the number 420 and `644` the number 644; cloud-init takes text, reads it as octal digits, and warns about numbers. In quotes the digits stay what they are.',
    zh: '权限是八进制数字。对 YAML 来说，`0644` 是数字 420，`644` 是数字 644；cloud-init 要的是文本，再按八进制读取，遇到数字会警告。加上引号，这几个数字就保持原样。',
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
  return { span, args: { value: brief(value.text) }, fix: { title, edits: [{ span, text: meant }], safe: true } };
}
