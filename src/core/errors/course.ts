import { make } from './user-error';

export const traceLost = make('trace-lost', {
  en: 'The engine keeps only its last 256 events, and what this step leaves behind has been pushed out. Do this step again, then check.',
  zh: '引擎只保留最近 256 条事件，这一步的痕迹已经被挤掉了。请重做这一步再检查。',
});

export const stillWorking = make('still-working', {
  en: 'It is still working on this. Wait a moment and check again.',
  zh: '还在进行中。请稍等片刻再检查。',
});

export const noFolder = make('no-folder', {
  en: 'Exercises live in a folder of yours. Open a folder first (File > Open Folder), then start the exercise.',
  zh: '练习要放在你自己的文件夹里。请先打开一个文件夹（文件 > 打开文件夹），再开始练习。',
});

/** `id`: what was asked for, `known`: what there is. */
export const noExercise = make('no-exercise', {
  en: 'There is no exercise "{id}". Known: {known}.',
  zh: '没有练习“{id}”。已有：{known}。',
});

/** `path`: a folder that should hold a course of one's own. */
export const courseMissing = make('course-invalid', {
  en: 'There is no course in {path}: it needs a folder `.tutor` with a `course.yaml`.',
  zh: '{path} 中没有课程：需要含 `course.yaml` 的文件夹 `.tutor`。',
});

/** `why`: what is wrong with the words of a command line. */
export const usage = make('usage', { en: '{why}', zh: '{why}' });

/** `why`: the finished sentence of the precondition that does not hold. */
export const preconditionFailed = make('precondition', { en: '{why}', zh: '{why}' });

/** `path`: a file that should hold somebody's progress and cannot be read as such. */
export const progressDamaged = make('progress-damaged', {
  en: '{path} is damaged: it is not the progress that was exported. Export it again.',
  zh: '{path} 已损坏，不是完整的进度文件。请重新导出。',
});

/** `path`: a file of something else. */
export const progressForeign = make('progress-foreign', {
  en: '{path} holds no progress of Cloud Native Tutor. Choose a file that was made by “Export progress”.',
  zh: '{path} 不是 Cloud Native Tutor 的进度文件。请选择由“导出学习进度”生成的文件。',
});
