import type { ConsoleOf } from './console';

/** The lessons whose commands are run by a test. */
export const consoles: readonly ConsoleOf[] = [];
