// @ts-check
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this checkout. */
export const checkout = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** Where the learner's state of `npm start` lives: settings, the sample workspace, the token. */
export const home = path.join(checkout, '.vscode-host');

/** The workspace that the learner finds in `npm start`. */
export const sampleWorkspace = path.join(home, 'workspace');

/** Where the downloads are kept; several clones may share them. */
export const hostRoot = path.resolve(process.env['VSCODE_HOST_DIR'] || home);

/** The exercise that the sample workspace offers, and the lesson that its starter comes from. */
export const sampleExercise = { id: 'docker-two-webs', lesson: 'docker/commands' };
