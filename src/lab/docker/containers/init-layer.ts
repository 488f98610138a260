import type { Layer, LayerEntry } from '../../files';
import type { Image } from '../model';

const folders = ['dev', 'dev/pts', 'dev/shm', 'etc', 'proc', 'sys'];
const files = ['.dockerenv', 'dev/console', 'etc/hostname', 'etc/hosts', 'etc/resolv.conf'];

/**
 * What the engine puts between a container's image and its writable layer: the places onto which everything is mounted,
 * where the image has nothing there, and /.dockerenv. `made` is the container's creation, milliseconds since 1970.
 */
export function initLayer(image: Image | undefined, made: number): Layer {
  const layers = [...(image?.layers ?? [])].reverse();
  const has = (path: string): boolean => {
    const entry = layers.find(({ entries }) => entries.has(path))?.entries.get(path);
    return entry !== undefined && entry.kind !== 'whiteout';
  };
  const owner = { mode: 0o755, uid: 0, gid: 0, mtime: made };
  const all: readonly (readonly [string, LayerEntry])[] = [
    ...folders.map((path) => [path, { ...owner, kind: 'directory' }] as const),
    ...files.map((path) => [path, { ...owner, kind: 'file', data: new Uint8Array(), size: 0 }] as const),
    ['etc/mtab', { ...owner, kind: 'symlink', mode: 0o777, target: '/proc/mounts' }],
  ];
  // Nobody asks for its id: it is in no image, and what is committed is the writable layer alone.
  return { diffId: '', size: 0, entries: new Map(all.filter(([path]) => !has(path))) };
}
