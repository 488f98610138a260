import { posix } from 'node:path';
import { unpackLayer } from '../../files';
import { inflate, otherCompression } from './context';
import { below, cleanPath, isDirectory, resolvePath, type Entry, type FileMap } from './file-map';
import { hasWildcards, matcher } from './pattern';
import { BuildError } from './refusal';

/** A COPY or ADD with everything expanded. */
export type CopyRequest = {
  /** Where the files are taken from. */
  readonly source: FileMap;
  readonly sources: readonly string[];
  /** Files whose content is in the Dockerfile itself. */
  readonly inline: readonly { readonly name: string; readonly content: string }[];
  /** As written; absolute when `WORKDIR` is taken into account. */
  readonly destination: string;
  /** What is there already. */
  readonly target: FileMap;
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
  readonly mode: number | undefined;
  readonly parents: boolean;
  readonly exclude: readonly string[];
  /** ADD unpacks archives. */
  readonly unpack: boolean;
  /** Milliseconds since 1970, for the directories that are made. */
  readonly now: number;
};

type Placing = {
  readonly request: CopyRequest;
  readonly files: Map<string, Entry>;
  readonly skip: (path: string) => boolean;
};

/** The files that the step adds. Throws BuildError with BuildKit's sentences. */
export async function copyFiles(request: CopyRequest): Promise<ReadonlyMap<string, Entry>> {
  const excludes = request.exclude.map((pattern) => matcher(cleanPath(pattern)));
  const skip = (path: string): boolean =>
    excludes.some((match) => path.split('/').some((_, index, names) => match(names.slice(0, index + 1).join('/'))));
  const placing: Placing = { request, files: new Map(), skip };
  for (const { name, content } of request.inline) {
    const entry = { kind: 'file', mode: 0o644, uid: 0, gid: 0, mtime: request.now } as const;
    const data = Buffer.from(content);
    put(placing, fileTarget(placing, name), { ...entry, data, size: data.length });
  }
  for (const written of request.sources)
    for (const source of matching(request, written)) await place(placing, written, source);
  return placing.files;
}

/** The paths that a source means; a pattern may mean none. */
function matching({ source }: CopyRequest, written: string): readonly string[] {
  const path = cleanPath(written);
  if (hasWildcards(path)) {
    const match = matcher(path);
    return [...source.keys()].filter(match).sort();
  }
  const real = resolvePath(source, path);
  if (real !== '' && !source.has(real) && !isDirectory(source, real)) throw new BuildError(`"/${path}": not found`);
  return [path];
}

async function place(placing: Placing, written: string, path: string): Promise<void> {
  const { request } = placing;
  const real = resolvePath(request.source, path);
  if (isDirectory(request.source, real)) {
    const base = request.parents ? parentsOf(request, written, path) : destinationOf(request);
    makeDirectory(placing, base);
    for (const [name, entry] of below(request.source, real))
      if (!placing.skip(join(real, name))) put(placing, join(base, name), entry);
    return;
  }
  const entry = request.source.get(real);
  if (entry === undefined || placing.skip(real)) return;
  if (request.unpack && entry.kind === 'file' && (await unpackInto(placing, real, Buffer.from(entry.data)))) return;
  const name = posix.basename(path);
  put(placing, request.parents ? parentsOf(request, written, path) : fileTarget(placing, name), entry);
}

/** With --parents, the source's own folders are kept, or those after a `/./` in it. */
function parentsOf(request: CopyRequest, written: string, path: string): string {
  const pivot = written.indexOf('/./');
  const hidden = pivot === -1 ? 0 : cleanPath(written.slice(0, pivot)).split('/').filter(Boolean).length;
  return join(destinationOf(request), path.split('/').slice(hidden).join('/'));
}

const join = (directory: string, name: string): string =>
  directory === '' ? name : name === '' ? directory : `${directory}/${name}`;

const destinationOf = ({ destination, target }: CopyRequest): string => resolvePath(target, cleanPath(destination));

/** A file goes into the destination when that is a directory or ends like one. */
function fileTarget({ request, files }: Placing, name: string): string {
  const to = destinationOf(request);
  const isFolder =
    /(?:^|\/)\.?$/.test(request.destination) || isDirectory(request.target, to) || files.get(to)?.kind === 'directory';
  return isFolder ? join(to, name) : to;
}

function put(placing: Placing, path: string, entry: Entry): void {
  const { request, files } = placing;
  makeDirectory(placing, posix.dirname(path) === '.' ? '' : posix.dirname(path));
  const there = files.get(path) ?? request.target.get(path);
  if (entry.kind === 'directory' && there?.kind === 'directory' && request.owner === undefined && !files.has(path))
    return;
  if (entry.kind !== 'directory' && isDirectory(request.target, path) && !files.has(path))
    throw new BuildError(`cannot copy to non-directory: /${path}`);
  files.set(path, owned(request, entry));
}

function owned({ owner, mode }: CopyRequest, entry: Entry): Entry {
  const changed = { ...entry, ...(owner ?? {}) };
  return mode === undefined || entry.kind === 'symlink' ? changed : { ...changed, mode };
}

/** Makes a directory and those above it where there is none yet. */
function makeDirectory({ request, files }: Placing, path: string): void {
  const names = path.split('/').filter(Boolean);
  for (const [index] of names.entries()) {
    const own = names.slice(0, index + 1).join('/');
    const there = files.get(own) ?? request.target.get(own);
    if (there?.kind === 'directory' || (there === undefined && isDirectory(request.target, own))) continue;
    if (there !== undefined) throw new BuildError(`mkdir /${own}: not a directory`);
    const entry = { kind: 'directory', mode: 0o755, uid: 0, gid: 0, mtime: request.now } as const;
    files.set(own, { ...entry, ...(request.owner ?? {}) });
  }
}

/** Unpacks what is an archive; false when it is none. */
async function unpackInto(placing: Placing, path: string, data: Buffer): Promise<boolean> {
  const other = otherCompression(data);
  if (other !== undefined && /\.t(?:ar)?\.?\w*$/.test(path))
    throw new BuildError(`the practice lab unpacks tar and tar.gz, not ${other}: /${path}`);
  const archive = data[0] === 0x1f && data[1] === 0x8b ? await inflate(data).catch(() => undefined) : data;
  if (archive === undefined || archive.toString('latin1', 257, 262) !== 'ustar') return false;
  const layer = await unpackLayer(archive).catch((error: unknown) => {
    throw new BuildError(`failed to unpack /${path}: ${(error as Error).message}`);
  });
  const base = destinationOf(placing.request);
  makeDirectory(placing, base);
  for (const [name, entry] of layer.entries) if (entry.kind !== 'whiteout') put(placing, join(base, name), entry);
  return true;
}
