import type { Rule } from '../../rule';
import { callsOf, type ShellFile } from '../file';

/** `apt-key`, which says of itself that it is deprecated (apt-key(8)). */
export const sh025: Rule<ShellFile> = {
  code: 'SH025',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'apt-key', zh: 'apt-key 已弃用' },
  message: {
    en: 'apt-key is deprecated and gone from current systems; a key that it adds may sign for every source.',
    zh: 'apt-key 已弃用，新系统里已没有此命令；它添加的密钥对所有软件源都有效。',
  },
  why: {
    en: 'Put the key into a file of its own, `/etc/apt/keyrings/name.gpg`, and name it in the source: `deb [signed-by=/etc/apt/keyrings/name.gpg] https://…`. Then it counts for this source alone, and the script runs on new releases, too.',
    zh: '请把密钥存成单独的文件 `/etc/apt/keyrings/name.gpg`，并在软件源里写明：`deb [signed-by=/etc/apt/keyrings/name.gpg] https://…`。这样它只对这一个源有效，脚本在新版本系统上也能运行。',
  },
  lesson: 'linux/packages',
  *check(file) {
    // A script that looks whether there is one has another way.
    if (/(?:command -v|which|type|hash)[^\n]{0,40}apt-key/.test(file.text)) return;
    for (const { words, args } of callsOf(file, 'apt-key')) {
      const word = words.find(({ text }) => text === 'apt-key');
      if (word !== undefined && args.some(({ text }) => /^(?:add|adv)$/.test(text))) yield { span: word.span };
    }
  },
  examples: {
    bad: [
      { text: 'curl -fsSL https://download.docker.com/linux/ubuntu/gpg | sudo «apt-key» add -\n' },
      { text: '«apt-key» adv --keyserver keyserver.ubuntu.com --recv-keys ABCD\n' },
    ],
    good: [
      'curl -fsSL https://download.docker.com/linux/ubuntu/gpg -o /etc/apt/keyrings/docker.asc\napt-key list\necho apt-key add\n',
    ],
  },
};
