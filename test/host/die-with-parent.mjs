// @ts-check
import { isMainThread } from 'node:worker_threads';
import { endGroup } from './process-group.mjs';

// Preloaded into VS Code's server and into npm, whose input is a pipe that nobody writes to: however their starter
// ends, even by kill -9, the pipe closes and they do not stay behind.
if (isMainThread && !process.send) {
  process.stdin.resume();
  process.stdin.once('close', () => endGroup(process.pid, 'SIGKILL'));
  /** @type {import('node:net').Socket} */ (process.stdin).unref?.();
}
