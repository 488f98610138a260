import type { Layer, LayerEntry } from './layer';
import { makeLayer } from './layer-archive';
import { memoryTree, type MemoryTree } from './memory-tree';
import { childOf, isOwn, namesOf, stack, type Directory, type LowerDirectory, type Node, type OwnNode } from './nodes';
import type { Tree } from './tree';

/** A row of `docker diff`: 0 modified, 1 added, 2 deleted. */
export type Change = { readonly path: string; readonly kind: 0 | 1 | 2 };

/** The file system of a container: an image's layers and what the container has written on top of them. */
export type Overlay = Tree & {
  /** What differs from the image, as `docker diff` tells it: directories on the way to a change are modified. */
  readonly changes: () => Promise<readonly Change[]>;
  /** The container's own files as a layer, for commit. */
  readonly layer: () => Promise<Layer>;
  /** Bytes that the container's own files have. */
  readonly sizeRw: () => number;
  /** What the container has written, for `loadTree`. */
  readonly save: MemoryTree['save'];
  readonly store: MemoryTree['store'];
};

/**
 * Puts a tree on top of layers, lowest first. The layers' merged view is shared by all who use the same ones; the tree
 * may be one that an earlier overlay of the same layers has saved, and belongs to this overlay from now on.
 */
export function overlay(layers: readonly Layer[], upper: MemoryTree = memoryTree()): Overlay {
  const image = stack(layers);
  const { store } = upper;
  store.putOn(image);
  return {
    ...upper,
    type: 'overlay',
    changes: () => {
      const rows: Change[] = [];
      compare(store.root, image, '', rows);
      return Promise.resolve(rows);
    },
    layer: () => makeLayer(upperEntries(store.root, image)),
    sizeRw: () => store.claimed,
  };
}

/** Additions and modifications of a directory come before its deletions, as the engine has them. */
function compare(now: Directory, before: LowerDirectory, path: string, rows: Change[]): void {
  const deleted: Change[] = [];
  for (const name of touched(now, before)) {
    const child = childOf(now, name);
    const old = before.children.get(name);
    const place = `${path}/${name}`;
    if (child && old) compareOne(child, old, place, rows);
    else if (child) added(child, place, rows);
    else deleted.push({ path: place, kind: 2 });
  }
  rows.push(...deleted);
}

function compareOne(now: Node, before: Node, path: string, rows: Change[]): void {
  if (now === before) return;
  const inside: Change[] = [];
  if (now.kind === 'directory') {
    if (before.kind === 'directory') compare(now, before as LowerDirectory, path, inside);
    else for (const name of namesOf(now)) added(childOf(now, name) as Node, `${path}/${name}`, inside);
  }
  if (inside.length > 0 || differs(now, before)) rows.push({ path, kind: 0 });
  rows.push(...inside);
}

function added(node: Node, path: string, rows: Change[]): void {
  rows.push({ path, kind: 1 });
  if (node.kind !== 'directory') return;
  for (const name of namesOf(node)) added(childOf(node, name) as Node, `${path}/${name}`, rows);
}

/** The engine looks at owner, permissions and, but for directories, at time and size. */
function differs(a: Node, b: Node): boolean {
  if (a.kind !== b.kind || a.mode !== b.mode || a.uid !== b.uid || a.gid !== b.gid) return true;
  if (a.kind === 'directory') return false;
  return a.mtime !== b.mtime || (a.kind === 'file' && b.kind === 'file' && a.size !== b.size);
}

/** Names that may differ: only a directory's own ones while it lies where the image has it. */
function touched(now: Directory, before: LowerDirectory): string[] {
  if ('own' in now && now.below?.directory === before) return [...now.children.keys()].sort();
  return [...new Set([...namesOf(now), ...before.children.keys()])].sort();
}

function upperEntries(root: Directory, image: LowerDirectory): ReadonlyMap<string, LayerEntry> {
  const entries = new Map<string, LayerEntry>();
  collect(root, image, '', { entries, files: new Map() });
  return entries;
}

/** Own files that were met, so that hard links stay one entry. */
type Collected = { readonly entries: Map<string, LayerEntry>; readonly files: Map<OwnNode, LayerEntry> };

/** @param before what the layers below have at this path, as far as it shines through */
function collect(directory: Directory, before: LowerDirectory | undefined, path: string, into: Collected): void {
  const inPlace = before !== undefined && liesOn(directory, before);
  for (const name of inPlace && isOwn(directory) ? [...directory.children.keys()].sort() : namesOf(directory)) {
    const child = childOf(directory, name);
    const place = path === '' ? name : `${path}/${name}`;
    if (child) collectOne(child, before?.children.get(name), place, into);
    else into.entries.set(place, { kind: 'whiteout' });
  }
}

function collectOne(child: Node, old: Node | undefined, place: string, into: Collected): void {
  const under = old?.kind === 'directory' && !isOwn(old) ? old : undefined;
  const stays = under !== undefined && liesOn(child, under);
  const entry = entryOf(child, under !== undefined && !stays, into.files);
  if (entry) into.entries.set(place, entry);
  if (child.kind === 'directory') collect(child, stays ? under : undefined, place, into);
}

const liesOn = (node: Node, image: LowerDirectory): boolean =>
  node.kind === 'directory' && isOwn(node) && node.below?.directory === image;

function entryOf(node: Node, opaque: boolean, files: Collected['files']): LayerEntry | undefined {
  const { mode, uid, gid, mtime } = node;
  const meta = { mode, uid, gid, mtime };
  if (node.kind === 'directory') return { kind: 'directory', ...meta, ...(opaque ? { opaque: true } : {}) };
  if (node.kind === 'symlink') return { kind: 'symlink', ...meta, target: node.target };
  if (node.kind === 'device') return undefined;
  if (!isOwn(node)) return node;
  const entry = files.get(node) ?? { kind: 'file', ...meta, data: node.data, size: node.size };
  files.set(node, entry);
  return entry;
}
