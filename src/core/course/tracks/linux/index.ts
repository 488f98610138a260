import type { Track } from '../../lesson';
import { concepts } from './concepts';
import { environment } from './environment';
import { files } from './files';
import { logs } from './logs';
import { network } from './network';
import { packages } from './packages';
import { permissions } from './permissions';
import { processes } from './processes';
import { scripts } from './scripts';

/** Track linux. */
export const linux: Track = {
  id: 'linux',
  title: { en: 'Linux foundations', zh: 'Linux 操作系统基础' },
  project: {
    en: 'a script, kept in Git, that reads the logs of a machine and reports failed logins, errors and full disks.',
    zh: '用 Git 管理的一个脚本，读取一台机器的日志，报告登录失败、错误和快写满的磁盘。',
  },
  lessons: [environment, concepts, files, permissions, packages, processes, network, scripts, logs],
};
