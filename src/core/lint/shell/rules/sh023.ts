import { brief, type Problem, type Rule } from '../../rule';
import type { Command, ShellFile, Word } from '../file';

/** Words of bash in a script for sh. */
export const sh023: Rule<ShellFile> = {
  code: 'SH023',
  aliases: ['SC3010', 'SC3030', 'SC3046'],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'bash in a script for sh', zh: 'sh 脚本里用了 bash 语法' },
  message: {
    en: '{what} is a word of bash: the first line asks for sh, which on Debian and Ubuntu does not know it.',
    zh: '{what} 是 bash 的写法：首行指定的是 sh，在 Debian 和 Ubuntu 上不支持。',
  },
  why: {
    en: '`/bin/sh` is bash on some systems and a small shell on others, dash on Debian and Ubuntu. There `source` is not found, `[[` neither, and an array is a syntax error. Write `. ./file` and `[ … ]`, or ask for `#!/bin/bash` in the first line.',
    zh: '`/bin/sh` 在有些系统上是 bash，在另一些系统上是精简的 shell，例如 Debian 和 Ubuntu 的 dash。那里找不到 `source` 和 `[[`，数组则是语法错误。请写 `. ./file` 和 `[ … ]`，或者把首行改成 `#!/bin/bash`。',
  },
  lesson: 'linux/scripts',
  *check({ shebang, text, commands }) {
    if (shebang === undefined || !/^#![ \t]*\/bin\/sh(?:[ \t]|$)/.test(shebang)) return;
    // BusyBox knows some of it, and some scripts start themselves anew.
    if (/\bapk\b|busybox|openwrt|BASH_VERSION|exec [^\n]{0,80}\bbash\b/i.test(text)) return;
    for (const command of commands) if (!command.isInCase) yield* bashIn(command);
  },
  examples: {
    bad: [
      { text: '#!/bin/sh\n«source» ./lib.sh\n', fixed: '#!/bin/sh\n. ./lib.sh\n' },
      { text: '#!/bin/sh\nif «[[» "$a" == b* ]]; then\n  ls\nfi\n' },
      { text: '#!/bin/sh -e\n«names=(»a b)\n' },
    ],
    good: [
      '#!/bin/bash\nsource ./a\n[[ $a == b ]]\n',
      '#!/bin/sh\n. ./a\n[ "$a" = b ]\necho "[[ source"\nawk "{ print a[1] }"\n',
      '#!/bin/sh\napk add curl\n[[ -f a ]] && ls\n',
      'source ./a\n',
    ],
  },
};

function* bashIn({ words, assignments }: Command): Iterable<Problem> {
  const [first, second] = words;
  if (first?.text === '[[' && words.some(({ text }) => text === ']]'))
    yield { span: first.span, args: { what: first.text } };
  if (first?.text === 'source' && second !== undefined) yield sourced(first, second);
  for (const { text, span } of assignments) {
    const head = /^\w+\+?=\(/.exec(text)?.[0];
    if (head === undefined) continue;
    yield { span: { start: span.start, end: span.start + head.length }, args: { what: brief(`${head}…)`) } };
  }
}

/** Without a slash, "." looks along the PATH only. */
function sourced({ span }: Word, file: Word): Problem {
  const title = { en: 'Write a dot', zh: '改成点号' };
  const fix = file.text.includes('/') ? { title, edits: [{ span, text: '.' }], safe: true } : undefined;
  return { span, args: { what: 'source' }, fix };
}
