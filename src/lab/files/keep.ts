import type { Kept } from '../state/keeper';
import type { DeviceName, OwnDirectory, OwnNode } from './nodes';

type KeptNode = {
  readonly kind?: unknown;
  readonly meta?: unknown;
  readonly data?: unknown;
  readonly size?: unknown;
  readonly target?: unknown;
  readonly device?: unknown;
  readonly below?: unknown;
  readonly children?: unknown;
  /** Number of a file with several names, at each of them; its content is at the first only. */
  readonly same?: unknown;
};

/** A tree's own files in a form that the snapshot can write. Hard links stay one file. */
export function keepNode(root: OwnDirectory): Kept {
  const numbers = new Map<OwnNode, number>();
  const keep = (node: OwnNode): Kept => {
    const meta = [node.mode, node.uid, node.gid, node.mtime];
    if (node.kind === 'symlink') return { kind: node.kind, meta, target: node.target };
    if (node.kind === 'device') return { kind: node.kind, meta, device: node.device };
    if (node.kind === 'directory')
      return {
        kind: node.kind,
        meta,
        below: node.below?.path,
        children: [...node.children].map(([name, child]) => [name, child && keep(child)]),
      };
    const known = numbers.get(node);
    if (known !== undefined) return { kind: 'file', same: known };
    if (node.links > 1) numbers.set(node, numbers.size);
    const same = numbers.get(node);
    return { kind: 'file', meta, data: node.data, size: node.size, same };
  };
  return keep(root);
}

/** The files that `keepNode` has written; throws an Error when it is something else. */
export function nodeOf(kept: Kept): OwnNode {
  const known = new Map<unknown, OwnNode>();
  const load = (value: unknown): OwnNode => {
    const node = (value ?? {}) as KeptNode;
    const before = node.same === undefined ? undefined : known.get(node.same);
    if (before?.kind === 'file') {
      before.links += 1;
      return before;
    }
    const loaded = loadOne(node, load);
    if (typeof node.same === 'number') known.set(node.same, loaded);
    return loaded;
  };
  return load(kept);
}

function loadOne(node: KeptNode, load: (value: unknown) => OwnNode): OwnNode {
  const meta = { ...metaOf(node.meta), own: true } as const;
  const { kind, data, size, target } = node;
  if (kind === 'symlink' && typeof target === 'string') return { ...meta, kind, target };
  if (kind === 'device') return { ...meta, kind, device: node.device as DeviceName };
  if (kind === 'file' && data instanceof Uint8Array && typeof size === 'number')
    return { ...meta, kind, data: Buffer.from(data), size: Math.max(size, data.length), links: 1 };
  if (kind !== 'directory' || !Array.isArray(node.children)) throw new Error('this is no kept file');
  const children = new Map<string, OwnNode | null>();
  for (const [name, child] of node.children as readonly [unknown, unknown][])
    children.set(String(name), child === null ? null : load(child));
  const directory: OwnDirectory = { ...meta, kind, children };
  if (Array.isArray(node.below)) directory.below = { path: node.below.map(String), directory: undefined };
  return directory;
}

function metaOf(value: unknown): { mode: number; uid: number; gid: number; mtime: number } {
  const [mode, uid, gid, mtime] = Array.isArray(value) ? (value as unknown[]).map(Number) : [];
  if ([mode, uid, gid, mtime].some((part) => part === undefined || !Number.isFinite(part)))
    throw new Error('this is no kept file');
  return { mode: mode as number, uid: uid as number, gid: gid as number, mtime: mtime as number };
}
