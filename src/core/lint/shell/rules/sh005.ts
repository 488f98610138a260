import type { Rule } from '../../rule';
import type { ShellFile } from '../file';

/** Blanks behind the backslash at the end of a line. */
export const sh005: Rule<ShellFile> = {
  code: 'SH005',
  aliases: ['SC1101'],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Blank behind the backslash', zh: '续行反斜杠后有空格' },
  message: {
    en: 'A blank stands behind the backslash: the command ends here, and the next line runs alone.',
    zh: '反斜杠后面有空格：命令在此结束，下一行会单独执行。',
  },
  why: {
    en: 'A backslash protects the one character that follows it. At the very end of a line this is the line end, and the command goes on; with a blank between, it is the blank that is protected, and the line ends as usual. The blank cannot be seen: let the editor show it, or trim line ends when saving.',
    zh: '反斜杠只保护紧跟其后的那一个字符。它在行尾时，保护的是换行，命令就能延续；中间多了空格，保护的就是空格，命令照样在行尾结束。空格看不见：可以让编辑器显示空白，或在保存时删除行尾空格。',
  },
  lesson: 'linux/scripts',
  *check({ loose }) {
    for (const { span, isContinued } of loose) {
      if (!isContinued) continue;
      const title = { en: 'Remove the blanks', zh: '删除空格' };
      yield { span, fix: { title, edits: [{ span, text: '' }], safe: true } };
    }
  },
  examples: {
    bad: [
      {
        text: 'docker run -d \\« »\n  -p 8080:80 nginx:1.30\n',
        fixed: 'docker run -d \\\n  -p 8080:80 nginx:1.30\n',
      },
    ],
    good: [
      "docker run -d \\\n  nginx:1.30\necho 'a \\ \nb'\n# a \\ \ncat <<EOF\nx \\ \ny\nEOF\nls a\\ b\n",
      'ls \\ \n\nls\n',
    ],
  },
};
