import type { Lesson } from '../../lesson';
import { linuxPermissionsRepair } from './linux-permissions-repair';
import { linuxPermissionsSudo } from './linux-permissions-sudo';

/** Lesson linux/permissions. */
export const permissions: Lesson = {
  id: 'linux/permissions',
  title: { en: 'Users, groups and permissions', zh: '用户、用户组与权限管理' },
  minutes: 100,
  needs: ['linux', 'files'],
  teaches: [],
  exercises: [linuxPermissionsRepair, linuxPermissionsSudo],
  quiz: [],
};
