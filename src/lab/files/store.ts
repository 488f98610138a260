import type { Clock } from '../kernel/clock';
import { FileError, type FileErrorCode, type Stat } from '../kernel/files';
import { joined, readDevice } from './content';
import {
  childOf,
  connect,
  hide,
  isEmpty,
  isOwn,
  namesOf,
  ownCopy,
  type DeviceName,
  type Directory,
  type LowerDirectory,
  type LowerNode,
  type Node,
  type OwnDirectory,
  type OwnFile,
  type OwnNode,
} from './nodes';
import type { NewFile } from './tree';

type Names = readonly string[];

/** Bytes of memory that one tree's own files may hold, whatever they claim: 256 MB, as a laptop's lab can bear. */
const mostHeld = 256 * 1024 * 1024;
/** What a name costs of them, so that a loop that makes empty files ends too. */
const perName = 512;
const page = 4096;

const refuse = (code: FileErrorCode, names: Names): never => {
  throw new FileError(code, `/${names.join('/')}`);
};

/**
 * Files in memory, perhaps on top of an image's: what is changed is copied up first, what is removed below is hidden.
 * Everything happens at once, without waiting; functions throw FileError.
 */
export class Store {
  readonly #clock: Clock | undefined;
  readonly #capacity: number | undefined;
  #used = 0;
  #claimed = 0;
  #held = 0;

  /** @param capacity bytes that its files may claim, in pages, as a tmpfs counts */
  constructor(
    readonly root: OwnDirectory,
    clock?: Clock,
    capacity?: number,
  ) {
    this.#clock = clock;
    this.#capacity = capacity;
    this.#count(root, new Set());
  }

  get capacity(): number | undefined {
    return this.#capacity;
  }

  /** Bytes in whole pages that its own files claim. */
  get used(): number {
    return this.#used;
  }

  /** Bytes that its own files claim. */
  get claimed(): number {
    return this.#claimed;
  }

  /** Puts the tree on top of an image. */
  putOn(image: LowerDirectory): void {
    this.root.below ??= { path: [], directory: image };
    connect(this.root, image);
  }

  stat(names: Names): Stat {
    const node = this.#node(names);
    const { kind, mode, uid, gid, mtime } = node;
    const stat = { kind, mode, uid, gid, mtime, size: sizeOf(node) };
    return node.kind === 'symlink' ? { ...stat, target: node.target } : stat;
  }

  list(names: Names): readonly string[] {
    const node = this.#node(names);
    return node.kind === 'directory' ? namesOf(node) : refuse('ENOTDIR', names);
  }

  read(names: Names): Buffer {
    const node = this.#node(names);
    if (node.kind === 'file') return Buffer.from(node.data);
    if (node.kind === 'device') return readDevice(node.device);
    return refuse(node.kind === 'directory' ? 'EISDIR' : 'EINVAL', names);
  }

  write(
    names: Names,
    data: Uint8Array,
    { append, create, size }: { readonly append: boolean; readonly create: NewFile; readonly size?: number },
  ): void {
    const { parent, name } = this.#parent(names);
    const old = childOf(parent, name);
    if (old?.kind === 'device') return old.device === 'full' ? refuse('ENOSPC', names) : undefined;
    if (old && old.kind !== 'file') refuse(old.kind === 'directory' ? 'EISDIR' : 'EEXIST', names);
    const file = old ? (this.#own(names) as OwnFile) : this.#create(names, newFile(create));
    if (!append) this.#set(file, 0, new Uint8Array());
    const more = Math.max(data.length, size ?? 0);
    const fits = Math.min(more, this.#room(file));
    const content = joined(file, data.subarray(0, fits));
    this.#set(file, file.size + fits, content);
    file.mtime = create.mtime;
    if (fits < more) refuse('ENOSPC', names);
  }

  mkdir(names: Names, create: NewFile): void {
    this.#create(names, { ...create, own: true, kind: 'directory', children: new Map() });
  }

  symlink(target: string, names: Names, create: NewFile): void {
    this.#create(names, { ...create, mode: 0o777, own: true, kind: 'symlink', target });
  }

  device(names: Names, device: DeviceName, create: NewFile): void {
    this.#create(names, { ...create, own: true, kind: 'device', device });
  }

  link(from: Names, names: Names): void {
    const node = this.#node(from);
    if (node.kind === 'directory') refuse('EPERM', from);
    const parent = this.#node(names.slice(0, -1));
    if (parent.kind === 'directory' && childOf(parent, names.at(-1) ?? '')) refuse('EEXIST', names);
    const file = this.#own(from);
    this.#create(names, file, this.#now(file.mtime));
    if (file.kind === 'file') file.links += 1;
  }

  remove(names: Names): void {
    const { parent, name } = this.#parent(names);
    const node = childOf(parent, name) ?? refuse('ENOENT', names);
    if (node.kind === 'directory' && !isEmpty(node)) refuse('ENOTEMPTY', names);
    this.#drop(names.slice(0, -1), name, node);
  }

  rename(from: Names, to: Names): void {
    const { parent, name } = this.#parent(from);
    const node = childOf(parent, name) ?? refuse('ENOENT', from);
    if (to.length >= from.length && from.every((part, index) => part === to[index])) {
      if (to.length === from.length) return;
      refuse('EINVAL', to);
    }
    if (from.length > to.length && to.every((part, index) => part === from[index])) refuse('ENOTEMPTY', to);
    const target = this.#parent(to);
    const old = childOf(target.parent, target.name);
    if (old === node) return;
    if (old) replaceable(node, old, to);
    const moved = this.#own(from);
    if (old) this.#drop(to.slice(0, -1), target.name, old);
    const source = this.#own(from.slice(0, -1)) as OwnDirectory;
    hide(source, name);
    source.mtime = this.#now(source.mtime);
    const place = this.#own(to.slice(0, -1)) as OwnDirectory;
    place.children.set(target.name, moved);
    place.mtime = this.#now(place.mtime);
  }

  change(names: Names, to: { mode?: number; uid?: number; gid?: number; mtime?: number }): void {
    const node = this.#own(names);
    if (to.mode !== undefined && node.kind !== 'symlink') node.mode = to.mode & 0o7777;
    node.uid = to.uid ?? node.uid;
    node.gid = to.gid ?? node.gid;
    node.mtime = to.mtime ?? node.mtime;
  }

  #now(otherwise: number): number {
    return this.#clock?.now() ?? otherwise;
  }

  #node(names: Names): Node {
    let node: Node = this.root;
    for (const name of names) {
      if (node.kind !== 'directory') return refuse('ENOTDIR', names);
      node = childOf(node, name) ?? refuse('ENOENT', names);
    }
    return node;
  }

