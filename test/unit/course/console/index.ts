import type { ConsoleOf } from './console';
import { doctorConsole } from './start-doctor';
import { planConsole } from './start-plan';
import { toolboxConsole } from './start-toolbox';
import { tutorConsole } from './start-tutor';
import { conceptsConsole } from './linux-concepts';
import { environmentConsole } from './linux-environment';
import { filesConsole } from './linux-files';
import { logsConsole } from './linux-logs';
import { networkConsole } from './linux-network';
import { packagesConsole } from './linux-packages';
import { permissionsConsole } from './linux-permissions';
import { processesConsole } from './linux-processes';
import { scriptsConsole } from './linux-scripts';

/** The lessons whose commands are run by a test. */
export const consoles: readonly ConsoleOf[] = [
  doctorConsole,
  planConsole,
  toolboxConsole,
  tutorConsole,
  conceptsConsole,
  environmentConsole,
  filesConsole,
  logsConsole,
  networkConsole,
  packagesConsole,
  permissionsConsole,
  processesConsole,
  scriptsConsole,
];
