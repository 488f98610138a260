import type { ConsoleOf } from './console';

/** The commands of start/plan: arithmetic and dates, with nothing that differs from machine to machine. */
export const planConsole: ConsoleOf = { lesson: 'start/plan' };
