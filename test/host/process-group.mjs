// @ts-check

/** A process of a group of its own is ended together with all that it started (not on Windows, which has no groups). */
export const ownGroup = process.platform !== 'win32';

/**
 * Signals the process that leads a group, and everything in that group.
 * @param {number | undefined} pid
 * @param {'SIGTERM' | 'SIGKILL'} signal
 */
export function endGroup(pid, signal) {
  if (!pid) return;
  try {
    process.kill(ownGroup ? -pid : pid, signal);
  } catch {
    // It has ended already, which is what is wanted.
  }
}
