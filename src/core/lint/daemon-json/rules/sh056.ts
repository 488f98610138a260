import type { JsonFile } from '../../json/file';
import type { Rule } from '../../rule';
import { entriesOf, partOf } from '../read';

const setting = /^(\s*native\.cgroupdriver\s*=\s*)cgroupfs\s*$/i;

/** Two managers of one cgroup tree. */
export const sh056: Rule<JsonFile> = {
  code: 'SH056',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'cgroupfs driver', zh: '使用 cgroupfs 驱动' },
  message: {
    en: 'On a host with systemd, cgroupfs gives one cgroup tree two managers: under load the host gets unstable.',
    zh: '在 systemd 主机上用 cgroupfs，一棵 cgroup 树就有两个管理者，负载高时主机会不稳定。',
  },
  why: {
    en: 'systemd keeps the cgroup tree of the host. With `cgroupfs`, dockerd writes into the same tree on its own; each of the two counts without the other, and a kubelet on the host expects `systemd` as well. With cgroups of version 2, which all current distributions have, dockerd takes `systemd` by itself when nothing is said.',
    zh: '主机的 cgroup 树归 systemd 管。用 `cgroupfs` 时，dockerd 自己往同一棵树里写，两边各算各的账；主机上如果有 kubelet，它期望的也是 `systemd`。当前的发行版都用第 2 版 cgroup，这时什么都不写，dockerd 就会自己选 `systemd`。',
  },
  lesson: 'docker/install',
  *check(file) {
    for (const entry of entriesOf(file, 'exec-opts')) {
      const [, before] = setting.exec(entry.value) ?? [];
      if (before === undefined) continue;
      const span = partOf(entry, before.length, 'cgroupfs'.length);
      const edits = [{ span, text: 'systemd' }];
      yield {
        span,
        fix: entry.isPlain ? { title: { en: 'Use systemd', zh: '改用 systemd' }, edits, safe: true } : undefined,
      };
    }
  },
  examples: {
    bad: [
      {
        text: '{ "exec-opts": ["native.cgroupdriver=«cgroupfs»"] }\n',
        fixed: '{ "exec-opts": ["native.cgroupdriver=systemd"] }\n',
      },
    ],
    good: ['{ "exec-opts": ["native.cgroupdriver=systemd"] }\n', '{ "exec-opts": [] }\n'],
  },
};
