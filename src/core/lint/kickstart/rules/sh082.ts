import type { Text } from '../../../text';
import type { Rule } from '../../rule';
import type { KickstartFile } from '../file';

/** The password of root in a form that others can read, or work out. */
export const sh082: Rule<KickstartFile> = {
  code: 'SH082',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Password of root', zh: 'root 的密码' },
  message: { en: '{what}: give a hash of SHA-512, `$6$…`.', zh: '{what}：请写 SHA-512 哈希，即 `$6$…`。' },
  why: {
    en: 'A kickstart file is fetched over the network, mostly without a password, and stays on the machine as /root/anaconda-ks.cfg. `openssl passwd -6` makes a hash that can be shown: `rootpw --iscrypted $6$…`. `rootpw --lock` does without a password.',
    zh: 'kickstart 文件通过网络获取，通常不需要密码，还会以 /root/anaconda-ks.cfg 留在机器上。`openssl passwd -6` 生成可以公开的哈希：`rootpw --iscrypted $6$…`。`rootpw --lock` 则不设密码。',
  },
  lesson: 'provisioning/kickstart',
  *check({ orders }) {
    for (const { name, args, line } of orders) {
      const password = name === 'rootpw' ? args.find((arg) => !arg.startsWith('-')) : undefined;
      if (password === undefined || /[{}<>@]|^["'#]/.test(password)) continue;
      const isHash = args.includes('--iscrypted');
      if (isHash && !/^\$1\$/.test(password)) continue;
      const start = line.span.start + line.text.lastIndexOf(password);
      yield { span: { start, end: start + password.length }, args: { what: isHash ? words.weak : words.plain } };
    }
  },
  examples: {
    bad: [
      { text: 'cdrom\nrootpw «secret»\n' },
      { text: 'cdrom\nrootpw --plaintext «secret»\n' },
      { text: 'cdrom\nrootpw --iscrypted «$1$salt$hash»\n' },
    ],
    good: ['cdrom\nrootpw --lock\n', 'cdrom\nrootpw --iscrypted $6$salt$hash\n', 'cdrom\nrootpw {{ password }}\n'],
  },
};

const words = {
  plain: { en: 'Everybody who gets the file can read this password', zh: '拿到此文件的人都能读到这个密码' },
  weak: { en: 'A hash of MD5 is soon worked out', zh: 'MD5 哈希很快就能破解' },
} as const satisfies Record<string, Text>;
