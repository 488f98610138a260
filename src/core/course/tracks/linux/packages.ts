import type { Lesson } from '../../lesson';
import { linuxPackagesInstall } from './linux-packages-install';
import { linuxPackagesSource } from './linux-packages-source';

/** Lesson linux/packages. */
export const packages: Lesson = {
  id: 'linux/packages',
  title: { en: 'Packages and updates', zh: '软件包管理与系统更新' },
  minutes: 75,
  needs: ['files'],
  teaches: [],
  exercises: [linuxPackagesSource, linuxPackagesInstall],
  quiz: [],
};
