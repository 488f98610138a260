import type { ConsoleOf } from './console';
import { toolboxConsole } from './start-toolbox';
import { tutorConsole } from './start-tutor';
import { filesConsole } from './linux-files';
import { packagesConsole } from './linux-packages';

/** The lessons whose commands are run by a test. */
export const consoles: readonly ConsoleOf[] = [toolboxConsole, tutorConsole, filesConsole, packagesConsole];
import { networkConsole } from './linux-network';
import { processesConsole } from './linux-processes';

/** The lessons whose commands are run by a test. */
export const consoles: readonly ConsoleOf[] = [networkConsole, processesConsole];
