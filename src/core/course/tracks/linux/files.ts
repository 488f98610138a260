import type { Lesson } from '../../lesson';
import { quiz } from './files-quiz';
import { linuxFilesTree } from './linux-files-tree';

/** Lesson linux/files. */
export const files: Lesson = {
  id: 'linux/files',
  title: { en: 'Files and directories', zh: '文件和目录操作' },
  minutes: 90,
  needs: ['linux'],
  teaches: [
    {
      en: 'create, copy, move and remove trees, and know beforehand what a command will touch',
      zh: '创建、复制、移动、删除整棵目录树，并且事先知道一条命令会动到什么',
    },
    {
      en: 'take hidden files along, and handle names with blanks',
      zh: '不漏掉隐藏文件，正确处理带空格的名字',
    },
    {
      en: 'make a relative symbolic link that survives a move of its folder',
      zh: '创建挪了位置也不会断的相对符号链接',
    },
    {
      en: 'read long files, save a listing, and pack a directory',
      zh: '阅读长文件，保存列表，打包目录',
    },
  ],
  exercises: [linuxFilesTree],
  quiz,
};