  #parent(names: Names): { readonly parent: Directory; readonly name: string } {
    const name = names.at(-1) ?? refuse('EBUSY', names);
    const parent = this.#node(names.slice(0, -1));
    return parent.kind === 'directory' ? { parent, name } : refuse('ENOTDIR', names);
  }

  /** The node as this tree's own, copied up with the directories above it if it was the image's. */
  #own(names: Names): OwnNode {
    this.#node(names);
    let at: OwnDirectory = this.root;
    let node: OwnNode = this.root;
    for (const name of names) {
      const child = childOf(at, name) as Node;
      node = isOwn(child) ? child : this.#copyUp(at, name, child);
      at = node as OwnDirectory;
    }
    return node;
  }

  #copyUp(parent: OwnDirectory, name: string, child: LowerNode): OwnNode {
    const node = ownCopy(child, [...(parent.below?.path ?? []), name]);
    if (node.kind === 'file') this.#book(node, 1);
    this.#held += perName;
    parent.children.set(name, node);
    return node;
  }

  #create<N extends OwnNode>(names: Names, node: N, mtime: number = node.mtime): N {
    const { parent, name } = this.#parent(names);
    if (childOf(parent, name)) refuse('EEXIST', names);
    if (this.#held + perName > mostHeld) refuse('ENOSPC', names);
    const directory = this.#own(names.slice(0, -1)) as OwnDirectory;
    directory.children.set(name, node);
    directory.mtime = mtime;
    this.#held += perName;
    return node;
  }

  #drop(above: Names, name: string, node: Node): void {
    const parent = this.#own(above) as OwnDirectory;
    if (isOwn(node) && node.kind === 'file' && --node.links === 0) this.#set(node, 0, new Uint8Array());
    if (isOwn(node)) this.#held -= perName;
    hide(parent, name);
    parent.mtime = this.#now(parent.mtime);
  }

  #set(file: OwnFile, size: number, data: Uint8Array): void {
    this.#book(file, -1);
    file.size = size;
    file.data = data;
    if (data.length === 0) delete file.room;
    this.#book(file, 1);
  }

  #book(file: OwnFile, times: 1 | -1): void {
    this.#used += times * pages(file.size);
    this.#claimed += times * file.size;
    this.#held += times * file.data.length;
  }

  /** Bytes that the file may grow by. */
  #room(file: OwnFile): number {
    const held = Math.max(0, mostHeld - this.#held);
    if (this.#capacity === undefined) return held;
    const free = Math.floor(this.#capacity / page) * page - this.#used + pages(file.size) - file.size;
    return Math.max(0, Math.min(held, free));
  }

  #count(node: OwnNode, seen: Set<OwnNode>): void {
    this.#held += perName;
    if (seen.has(node)) return;
    seen.add(node);
    if (node.kind === 'file') this.#book(node, 1);
    if (node.kind !== 'directory') return;
    for (const child of node.children.values()) if (child) this.#count(child, seen);
  }
}

const pages = (bytes: number): number => Math.ceil(bytes / page) * page;

function sizeOf(node: Node): number {
  if (node.kind === 'file') return node.size;
  if (node.kind === 'symlink') return Buffer.byteLength(node.target);
  return node.kind === 'directory' ? page : 0;
}

const newFile = (create: NewFile): OwnFile => ({
  ...create,
  own: true,
  kind: 'file',
  data: new Uint8Array(),
  size: 0,
  links: 1,
});

function replaceable(node: Node, old: Node, to: Names): void {
  if (old.kind === 'directory' && node.kind !== 'directory') refuse('EISDIR', to);
  if (old.kind !== 'directory' && node.kind === 'directory') refuse('ENOTDIR', to);
  if (old.kind === 'directory' && !isEmpty(old)) refuse('ENOTEMPTY', to);
}
