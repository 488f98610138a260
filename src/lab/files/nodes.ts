import type { LayerEntry, Layer } from './layer';

/** What every file has. Times are milliseconds since 1970. */
export type Meta = { mode: number; uid: number; gid: number; mtime: number };

type LowerFile = Extract<LayerEntry, { kind: 'file' }>;
type LowerLink = Extract<LayerEntry, { kind: 'symlink' }>;

/** A directory of an image: never changed, shared by all containers of that image. */
export type LowerDirectory = Readonly<Meta> & {
  readonly kind: 'directory';
  readonly children: ReadonlyMap<string, LowerNode>;
};

/** A file of an image. Hard links are the same object at two names. */
export type LowerNode = LowerFile | LowerLink | LowerDirectory;

/** A file of a tree's own; hard links are the same object at two names. */
export type OwnFile = Meta & {
  readonly own: true;
  readonly kind: 'file';
  /** Never changed in place: who appends may write behind its end, in `room`. */
  data: Uint8Array;
  room?: Buffer;
  size: number;
  links: number;
};

/** A symbolic link of a tree's own. */
export type OwnLink = Meta & { readonly own: true; readonly kind: 'symlink'; readonly target: string };

/** What a device gives and takes. */
export type DeviceName = 'null' | 'zero' | 'full' | 'random' | 'urandom' | 'tty';

/** A device of a tree's own. */
export type OwnDevice = Meta & { readonly own: true; readonly kind: 'device'; readonly device: DeviceName };

/** Where a directory of a tree goes on in the image: a path there (which a rename keeps), and what is at it. */
export type Below = { readonly path: readonly string[]; readonly directory: LowerDirectory | undefined };

/** A directory of a tree's own. A child that is null hides the one that the image has. */
export type OwnDirectory = Meta & {
  readonly own: true;
  readonly kind: 'directory';
  readonly children: Map<string, OwnNode | null>;
  below?: Below;
};

export type OwnNode = OwnFile | OwnLink | OwnDevice | OwnDirectory;
export type Node = OwnNode | LowerNode;
export type Directory = OwnDirectory | LowerDirectory;

/** Is the node a tree's own, so that it may be changed? */
export const isOwn = (node: Node): node is OwnNode => 'own' in node;

/** The child of that name, as the merged view has it. */
export function childOf(directory: Directory, name: string): Node | undefined {
  if (!('own' in directory)) return directory.children.get(name);
  const own = directory.children.get(name);
  if (own !== undefined) return own ?? undefined;
  return directory.below?.directory?.children.get(name);
}

/** The names in a directory of the merged view, sorted. */
export function namesOf(directory: Directory): string[] {
  if (!('own' in directory)) return [...directory.children.keys()].sort();
  const names = new Set(directory.below?.directory?.children.keys());
  for (const [name, child] of directory.children) {
    if (child) names.add(name);
    else names.delete(name);
  }
  return [...names].sort();
}

/** Is nothing in the directory of the merged view? */
export function isEmpty(directory: Directory): boolean {
  if (!('own' in directory)) return directory.children.size === 0;
  for (const child of directory.children.values()) if (child) return false;
  for (const name of directory.below?.directory?.children.keys() ?? []) if (!directory.children.has(name)) return false;
  return true;
}

/** Takes a child away from the merged view. */
export function hide(parent: OwnDirectory, name: string): void {
  if (parent.below?.directory?.children.has(name)) parent.children.set(name, null);
  else parent.children.delete(name);
}

/** A node of the image as a tree's own; `path` is where it is in the image. */
export function ownCopy(node: LowerNode, path: readonly string[]): OwnNode {
  const { mode, uid, gid, mtime } = node;
  const meta = { mode, uid, gid, mtime, own: true } as const;
  if (node.kind === 'file') return { ...meta, kind: 'file', data: node.data, size: node.size, links: 1 };
  if (node.kind === 'symlink') return { ...meta, kind: 'symlink', target: node.target };
  return { ...meta, kind: 'directory', children: new Map(), below: { path, directory: node } };
}

/** Looks up again where directories go on in the image. */
export function connect(directory: OwnDirectory, image: LowerDirectory): void {
  if (directory.below) {
    let at: LowerNode | undefined = image;
    for (const name of directory.below.path) at = at?.kind === 'directory' ? at.children.get(name) : undefined;
    directory.below = { path: directory.below.path, directory: at?.kind === 'directory' ? at : undefined };
  }
  for (const child of directory.children.values()) if (child?.kind === 'directory') connect(child, image);
}

const nothing: LowerDirectory = { kind: 'directory', mode: 0o755, uid: 0, gid: 0, mtime: 0, children: new Map() };

/** What each layer makes of what is below it; images that share layers share this. */
const merged = new WeakMap<LowerDirectory, WeakMap<Layer, LowerDirectory>>();

/** The merged root directory of layers, lowest first. Made once for the same layers. */
export function stack(layers: readonly Layer[]): LowerDirectory {
  let root = nothing;
  for (const layer of layers) {
    let known = merged.get(root);
    if (!known) merged.set(root, (known = new WeakMap<Layer, LowerDirectory>()));
    let next = known.get(layer);
    if (!next) known.set(layer, (next = apply(root, layer)));
    root = next;
  }
  return root;
}

type Draft = Meta & { readonly kind: 'directory'; readonly children: Map<string, LowerNode> };

/** Copies only the directories that the layer touches. */
function apply(root: LowerDirectory, layer: Layer): LowerDirectory {
  const fresh = new Set<LowerNode>();
  const draft = (of: LowerDirectory): Draft => {
    const copy: Draft = { ...of, children: new Map(of.children) };
    fresh.add(copy);
    return copy;
  };
  const top = draft(root);
  const open = (names: readonly string[]): Draft => {
    let at = top;
    for (const name of names) {
      const child = at.children.get(name);
      let next = child as Draft | undefined;
      if (child?.kind !== 'directory') next = draft({ ...nothing, mtime: at.mtime });
      else if (!fresh.has(child)) next = draft(child);
      if (next !== child) at.children.set(name, next as Draft);
      at = next as Draft;
    }
    return at;
  };
  for (const [path, entry] of inOrder(layer.entries)) {
    const names = path === '' ? [] : path.split('/');
    const name = names.at(-1);
    if (name === undefined) {
      if (entry.kind === 'directory') setDirectory(top, entry);
      continue;
    }
    const parent = open(names.slice(0, -1));
    if (entry.kind === 'whiteout') parent.children.delete(name);
    else if (entry.kind === 'directory') setDirectory(open(names), entry);
    else parent.children.set(name, entry);
  }
  return top;
}

function setDirectory(draft: Draft, entry: Extract<LayerEntry, { kind: 'directory' }>): void {
  draft.mode = entry.mode;
  draft.uid = entry.uid;
  draft.gid = entry.gid;
  draft.mtime = entry.mtime;
  if (entry.opaque) draft.children.clear();
}

/** Directories before what is in them, so that an opaque one hides only what lower layers have. */
function inOrder(entries: ReadonlyMap<string, LayerEntry>): [string, LayerEntry][] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
