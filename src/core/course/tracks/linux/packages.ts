import type { Lesson } from '../../lesson';
import { linuxPackagesInstall } from './linux-packages-install';
import { linuxPackagesSource } from './linux-packages-source';
import { quiz } from './packages-quiz';

/** Lesson linux/packages. */
export const packages: Lesson = {
  id: 'linux/packages',
  title: { en: 'Packages and updates', zh: '软件包管理与系统更新' },
  minutes: 75,
  needs: ['files'],
  teaches: [
    {
      en: 'install, remove and purge packages, and say what `update` means in apt and in dnf',
      zh: '安装、移除、清除软件包，并说清 `update` 在 apt 和 dnf 里分别是什么意思',
    },
    {
      en: "add a vendor's repository with a key that counts for this repository only",
      zh: '添加厂商的软件源，让它的密钥只对这一个源有效',
    },
    {
      en: 'find out what is installed, what is held, and which command changed it when',
      zh: '查出装了什么、锁定了什么，以及是哪条命令在什么时候改的',
    },
    { en: 'update a production host in steps that can be taken back', zh: '按可以回退的步骤更新生产主机' },
  ],
  exercises: [linuxPackagesSource, linuxPackagesInstall],
  quiz,
};
