import type { Fix, Rule } from '../../rule';
import type { Setting, UnitFile } from '../file';

/** Signs of the shell where there is no shell. */
export const sh062: Rule<UnitFile> = {
  code: 'SH062',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Shell syntax without a shell', zh: '没有 shell 却用了 shell 语法' },
  message: {
    en: 'systemd starts the program itself, without a shell: "{sign}" is passed to it as an argument.',
    zh: 'systemd 直接启动程序，不经过 shell：“{sign}”会作为参数传给程序。',
  },
  why: {
    en: 'An Exec line names one program and its arguments. Pipes, redirections and `&&` are things of a shell, which nobody starts here. Write `/bin/sh -c` with the command in quotes, or several Exec lines; for output there is the journal, and for a folder `WorkingDirectory=`.',
    zh: 'Exec 行写的是一个程序和它的参数。管道、重定向和 `&&` 是 shell 的功能，而这里并没有启动 shell。请写成 `/bin/sh -c` 加引号括起来的命令，或拆成多行 Exec；输出会进日志，目录用 `WorkingDirectory=`。',
  },
  lesson: 'linux/processes',
  *check({ text, settings }) {
    for (const setting of settings) {
      if (!/^Exec[A-Z]/.test(setting.name) || /["'\\]|\b(?:ba|da|z|k)?sh\b/.test(setting.value)) continue;
      const { start, end } = setting.valueSpan;
      const found = /(?<=^|\s)(?:&&|\|\|?|[12]?>>?|2>&1)(?=\s|$)|^cd(?= )/.exec(text.slice(start, end));
      if (found === null) continue;
      const span = { start: start + found.index, end: start + found.index + found[0].length };
      yield { span, args: { sign: found[0] }, fix: fixOf(setting) };
    }
  },
  examples: {
    bad: [
      {
        text: '[Service]\nExecStart=/usr/bin/a «&&» /usr/bin/b\n',
        fixed: "[Service]\nExecStart=/bin/sh -c '/usr/bin/a && /usr/bin/b'\n",
      },
      {
        text: '[Service]\nExecStart=/usr/bin/a «>» /var/log/a.log\n',
        fixed: "[Service]\nExecStart=/bin/sh -c '/usr/bin/a > /var/log/a.log'\n",
      },
    ],
    good: [
      '[Service]\nType=oneshot\nExecStart=/bin/sh -c \'a && b | c > d\'\nExecStart=/usr/bin/env bash -c "a | b"\nExecStart=/usr/bin/a ; /usr/bin/b\n',
    ],
  },
};

/** Where the program begins plainly, a shell can run the whole line. */
function fixOf({ value, valueSpan: span, isOneLine }: Setting): Fix | undefined {
  if (!isOneLine || !/^(?:\/|cd )/.test(value) || /[$%]/.test(value)) return undefined;
  const title = { en: 'Run it by /bin/sh -c', zh: '用 /bin/sh -c 执行' };
  return { title, edits: [{ span, text: `/bin/sh -c '${value}'` }], safe: false };
}
