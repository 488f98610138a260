import { make } from './user-error';

/** `path`, `why`. */
export const fileUnreadable = make('file-unreadable', {
  en: 'The file {path} could not be read: {why}.',
  zh: '无法读取文件 {path}：{why}。',
});

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
