import type { Text } from '../../../text';
import type { Edit, Problem, Rule } from '../../rule';
import type { CloudInitFile } from '../file';
import { topKeys } from '../keys';

/** The line that says what user data is. */
export const os060: Rule<CloudInitFile> = {
  code: 'OS060',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Does not begin with #cloud-config', zh: '开头不是 #cloud-config' },
  message: {
    en: 'The text must begin with "#cloud-config": {what}, and all of it is ignored.',
    zh: '文件必须以“#cloud-config”开头：{what}，整个文件都会被忽略。',
  },
  why: {
    en: 'cloud-init gets user data without a name and tells from its first characters what it is: a script, an archive, or a cloud-config. What it does not recognise it leaves alone, and the machine comes up without users, packages and commands. The line looks like a comment and is none.',
    zh: 'cloud-init 拿到的 user data 没有文件名，只能根据开头的字符判断它是脚本、归档还是 cloud-config。认不出来就不处理，机器启动后没有用户、软件包和命令。这一行看起来像注释，其实不是。',
  },
  lesson: 'provisioning/kvm',
  *check(file) {
    const problem = file.kind === 'unmarked' ? problemOf(file) : undefined;
    if (problem !== undefined) yield problem;
  },
  examples: {
    bad: [
      { text: '«# cloud-config»\npackages: [nginx]\n', fixed: '#cloud-config\npackages: [nginx]\n' },
      {
        text: '«# The web servers»\n#cloud-config\npackages: [nginx]\n',
        fixed: '#cloud-config\n# The web servers\npackages: [nginx]\n',
      },
      { text: '«packages»: [nginx]\nruncmd:\n  - ls\n', fixed: '#cloud-config\npackages: [nginx]\nruncmd:\n  - ls\n' },
      { text: '\uFEFF«#cloud-config»\npackages: [nginx]\n', fixed: '#cloud-config\npackages: [nginx]\n' },
    ],
    good: [
      '#cloud-config\npackages: [nginx]\n',
      '\n\n#cloud-config\n# more\npackages: [nginx]\n',
      '## template: jinja\n#cloud-config\nhostname: {{ v1.local_hostname }}\n',
      '#!/bin/sh\nls\n',
      'Content-Type: multipart/mixed; boundary="a"\nMIME-Version: 1.0\n',
      'instance-id: a\nlocal-hostname: b\n',
    ],
  },
};

const words = {
  blank: { en: 'without a blank in it', zh: '中间不能有空格' },
  late: { en: 'another comment comes first here', zh: '这里前面还有别的注释' },
  missing: { en: 'the line is missing', zh: '这里缺少这一行' },
  mark: { en: 'a byte order mark comes first here', zh: '这里最前面有 BOM' },
} as const satisfies Record<string, Text>;

function problemOf(file: CloudInitFile): Problem | undefined {
  const { text, eol } = file;
  if (/^\uFEFF#cloud-config/i.test(text)) return made(text, words.mark, { start: 0, end: 1 }, '', 1);
  const torn = /^\uFEFF?\s*#[ \t]+cloud-config[ \t]*(?=\r?\n|$)/i.exec(text.slice(0, 1000))?.[0];
  if (torn !== undefined) {
    const start = torn.indexOf('#');
    return made(text, words.blank, { start, end: torn.length }, '#cloud-config', start);
  }
  const late = /^(?:[ \t]*(?:#(?!cloud-config)[^\n]*)?\n)+(#cloud-config[ \t]*)\r?\n/.exec(text.slice(0, 4000));
  if (late?.[1] !== undefined) return moved(late[0], text, eol);
  return missing(file);
}

/** A table of which at least half is known is a cloud-config. */
function missing({ text, root, eol }: CloudInitFile): Problem | undefined {
  const known = root?.own.filter(({ key }) => topKeys.has(key.text)) ?? [];
  const all = root?.own ?? [];
  const [first] = all;
  const isConfig = known.length > 0 && known.length * 2 >= all.length && root?.all.has('kind') === false;
  if (first === undefined || !isConfig) return undefined;
  const edits = [{ span: { start: 0, end: text.startsWith('\uFEFF') ? 1 : 0 }, text: `#cloud-config${eol}` }];
  const title = { en: 'Insert #cloud-config', zh: '插入 #cloud-config' };
  return { span: first.key.part(), args: { what: words.missing }, fix: { title, edits, safe: true } };
}

function made(text: string, what: Text, place: Edit['span'], meant: string, at: number): Problem {
  const end = text.slice(at).search(/[ \t]*(?:\r?\n|$)/) + at;
  const title = { en: 'Write #cloud-config', zh: '写成 #cloud-config' };
  return {
    span: { start: at, end },
    args: { what },
    fix: { title, edits: [{ span: place, text: meant }], safe: true },
  };
}

/** The line moves to the top. */
function moved(head: string, text: string, eol: string): Problem {
  const start = head.search(/#/);
  const end = start + (/^[^\r\n]*/.exec(head.slice(start))?.[0].trimEnd().length ?? 1);
  const at = head.lastIndexOf('#cloud-config');
  const edits = [
    { span: { start: 0, end: text.startsWith('\uFEFF') ? 1 : 0 }, text: `#cloud-config${eol}` },
    { span: { start: at, end: head.length }, text: '' },
  ];
  const title = { en: 'Move #cloud-config to the first line', zh: '把 #cloud-config 移到第一行' };
  return { span: { start, end }, args: { what: words.late }, fix: { title, edits, safe: true } };
}
