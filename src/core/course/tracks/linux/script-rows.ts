import type { Probe } from '../../check';
import type { Condition, FoundCase } from '../../lesson';
import { absent, exists, matches } from '../../match';

/** The case that a script is not there, whatever else was asked of it. */
const scriptGone = (script: string): FoundCase => ({
  id: 'file-absent',
  probe: { source: 'file', path: script, as: 'text' },
  shape: absent,
  text: {
    en: `There is no \`${script}\` in the exercise folder: write it there, under just this name.`,
    zh: `练习目录里没有 \`${script}\`：请就用这个名字，写在练习目录里。`,
  },
});

/** The first line of a script names the shell that runs it. */
export function firstLine(script: string): Condition {
  const text: Probe = { source: 'file', path: script, as: 'text' };
  return {
    id: 'first-line',
    title: { en: `The first line of ${script} names its shell`, zh: `${script} 的首行指明了 shell` },
    when: 'now',
    expect: [{ probe: text, shape: matches(/^#![ \t]*\/(?:usr\/)?bin\/(?:env[ \t]+(?:-S[ \t]+)?)?(?:ba)?sh(?:\s|$)/) }],
    told: [
      scriptGone(script),
      {
        id: 'missing',
        probe: text,
        shape: matches(/^(?!#!)/),
        text: {
          en: 'The very first line must name the shell: `#!/usr/bin/env bash`, with nothing before it, not even a blank line. Without it, whoever starts the script decides what it means.',
          zh: '第一行必须指明 shell：`#!/usr/bin/env bash`，前面什么都不能有，空行也不行。没有这一行，脚本由哪种 shell 来解释，就得看是谁启动它。',
        },
      },
      {
        id: 'other',
        probe: text,
        shape: exists,
        text: {
          en: 'The first line names another program than `bash` or `sh`: begin with `#!/usr/bin/env bash`.',
          zh: '首行指明的不是 `bash` 或 `sh`：请以 `#!/usr/bin/env bash` 开头。',
        },
      },
    ],
  };
}

/** The shell can read the script to its end; nothing is executed. */
export function parses(script: string): Condition {
  const parse: Probe = { source: 'run', script, parse: true };
  return {
    id: 'syntax',
    title: { en: `The shell can parse ${script}: bash -n`, zh: `${script} 没有语法错误：bash -n` },
    when: 'now',
    after: 'first-line',
    expect: [{ probe: parse, shape: { code: 0 } }],
    told: [
      {
        id: 'crlf',
        probe: { source: 'file', path: script, as: 'text' },
        shape: matches(/\r\n/),
        text: {
          en: 'The lines end as in Windows, CR LF, and for the shell the CR is a letter of the last word. Choose LF in the status bar of the editor and save.',
          zh: '文件用的是 Windows 换行符 CR LF，在 shell 看来，CR 是每行最后一个词里的一个字符。请在编辑器状态栏里选 LF 再保存。',
        },
      },
      {
        id: 'error',
        probe: parse,
        shape: { stderr: exists },
        args: { why: { probe: parse, path: ['stderr'] } },
        text: {
          en: 'The shell cannot parse the script: {why} Look at that line and above it: a quote, `fi`, `done` or a bracket is missing.',
          zh: '语法错误，shell 读不懂这个脚本：{why} 看这一行和它上面：少了引号、`fi`、`done` 或括号。',
        },
      },
    ],
  };
}
