import { brief, type Fix, type Rule } from '../../rule';
import type { Command, Redirect, ShellFile } from '../file';

/** A file that the shell opens without the rights of sudo. */
export const sh022: Rule<ShellFile> = {
  code: 'SH022',
  aliases: ['SC2024'],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'sudo does not write this file', zh: 'sudo 管不到重定向' },
  message: {
    en: 'Your own shell opens {file} before sudo runs: without its rights the write is refused.',
    zh: '{file} 由你自己的 shell 在 sudo 运行之前打开：没有权限，写入会被拒绝。',
  },
  why: {
    en: 'The shell sets up `>` and `>>` first and starts sudo then, so only the command has the rights of root, and not the file behind the sign. `tee` opens the file itself: `echo text | sudo tee /etc/file`.',
    zh: 'shell 先处理 `>` 和 `>>`，然后才启动 sudo，所以只有命令有 root 权限，符号后面的文件没有。`tee` 会自己打开文件：`echo text | sudo tee /etc/file`。',
  },
  lesson: 'linux/permissions',
  *check({ commands, text }) {
    // Who looks for root may well be root.
    if (/\bEUID\b|\$UID\b|id -u\b/.test(text)) return;
    for (const command of commands) {
      if (command.words[0]?.text !== 'sudo' || command.words.length < 2) continue;
      const redirect = command.redirects.find(isRefused);
      const target = redirect?.target;
      if (redirect === undefined || target === undefined || /\d/.test(text[redirect.span.start - 1] ?? '')) continue;
      yield { span: target.span, args: { file: brief(target.text, 40) }, fix: fixOf(command, redirect) };
    }
  },
  examples: {
    bad: [
      {
        text: 'sudo echo "nameserver 192.0.2.1" > «/etc/resolv.conf»\n',
        fixed: 'sudo echo "nameserver 192.0.2.1" | sudo tee /etc/resolv.conf > /dev/null\n',
      },
      {
        text: 'sudo echo 1 >> «/etc/a»\n',
        fixed: 'sudo echo 1 | sudo tee -a /etc/a > /dev/null\n',
      },
    ],
    good: [
      'echo a | sudo tee /etc/a > /dev/null\nsudo dmesg > boot.log\nsudo sh -c "echo a > /etc/a"\nsudo cat /etc/shadow > /tmp/a\nsudo a < /etc/b\n',
    ],
  },
};

const isRefused = ({ operator, target }: Redirect): boolean =>
  /^>>?$/.test(operator) && /^\/(?:etc|boot|root|sys|proc\/sys|usr|lib)\/[\w./-]+$/.test(target?.text ?? '');

function fixOf({ redirects, span }: Command, { operator, span: place, target }: Redirect): Fix | undefined {
  const end = target?.span.end;
  if (redirects.length !== 1 || end !== span.end) return undefined;
  const edits = [
    { span: place, text: operator === '>>' ? '| sudo tee -a' : '| sudo tee' },
    { span: { start: end, end }, text: ' > /dev/null' },
  ];
  return { title: { en: 'Write it by sudo tee', zh: '改用 sudo tee 写入' }, edits, safe: false };
}
