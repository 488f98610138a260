import { brief, type Rule } from '../../rule';
import { withoutPrefix, type ShellFile, type Word } from '../file';

/** A download that is run unread. */
export const sh027: Rule<ShellFile> = {
  code: 'SH027',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'information' },
  title: { en: 'Download piped into a shell', zh: '下载内容直接交给 shell 执行' },
  message: {
    en: '{shell} runs whatever arrives, unread, and half of it if the connection breaks: save it, read it, run it.',
    zh: '{shell} 会不经查看就执行收到的内容，断线时只执行一半：请先保存，看过再运行。',
  },
  why: {
    en: 'A shell begins to run a script before all of it has come. Saved to a file, it can be read, compared with a checksum, and is there when you want to know later what was done: `curl -fsSLo install.sh URL`, `less install.sh`, `sh install.sh`.',
    zh: 'shell 不等脚本下载完就开始执行。先存成文件，就可以阅读、核对校验和，以后也能知道当时做了什么：`curl -fsSLo install.sh URL`，`less install.sh`，`sh install.sh`。',
  },
  lesson: 'linux/scripts',
  *check({ commands }) {
    for (const [index, { words, after }] of commands.entries()) {
      const next = commands[index + 1];
      if (after !== '|' || next === undefined || !/^(?:curl|wget)$/.test(withoutPrefix(words)[0]?.text ?? '')) continue;
      const [shell, ...args] = withoutPrefix(next.words);
      if (shell !== undefined && /^(?:ba|da|z|k)?sh$/.test(shell.text) && readsScript(args))
        yield { span: shell.span, args: { shell: brief(shell.text) } };
    }
  },
  examples: {
    bad: [
      { text: 'curl -fsSL https://get.example.com | «sh»\n' },
      { text: 'wget -qO- https://get.example.com/install | sudo -E «bash» -s -- --yes\n' },
    ],
    good: [
      'curl -fsSLo install.sh https://get.example.com\nsh install.sh\ncurl -s https://example.com | bash -c cat\ncurl -s https://example.com | sh ./filter.sh\ncurl -s https://example.com | tar xz\n',
    ],
  },
};

/** Does a shell with these words take what it runs from the pipe? */
function readsScript(args: readonly Word[]): boolean {
  const [first] = args;
  if (first === undefined || first.text === '-') return true;
  return (
    /^-[a-z]*$/.test(first.text) &&
    !first.text.includes('c') &&
    (first.text.includes('s') || readsScript(args.slice(1)))
  );
}
