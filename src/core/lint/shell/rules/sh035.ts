import type { Rule } from '../../rule';
import type { Command, ShellFile } from '../file';

/** A folder that is shared with everybody, root included. */
export const sh035: Rule<ShellFile> = {
  code: 'SH035',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'NFS export open to everybody', zh: 'NFS 共享向所有人开放' },
  message: {
    en: 'Every host that reaches this server is root in the folder: name a subnet, and leave root_squash on.',
    zh: '任何能连到此服务器的主机在该目录里都是 root：请写明网段，并保留 root_squash。',
  },
  why: {
    en: 'NFS believes the number of the user that the client says. `root_squash`, the default, makes nobody of the root of another host; without it, and with `*` for the hosts, anybody in the network may change every file. Write `/srv/data 10.0.0.0/24(rw,sync)`.',
    zh: 'NFS 相信客户端报告的用户编号。默认的 `root_squash` 会把其他主机的 root 当作匿名用户；关掉它，主机又写成 `*`，网络里的任何人都能改动所有文件。请写成 `/srv/data 10.0.0.0/24(rw,sync)`。',
  },
  lesson: 'kubernetes-workloads/storage',
  *check({ commands }) {
    for (const [index, command] of commands.entries()) {
      if (!/^(?:echo|printf)$/.test(command.words[0]?.text ?? '') || !isForExports(command, commands[index + 1]))
        continue;
      for (const { text, span } of command.words) {
        const at = text.search(/\s\*\([^()]*\bno_root_squash\b[^()]*\)/);
        if (at === -1) continue;
        const start = span.start + at + 1;
        yield { span: { start, end: start + text.slice(at + 1).indexOf(')') + 1 } };
      }
    }
  },
  examples: {
    bad: [
      { text: "echo '/srv/data «*(rw,sync,no_root_squash)»' >> /etc/exports\n" },
      { text: 'echo "/srv «*(rw,no_root_squash)»" | sudo tee -a /etc/exports\n' },
    ],
    good: [
      "echo '/srv/data 10.0.0.0/24(rw,no_root_squash)' >> /etc/exports\necho '/srv *(ro,all_squash)' >> /etc/exports\necho 'not /srv *(rw,no_root_squash)'\n",
    ],
  },
};

function isForExports({ redirects, after }: Command, next: Command | undefined): boolean {
  const isTee = after === '|' && next?.words.some(({ text }) => text === 'tee') === true;
  const targets = [...redirects.map(({ target }) => target), ...(isTee ? next.words : [])];
  return targets.some((word) => /^\/etc\/exports(?:\.d\/[\w.-]+)?$/.test(word?.text ?? ''));
}
