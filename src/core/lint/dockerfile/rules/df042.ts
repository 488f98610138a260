import { changeTo } from '../../change-to';
import { type Fix, type Rule, brief } from '../../rule';
import type { Command } from '../commands';
import type { DockerFile } from '../file';
import { takeOut } from '../insert';
import type { Word } from '../logical';
import { runCommands } from '../run-commands';

/** A check of integrity that is switched off. */
export const df042: Rule<DockerFile> = {
  code: 'DF042',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Integrity check switched off', zh: '关闭了完整性检查' },
  message: {
    en: '"{option}" switches off the check who made this: anybody between you and the server may change it.',
    zh: '“{option}”关掉了来源校验：你与服务器之间的任何人都能篡改内容。',
  },
  why: {
    en: 'Signatures and certificates prove that a package comes from where it claims to. With the check off, a build takes whatever it is given. Install the missing key or certificate instead.',
    zh: '签名和证书证明软件确实来自它所声称的地方。关掉校验，构建就来者不拒。应当安装缺少的密钥或证书。',
  },
  lesson: 'linux/packages',
  *check(file) {
    for (const { program, options, first, command } of runCommands(file)) {
      const words = unchecked[program];
      const at = words === undefined ? -1 : options.findIndex(({ value }) => words.test(value));
      const word = options[at];
      if (
        word === undefined ||
        (program === 'curl' && /localhost|127\.0\.0\.1/.test(options.map(({ value }) => value).join(' ')))
      )
        continue;
      yield {
        span: word.span,
        args: { option: brief(word.value) },
        fix: takeOff(word, options[at - 1] ?? first, options, command),
      };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM debian:13\nRUN apt-get update && apt-get install -y «--force-yes» curl && rm -rf /var/lib/apt/lists/*\n',
        fixed: 'FROM debian:13\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n',
      },
      {
        text: 'FROM rockylinux:9\nRUN dnf install -y «--nogpgcheck» a && dnf clean all\n',
        fixed: 'FROM rockylinux:9\nRUN dnf install -y a && dnf clean all\n',
      },
      { text: 'FROM debian:13\nRUN curl «-fkL» -o /a https://example.com/a\n' },
    ],
    good: ['FROM debian:13\nRUN curl -fsSL -o /k https://example.com/a && wget -q https://example.com/b\n'],
  },
};

const unchecked: Readonly<Record<string, RegExp>> = {
  apt: /^--(force-yes|allow-unauthenticated)$/,
  'apt-get': /^--(force-yes|allow-unauthenticated)$/,
  curl: /^(--insecure|-[a-zA-Z]*k[a-zA-Z]*)$/,
  dnf: /^--(nogpgcheck|no-gpgchecks)$/,
  microdnf: /^--nogpgcheck$/,
  wget: /^--no-check-certificate$/,
  yum: /^--nogpgcheck$/,
  zypper: /^--(no-gpg-checks|gpg-auto-import-keys-and-trust)$/,
};

function takeOff(word: Word, before: Word, options: readonly Word[], { form }: Command): Fix | undefined {
  if (form === 'json' || !word.value.startsWith('--')) return undefined;
  const title = { en: `Remove ${word.value}`, zh: `去掉 ${word.value}` };
  const answers = options.some(
    (other) => other !== word && /^(-[a-zA-Z]*y[a-zA-Z]*|--yes|--assume-yes|-qq)$/.test(other.value),
  );
  if (word.value === '--force-yes' && !answers) return changeTo(word.span, '-y');
  return { title, edits: [takeOut(word, before)], safe: word.value === '--force-yes' };
}
