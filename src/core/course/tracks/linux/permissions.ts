import type { Lesson } from '../../lesson';
import { linuxPermissionsRepair } from './linux-permissions-repair';
import { linuxPermissionsSudo } from './linux-permissions-sudo';
import { quiz } from './permissions-quiz';

/** Lesson linux/permissions. */
export const permissions: Lesson = {
  id: 'linux/permissions',
  title: { en: 'Users, groups and permissions', zh: '用户、用户组与权限管理' },
  minutes: 100,
  needs: ['linux', 'files'],
  teaches: [
    {
      en: 'read and set permissions as letters and as digits, and repair a tree without `chmod -R 777`',
      zh: '读懂字母和数字两种写法，并用它们设置权限，不用 `chmod -R 777` 就修好一棵目录树',
    },
    { en: 'predict the mode of a new file from the umask', zh: '根据 umask 推算新文件的权限' },
    { en: 'read `/etc/passwd` and `/etc/group`', zh: '读懂 `/etc/passwd` 和 `/etc/group`' },
    {
      en: 'write a narrow sudo rule, and know how it is tested',
      zh: '写一条范围很窄的 sudo 规则，并知道怎样测试它',
    },
  ],
  exercises: [linuxPermissionsRepair, linuxPermissionsSudo],
  quiz,
};
