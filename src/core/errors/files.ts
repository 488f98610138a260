import type { Text } from '../text';
import { make } from './user-error';

/** `path`, `why`. */
export const fileUnreadable = make('file-unreadable', {
  en: 'The file {path} could not be read: {why}.',
  zh: '无法读取文件 {path}：{why}。',
});

/** Why a file could not be read, each with what to do next. */
export const unreadableBecause = {
  outside: {
    en: 'it leads out of the exercise folder; put the file itself there instead of a link',
    zh: '它指向练习文件夹之外；请把文件本身放进来，不要用链接',
  },
  notAFile: {
    en: 'it is not a regular file; remove it and make a file of that name',
    zh: '它不是普通文件；请删除它，再建一个同名文件',
  },
  tooLarge: {
    en: 'it is larger than a check reads; look whether it is the right file',
    zh: '它超过了检查读取的大小上限；请确认是不是放错了文件',
  },
  tooMany: {
    en: 'it holds more files than a check reads; move what does not belong to the exercise elsewhere',
    zh: '里面的文件数量超过了检查的上限；请把与练习无关的文件移走',
  },
  denied: {
    en: 'your user may not read it; look at it with `ls -l` and correct its owner or mode',
    zh: '当前用户没有读取权限；请用 `ls -l` 查看，并修正所有者或权限',
  },
  linter: {
    en: 'one of the rules failed on it; this is a bug of ours, please report it with the file',
    zh: '有一条规则在检查它时出错了；这是我们的缺陷，请附上文件反馈',
  },
} as const satisfies Record<string, Text>;

/** `path`. */
export const fileNotSaved = make('file-not-saved', {
  en: 'The file {path} has unsaved changes: save it first.',
  zh: '文件 {path} 有未保存的修改：请先保存。',
});

/** `path`: where writing failed. */
export const diskFull = make('disk-full', {
  en: 'The disk is full: {path} could not be written. Nothing of yours was changed. Free some space, then try again.',
  zh: '磁盘已满：无法写入 {path}。你的文件没有被改动。请腾出空间后重试。',
});

/** `path`, `type`: the file and the type of the file system that it lies on. */
export const fsWithoutModes = make('fs-without-modes', {
  en: 'The file system of {path} ({type}) keeps no Unix permissions, so they cannot be judged. Put the workspace on the Linux side (in WSL: below `~/`, not `/mnt/c`) and start the exercise there.',
  zh: '{path} 所在的文件系统（{type}）不保存 Unix 权限，因此无法判断。请把工作区放到 Linux 一侧（在 WSL 中放在 `~/` 下，不要放在 `/mnt/c`），然后在那里开始练习。',
});

/** `folder`: the exercise folder that is not there any more. */
export const folderGone = make('folder-gone', {
  en: 'The exercise folder {folder} is not there. Start the exercise again: that brings its files back.',
  zh: '练习文件夹 {folder} 不见了。请重新开始练习，文件会重新生成。',
});
