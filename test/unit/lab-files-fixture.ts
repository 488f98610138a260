import assert from 'node:assert/strict';
import {
  deviceTree,
  loadTree,
  makeLayer,
  memoryTree,
  mountFiles,
  overlay,
  staticTree,
  type Layer,
  type LayerEntry,
  type MemoryTree,
  type Tree,
} from '../../src/lab/files';
import { Clock } from '../../src/lab/kernel/clock';
import { FileError, type Files } from '../../src/lab/kernel/files';

export const clock = new Clock(() => Date.UTC(2026, 0, 2));
clock.freeze();
export const meta = { mode: 0o644, uid: 0, gid: 0, mtime: 1000 };
export const create = { mode: 0o644, uid: 0, gid: 0, mtime: clock.now() };
export const file = (text: string, more: object = {}): LayerEntry => {
  const data = Buffer.from(text);
  return { kind: 'file', ...meta, data, size: data.length, ...more };
};
export const directory = (more: object = {}): LayerEntry => ({ kind: 'directory', ...meta, mode: 0o755, ...more });
export const layerOf = (entries: Record<string, LayerEntry>): Promise<Layer> =>
  makeLayer(new Map(Object.entries(entries)));
export const fresh = (): MemoryTree => memoryTree({ clock });
export const code = (expected: string) => (error: unknown) => error instanceof FileError && error.code === expected;
export const refused = (work: Promise<unknown>, expected: string): Promise<void> =>
  assert.rejects(work, code(expected));
export const whole = async (stream: AsyncIterable<Buffer>): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
};
export async function* inPieces(data: Buffer, size: number): AsyncIterable<Buffer> {
  for (let at = 0; at < data.length; at += size) yield await Promise.resolve(data.subarray(at, at + size));
}
/** All that can be seen of a tree. */
export async function picture(tree: Tree, names: readonly string[] = []): Promise<string[]> {
  const { mtime, ...stat } = await tree.stat(names);
  assert.ok(mtime >= 0);
  const line = `/${names.join('/')} ${JSON.stringify(stat)}`;
  if (stat.kind === 'file') return [`${line} ${(await tree.read(names)).toString('hex')}`];
  if (stat.kind !== 'directory') return [line];
  const rows = [line];
  for (const name of await tree.list(names)) rows.push(...(await picture(tree, [...names, name])));
  return rows;
}

export const base = (): Promise<Layer> =>
  layerOf({
    etc: directory(),
    'etc/passwd': file('root:x:0:0:root:/root:/bin/sh\n'),
    'etc/nginx': directory(),
    'etc/nginx/nginx.conf': file('worker_processes auto;\n'),
    'etc/nginx/conf.d': directory(),
    'etc/nginx/conf.d/default.conf': file('server {}\n'),
    tmp: directory({ mode: 0o1777 }),
    home: directory(),
    var: directory(),
    'var/www': directory(),
    'var/www/index.html': file('hello'),
    'var/www/50x.html': file('sorry'),
    sh: { kind: 'symlink', ...meta, mode: 0o777, target: 'bin/sh' },
    bin: directory(),
    'bin/sh': file('stub', { mode: 0o755, size: 900_000 }),
  });

export const user = { uid: 1000, gid: 1000 };
/** Files of a container with all kinds of mounts. */
export const container = async (more: object = {}): Promise<{ files: Files; volume: MemoryTree }> => {
  const volume = fresh();
  await volume.write(['data.txt'], Buffer.from('kept'), { append: false, create });
  const one = loadTree(volume.save(), clock);
  const hosts = staticTree({ '': () => '127.0.0.1 localhost\n' }, { type: 'ext4' });
  const mounts = [
    {
      path: '/proc',
      tree: staticTree({ 'sys/kernel/hostname': () => 'box\n', self: { target: () => '1' } }),
      readOnly: true,
      source: 'proc',
    },
    { path: '/dev', tree: deviceTree(clock), readOnly: false, source: 'tmpfs' },
    { path: '/srv/data', tree: volume, readOnly: false, source: '/dev/vda1' },
    { path: '/srv/data/inner', tree: memoryTree({ capacity: 8192 }), readOnly: false, source: 'tmpfs' },
    { path: '/etc/hosts', tree: hosts, readOnly: false, source: '/dev/vda1' },
    { path: '/etc/one', tree: one, from: ['data.txt'], readOnly: true, source: '/dev/vda1' },
    ...(Object.keys(more).length > 0 ? [{ path: '/', tree: volume, readOnly: true, source: 'overlay' }] : []),
  ];
  return { files: mountFiles(overlay([await base()], fresh()), mounts, clock), volume };
};
