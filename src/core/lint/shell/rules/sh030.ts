import type { Text } from '../../../text';
import type { Edit, Problem, Rule } from '../../rule';
import type { ShellFile } from '../file';

/** A first line that the kernel does not understand. */
export const sh030: Rule<ShellFile> = {
  code: 'SH030',
  aliases: ['SC1128', 'SC1115'],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Broken shebang', zh: '脚本首行无效' },
  message: { en: 'The first line does not work: {what}.', zh: '脚本首行不起作用：{what}。' },
  why: {
    en: 'Linux looks at the first two bytes of a program: `#!` is followed by the path of what runs it. A blank line, a byte order mark or a comment before it hides the line; a Windows line end becomes part of the path, and the error says "no such file" about a file that is there. In a container this stops the entrypoint.',
    zh: 'Linux 会看程序的头两个字节：`#!` 后面是解释器的路径。前面有空行、BOM 或注释，这一行就不起作用；Windows 换行符会成为路径的一部分，于是明明存在的文件却报“没有那个文件”。在容器里，这会让 entrypoint 无法启动。',
  },
  lesson: 'linux/scripts',
  *check(file) {
    const problem = file.shebang === undefined ? misplaced(file) : crlf(file);
    if (problem !== undefined) yield problem;
  },
  examples: {
    bad: [
      { text: '«#!/bin/sh»\r\nls\r\n', fixed: '#!/bin/sh\nls\n' },
      { text: '\n«#!/bin/sh»\nls\n', fixed: '#!/bin/sh\nls\n' },
      { text: '# Start the web server.\n«#!/bin/bash»\nls\n', fixed: '#!/bin/bash\n# Start the web server.\nls\n' },
      { text: '«# !/bin/bash»\nls\n', fixed: '#!/bin/bash\nls\n' },
      { text: '\uFEFF«#!/bin/sh»\nls\n', fixed: '#!/bin/sh\nls\n' },
    ],
    good: ['#!/bin/sh\nls\n', '#! /bin/bash\nls\n', 'ls\r\ncd ..\r\n', '# !important\nls\n', '# a\nls\n#!/bin/sh\n'],
  },
};

const words = {
  line: { en: 'Windows line ends become part of the path', zh: 'Windows 换行符会成为路径的一部分' },
  late: { en: '"#!" counts as the very first bytes only', zh: '“#!”必须是文件最开头的两个字节' },
  blank: { en: 'no blank may stand within "#!"', zh: '“#!”中间不能有空格' },
  mark: { en: 'a byte order mark stands before it', zh: '它前面有 BOM（字节顺序标记）' },
} as const satisfies Record<string, Text>;

function crlf({ text, shebang = '' }: ShellFile): Problem | undefined {
  if (text.startsWith('\uFEFF')) {
    const edits = [{ span: { start: 0, end: 1 }, text: '' }];
    const title = { en: 'Remove the byte order mark', zh: '删除 BOM' };
    return {
      span: { start: 1, end: 1 + shebang.length },
      args: { what: words.mark },
      fix: { title, edits, safe: true },
    };
  }
  const span = { start: 0, end: shebang.length };
  if (!text.startsWith('\r\n', shebang.length)) return undefined;
  const edits = [...text.matchAll(/\r(?=\n)/g)].map(({ index }): Edit => ({
    span: { start: index, end: index + 1 },
    text: '',
  }));
  return { span, args: { what: words.line }, fix: { title: { en: 'Use LF', zh: '改用 LF 换行' }, edits, safe: true } };
}

/** A line that was meant to be the first one, below blank lines and comments only. */
function misplaced({ text }: ShellFile): Problem | undefined {
  const head = /^\uFEFF?(?:[ \t]*(?:#(?!!)[^\n]*)?\r?\n)*/.exec(text.slice(0, 4000))?.[0] ?? '';
  const torn = /^#[ \t]+!(?=[ \t]*\/)[^\r\n]*/.exec(text)?.[0];
  if (torn !== undefined) {
    const edits = [{ span: { start: 0, end: torn.indexOf('!') + 1 }, text: '#!' }];
    const title = { en: 'Remove the blank', zh: '删除空格' };
    return { span: { start: 0, end: torn.length }, args: { what: words.blank }, fix: { title, edits, safe: true } };
  }
  const late = /^[ \t]*(#![ \t]*\/[^\r\n]*)(\r?\n|$)/.exec(text.slice(head.length));
  if (late?.[1] === undefined) return undefined;
  const end = head.length + late[0].length;
  const start = end - (late[2]?.length ?? 0) - late[1].length;
  const isBlank = head.trim() === '';
  const edits = isBlank
    ? [{ span: { start: 0, end: start }, text: '' }]
    : [
        { span: { start: 0, end: 0 }, text: late[1] + (late[2] === '' ? '\n' : (late[2] ?? '\n')) },
        { span: { start: head.length, end }, text: '' },
      ];
  const title = { en: 'Move it to the first line', zh: '移到第一行' };
  return {
    span: { start, end: start + late[1].length },
    args: { what: words.late },
    fix: { title, edits, safe: true },
  };
}
