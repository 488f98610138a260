import { brief, type Rule } from '../../rule';
import type { UnitFile } from '../file';

/** A value that was wrapped without a backslash. */
export const sh060: Rule<UnitFile> = {
  code: 'SH060',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Line without "="', zh: '这一行没有“=”' },
  message: {
    en: 'systemd ignores "{word}": a line needs "=", and a longer value a backslash on the line before.',
    zh: 'systemd 会忽略“{word}”：每行都要有“=”，较长的值要在上一行末尾加反斜杠。',
  },
  why: {
    en: 'A unit consists of sections and of lines `Name=value`. Anything else gets a warning in the journal and is dropped: a command that was wrapped at the margin runs without its last options, and the service seems to start. Only a backslash at the very end of a line makes its value go on.',
    zh: '单元文件由小节和 `名字=值` 的行组成。其他内容只会在日志里留下一条警告，然后被丢弃：被折行的命令会丢掉后面的选项，而服务看起来照样启动了。只有在行的最末尾写反斜杠，值才会延续到下一行。',
  },
  lesson: 'linux/processes',
  *check({ text, strays }) {
    for (const { span, before } of strays) {
      const word = brief(text.slice(span.start, span.end));
      const end = before && before.span.start + before.text.trimEnd().length;
      const canJoin = before !== undefined && end !== undefined && /^\s*[A-Za-z]\w*[ \t]*=[ \t]*\S/.test(before.text);
      const title = { en: 'Continue the line above', zh: '在上一行末尾加反斜杠' };
      const fix = canJoin
        ? { title, edits: [{ span: { start: end, end: before.span.end }, text: ' \\' }], safe: true }
        : undefined;
      yield { span, args: { word }, fix };
    }
  },
  examples: {
    bad: [
      {
        text: '[Service]\nExecStart=/usr/bin/dockerd -H fd://\n  «--log-level warn»\n',
        fixed: '[Service]\nExecStart=/usr/bin/dockerd -H fd:// \\\n  --log-level warn\n',
      },
      { text: '[Service]\n\n«Restart always»\n' },
    ],
    good: [
      '[Unit]\nDescription=A\n# comment\n; comment\n\n[Service]\nExecStart=/usr/bin/a \\\n  -b \\\n# in between\n  -c\nEnvironment=A=b\n',
      '# GRUB\ntimeout 5\n',
    ],
  },
};
