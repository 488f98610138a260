import type { Lesson } from '../../lesson';
import { linuxFilesTree } from './linux-files-tree';

/** Lesson linux/files. */
export const files: Lesson = {
  id: 'linux/files',
  title: { en: 'Files and directories', zh: '文件和目录操作' },
  minutes: 90,
  needs: ['linux'],
  teaches: [],
  exercises: [linuxFilesTree],
  quiz: [],
};
