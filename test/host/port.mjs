// @ts-check
import { createServer } from 'node:net';
import { portTaken } from './server.mjs';

const first = 8170;

/**
 * The port to serve at: the wanted one, which must be free, or else the first free one of a few that stay the same
 * from start to start, so that a bookmark keeps working.
 * @param {number} [wanted]
 */
export async function choosePort(wanted) {
  if (wanted !== undefined) {
    if (await isFree(wanted)) return wanted;
    throw portTaken(wanted);
  }
  for (let port = first; port < first + 20; port++) if (await isFree(port)) return port;
  return 0;
}

/** @param {number} port @returns {Promise<boolean>} */
function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
