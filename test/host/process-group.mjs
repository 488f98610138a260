// @ts-check

/** How a process is started that is ended together with all that it started; Windows has no groups. */
export const ownGroup = { detached: process.platform !== 'win32' };

/** What makes a Node process end with the one that started it and holds its input. */
export const dieWithParent = `--import=${new URL('./die-with-parent.mjs', import.meta.url).href}`;

/**
 * Signals the process that leads a group, and everything in that group.
 * @param {number | undefined} pid
 * @param {'SIGTERM' | 'SIGKILL'} signal
 */
export function endGroup(pid, signal) {
  if (!pid) return;
  try {
    process.kill(ownGroup.detached ? -pid : pid, signal);
  } catch {
    // It has ended already, which is what is wanted.
  }
}
