import type { ConsoleOf } from './console';
import { networkConsole } from './linux-network';
import { processesConsole } from './linux-processes';

/** The lessons whose commands are run by a test. */
export const consoles: readonly ConsoleOf[] = [networkConsole, processesConsole];
