import type { Rule } from '../../rule';
import type { UnitFile } from '../file';

/** A comment behind a value. */
export const sh064: Rule<UnitFile> = {
  code: 'SH064',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Comment behind a value', zh: '值后面写了注释' },
  message: {
    en: 'Units have no inline comments: this becomes part of the value of {name}.',
    zh: '单元文件不支持行尾注释：这段文字会成为 {name} 的值的一部分。',
  },
  why: {
    en: 'systemd takes a line for a comment only when it begins with `#` or `;`. Behind a value the sign is text: a program gets it as arguments, and a switch such as `Restart=` is ignored with a warning in the journal.',
    zh: 'systemd 只把以 `#` 或 `;` 开头的行当作注释。写在值后面的 `#` 就是文字：程序会把它当作参数，`Restart=` 这样的设置则会被忽略，只在日志里留下警告。',
  },
  lesson: 'linux/processes',
  *check({ text, settings, eol }) {
    for (const { name, value, nameSpan, valueSpan, isOneLine } of settings) {
      if (!isOneLine || /^(?:Description|Documentation|Environment|X-.*)$/.test(name) || /["'\\]/.test(value)) continue;
      const found = /(?<=\S)[ \t]+(#[ \t].*)$/.exec(text.slice(valueSpan.start, valueSpan.end));
      if (found?.[1] === undefined) continue;
      const span = { start: valueSpan.end - found[1].length, end: valueSpan.end };
      const at = valueSpan.start + found.index;
      const edits = [
        { span: { start: nameSpan.start, end: nameSpan.start }, text: found[1] + eol },
        { span: { start: at, end: valueSpan.end }, text: '' },
      ];
      const title = { en: 'Put the comment on the line above', zh: '把注释移到上一行' };
      yield { span, args: { name }, fix: { title, edits, safe: true } };
    }
  },
  examples: {
    bad: [
      {
        text: '[Service]\nRestart=always «# on every end»\n',
        fixed: '[Service]\n# on every end\nRestart=always\n',
      },
    ],
    good: [
      '[Unit]\nDescription=Issue # 5\n[Service]\nEnvironment=A=b #c\nExecStart=/bin/sh -c "a # b"\n# comment\nExecStop=/bin/a #b\n',
    ],
  },
};
