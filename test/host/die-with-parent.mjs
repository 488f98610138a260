// @ts-check
import { isMainThread } from 'node:worker_threads';
import { endGroup } from './process-group.mjs';

// Preloaded into the VS Code server: however its starter ends, even by kill -9, the server does not stay behind.
if (isMainThread && !process.send) {
  process.stdin.resume();
  process.stdin.once('close', () => endGroup(process.pid, 'SIGKILL'));
}
