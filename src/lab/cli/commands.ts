import { buildCommands } from './build/build';
import type { Command } from './command';
import { attachCommands } from './containers/attach';
import { copyCommands } from './containers/cp';
import { lifecycleCommands } from './containers/lifecycle';
import { listCommands } from './containers/list';
import { runCommands } from './containers/run';
import { showCommands } from './containers/show';
import { statsCommands } from './containers/stats';
import { hubCommands } from './engine/hub';
import { inspectCommands } from './engine/inspect';
import { networkCommands } from './engine/networks';
import { systemCommands } from './engine/system';
import { versionCommands } from './engine/version';
import { volumeCommands } from './engine/volumes';
import { archiveCommands } from './images/archives';
import { imageCommands } from './images/list';
import { pullCommands } from './images/pull';

/** Everything that can be called, but for compose. */
export const commands: readonly Command[] = [
  ...runCommands,
  ...attachCommands,
  ...listCommands,
  ...lifecycleCommands,
  ...showCommands,
  ...statsCommands,
  ...copyCommands,
  ...imageCommands,
  ...pullCommands,
  ...archiveCommands,
  ...buildCommands,
  ...networkCommands,
  ...volumeCommands,
  ...inspectCommands,
  ...systemCommands,
  ...versionCommands,
  ...hubCommands,
];

/** The groups that have no meaning alone, and what they are for. */
export const groups: ReadonlyMap<string, string> = new Map([
  ['builder', 'Manage builds'],
  ['compose', 'Docker Compose'],
  ['container', 'Manage containers'],
  ['context', 'Manage contexts'],
  ['image', 'Manage images'],
  ['network', 'Manage networks'],
  ['system', 'Manage Docker'],
  ['volume', 'Manage volumes'],
]);
