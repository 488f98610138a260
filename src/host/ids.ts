/** Every command of the manifest; a test holds this list and package.json equal. */
export const commands = {
  openLesson: 'tutor.openLesson',
  openWalkthrough: 'tutor.openWalkthrough',
  startExercise: 'tutor.startExercise',
  checkExercise: 'tutor.checkExercise',
  showExercise: 'tutor.showExercise',
  showHint: 'tutor.showHint',
  compareSolution: 'tutor.compareSolution',
  resetExercise: 'tutor.resetExercise',
  takeQuiz: 'tutor.takeQuiz',
  exportProgress: 'tutor.exportProgress',
  importProgress: 'tutor.importProgress',
  resetProgress: 'tutor.resetProgress',
  openProgress: 'tutor.openProgress',
  explainRule: 'tutor.explainRule',
  refreshContainers: 'tutor.containers.refresh',
  startResource: 'tutor.resource.start',
  stopResource: 'tutor.resource.stop',
  removeResource: 'tutor.resource.remove',
  showLogs: 'tutor.resource.logs',
  startLab: 'tutor.lab.start',
  stopLab: 'tutor.lab.stop',
  resetLab: 'tutor.lab.reset',
  labTerminal: 'tutor.lab.terminal',
  labMenu: 'tutor.lab.menu',
  showLog: 'tutor.showLog',
} as const;

/** A command id of ours. */
export type CommandId = (typeof commands)[keyof typeof commands];

/** The views of the manifest. */
export const views = { curriculum: 'tutor.curriculum', containers: 'tutor.containers' } as const;

/** The kinds of webview panels, by which VS Code brings them back. */
export const panels = { progress: 'tutor.progress' } as const;

/** Keys that `when` clauses and walkthrough steps read. */
export const contextKeys = {
  /** Why the containers view can show nothing: an ErrorCode, `empty`, or `ready`. */
  containers: 'tutor.containers.state',
  /** What the practice lab does: `stopped`, `starting`, `running` or `failed`. */
  lab: 'tutor.lab.state',
  /** Goes up for a moment to tick the step of a finished lesson: `tutor.done.docker.commands`. */
  done: (lesson: string): string => `tutor.done.${lesson.replace('/', '.')}`,
} as const;

/** The sections of settings that we read. */
export const settings = {
  dockerHost: 'tutor.docker.host',
  hoursPerWeek: 'tutor.hoursPerWeek',
  labAutoStart: 'tutor.lab.autoStart',
} as const;
