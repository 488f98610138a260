import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { exists, lines } from '../../match';

const users: Probe = { source: 'host', path: '/etc/passwd', as: 'text' };
const groups: Probe = { source: 'host', path: '/etc/group', as: 'text' };

const ourUser = lines(/^tutor-student:[^:]*:\d+:\d+:[^:]*:\/home\/tutor-student:(?:\/usr)?\/bin\/bash$/);
const ourGroup = lines(/^tutor-dev:[^:]*:\d+:(?:[^:]*,)?tutor-student(?:,|$)/);

/** A user and a group of this machine, for those who may make some; it changes the machine, so no mutant proves it. */
export const user: Condition = {
  id: 'user',
  title: {
    en: '[root] `tutor-student` exists here and is in `tutor-dev`',
    zh: '[root] 本机上有 `tutor-student`，并且属于 `tutor-dev`',
  },
  when: 'now',
  optional: true,
  expect: [
    { probe: users, shape: ourUser },
    { probe: groups, shape: ourGroup },
  ],
  told: [
    {
      id: 'no-user',
      probe: users,
      shape: lines(/^tutor-student:/, 0, 0),
      text: {
        en: 'There is no user `tutor-student` on this machine. This task needs root and may be left out; with root: `sudo useradd -m -s /bin/bash tutor-student`.',
        zh: '这台机器上没有用户 `tutor-student`。这道题需要 root，可以不做；有 root 权限就执行：`sudo useradd -m -s /bin/bash tutor-student`。',
      },
    },
    {
      id: 'other-shell',
      probe: users,
      shape: lines(/^tutor-student:[^:]*:\d+:\d+:[^:]*:\/home\/tutor-student:\/bin\/bash$/, 0, 0),
      text: {
        en: '`tutor-student` is there, but not with the home `/home/tutor-student` and the shell `/bin/bash`. Change it: `sudo usermod -d /home/tutor-student -m -s /bin/bash tutor-student`.',
        zh: '`tutor-student` 已经有了，但家目录不是 `/home/tutor-student`，或者 shell 不是 `/bin/bash`。请修改：`sudo usermod -d /home/tutor-student -m -s /bin/bash tutor-student`。',
      },
    },
    {
      id: 'no-group',
      probe: groups,
      shape: lines(/^tutor-dev:/, 0, 0),
      text: {
        en: 'There is no group `tutor-dev` yet: `sudo groupadd tutor-dev`.',
        zh: '还没有组 `tutor-dev`：`sudo groupadd tutor-dev`。',
      },
    },
    {
      id: 'no-member',
      probe: groups,
      shape: exists,
      text: {
        en: 'The group is there without its member: `sudo usermod -aG tutor-dev tutor-student`. Without `-a` the user would lose all other groups.',
        zh: '组已经有了，但成员不在里面：`sudo usermod -aG tutor-dev tutor-student`。不加 `-a`，这个用户会失去其他所有附加组。',
      },
    },
  ],
};
