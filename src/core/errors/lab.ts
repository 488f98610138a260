import { make } from './user-error';

/** `why`: in the words of the program that refused, `log`: where the lab writes what went wrong. */
export const labNotStarted = make('lab-not-started', {
  en: 'The practice lab could not start: {why} Its log is {log}.',
  zh: '练习环境无法启动：{why} 日志在 {log}。',
});

/** The lab's process has gone without having been told to. `log`: as above. */
export const labEnded = make('lab-ended', {
  en: 'The practice lab has ended unexpectedly. Start it again: what it had is kept. Its log is {log}.',
  zh: '练习环境意外结束了。请重新启动，原有内容都会保留。日志在 {log}。',
});

/** The lab does not run, and something was asked of it. */
export const labNotRunning = make('lab-not-running', {
  en: 'The practice lab does not run. Start it first.',
  zh: '练习环境没有运行，请先启动它。',
});
