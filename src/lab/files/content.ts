import { randomBytes } from 'node:crypto';
import type { DeviceName, OwnFile } from './nodes';

/** What a device gives at one read: nothing, or a piece of what never ends. */
export function readDevice(device: DeviceName): Buffer {
  const piece = 64 * 1024;
  if (device === 'random' || device === 'urandom') return randomBytes(piece);
  return Buffer.alloc(device === 'zero' || device === 'full' ? piece : 0);
}

/** The file's content and what follows it; grows by doubling, so that a log's many small appends stay cheap. */
export function joined(file: OwnFile, more: Uint8Array): Uint8Array {
  const start = file.data.length;
  const end = start + more.length;
  if (file.room === undefined || file.room.length < end) {
    const room = Buffer.alloc(start === 0 ? end : Math.max(256, end + Math.min(end, 4 * 1024 * 1024)));
    room.set(file.data);
    file.room = room;
  }
  file.room.set(more, start);
  return file.room.subarray(0, end);
}
