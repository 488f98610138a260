import { createReadStream, existsSync, mkdirSync, statSync } from 'node:fs';
import { lstat, readlink, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract, pack, type Pack } from 'tar-stream';
import { command, exactly, type Call } from '../command';
import { copy } from '../client/frames';
import { EngineError, Failure } from '../failure';
import { writeTree } from './cp-write';
import { pathOf } from './lifecycle';
import { reason } from './pairs';

type Place = { readonly container: string; readonly path: string };

/** `name:path`; a path of this machine that has a colon starts with a stroke or a dot. */
function placeOf(text: string): Place | undefined {
  if (path.isAbsolute(text) || text.startsWith('.')) return undefined;
  const [, container = '', rest] = /^([^:]+):(.*)$/s.exec(text) ?? [];
  return rest === undefined || rest === '' ? undefined : { container, path: rest };
}

/** What the header of the engine says of a file in a container. */
type Found = { readonly name: string; readonly mode: number; readonly linkTarget: string };

const directoryBit = 2 ** 31;

async function statOf(call: Call, place: Place): Promise<Found> {
  const answer = await call.client
    .stream('HEAD', `${pathOf(place.container)}/archive`, { query: { path: place.path } })
    .catch(async (error: unknown) => {
      // An answer to HEAD has no sentence.
      if (!(error instanceof EngineError)) throw error;
      await call.client.text('GET', `${pathOf(place.container)}/archive`, { query: { path: place.path } });
      throw error;
    });
  answer.resume();
  const header = String(answer.headers['x-docker-container-path-stat'] ?? '');
  const said = JSON.parse(Buffer.from(header, 'base64').toString()) as Found & { readonly size: number };
  return { name: said.name, mode: said.mode, linkTarget: said.linkTarget };
}

const isDirectory = (found: Found): boolean => found.mode >= directoryBit;

async function fromContainer(call: Call, from: Place, to: string): Promise<number> {
  const query = { path: from.path };
  let found = await statOf(call, from);
  let source = from.path;
  if (call.options.is('follow-link') && found.linkTarget) {
    source = path.posix.resolve(path.posix.dirname(from.path), found.linkTarget);
    query.path = source;
    found = await statOf(call, { ...from, path: source });
  }
  if (to !== '-') checkTarget(call, to, isDirectory(found));
  const answer = await call.client.stream('GET', `${pathOf(from.container)}/archive`, { query });
  if (to === '-') {
    await copy(answer, call.stdout);
    return 0;
  }
  await unpack(call, answer, source, to, isDirectory(found));
  tell(call, `Successfully copied`, to);
  return 0;
}

/** docker tells of a copy on a terminal only. */
function tell(call: Call, what: string, to: string): void {
  if (call.terminal.stdout && !call.options.is('quiet')) call.complain(`${what} to ${to}`);
}

function checkTarget(call: Call, to: string, directory: boolean): void {
  const whole = path.resolve(call.folder, to);
  const parent = path.dirname(whole);
  const existing = existsSync(whole) ? statSync(whole) : undefined;
  if (!existing && !existsSync(parent))
    throw new Failure(`invalid output path: directory ${JSON.stringify(parent)} does not exist`);
  if (!existing && /[\\/]$/.test(to) && !directory) throw new Failure('no such directory');
  if (existing?.isFile() && directory) throw new Failure('cannot copy directory');
}

async function unpack(call: Call, from: Readable, source: string, to: string, directory: boolean): Promise<void> {
  const whole = path.resolve(call.folder, to);
  const contents = /(^|\/)\.$/.test(source);
  const into = existsSync(whole) && statSync(whole).isDirectory() && !contents;
  if (directory && !existsSync(whole)) mkdirSync(whole, { recursive: true });
  // The first part of each name is the source's own; it stays when the target is a folder that was there.
  const place = (name: string): string => {
    const [, ...rest] = name.replace(/\/$/, '').split('/');
    return into ? path.join(whole, name) : path.join(whole, ...rest);
  };
  const reader = extract();
  const writing = writeTree(reader, place, into ? whole : path.dirname(whole));
  await Promise.all([pipeline(from, reader), writing]);
}

const tar = { 'Content-Type': 'application/x-tar' };

function checkSource(whole: string, target: string, existing: Found | undefined): void {
  let directory: boolean;
  try {
    directory = statSync(whole).isDirectory();
  } catch (error) {
    throw new Failure(`lstat ${whole}: ${reason(error)}`);
  }
  if (existing && !isDirectory(existing) && directory) throw new Failure('cannot copy directory');
  if (!existing && target.endsWith('/') && !directory) throw new Failure('no such directory');
}

async function toContainer(call: Call, from: string, to: Place): Promise<number> {
  const at = `${pathOf(to.container)}/archive`;
  let target = to.path;
  const existing = await statOf(call, to).catch((error: unknown) => {
    if (error instanceof EngineError && error.code === 404 && /Could not find/.test(error.sentence)) return undefined;
    throw error;
  });
  const query = { path: target, noOverwriteDirNonDir: true, copyUIDGID: call.options.is('archive') };
  if (from === '-') {
    if (existing && !isDirectory(existing))
      throw new Failure(`destination "${to.container}:${to.path}" must be a directory`);
    await call.client.text('PUT', at, { query, body: call.stdin, headers: tar });
    return 0;
  }
  const whole = path.resolve(call.folder, from);
  checkSource(whole, to.path, existing);
  let name = /(^|[\\/])\.$/.test(from) ? '.' : path.basename(whole);
  if (!existing || !isDirectory(existing)) {
    name = path.posix.basename(target);
    target = path.posix.dirname(target);
  }
  const archive = pack();
  const filled = fill(archive, whole, name);
  filled.catch((error: unknown) => archive.destroy(error as Error));
  await call.client.text('PUT', at, {
    query: { ...query, path: target },
    body: archive as unknown as Readable,
    headers: tar,
  });
  await filled;
  tell(call, 'Successfully copied', `${to.container}:${to.path}`);
  return 0;
}

async function fill(archive: Pack, whole: string, name: string): Promise<void> {
  await addFile(archive, whole, name);
  archive.finalize();
}

/** Adds a file, a link, or a folder with all that is in it. */
async function addFile(archive: Pack, whole: string, name: string): Promise<void> {
  const stat = await lstat(whole);
  const common = { name, mode: stat.mode & 0o7777, mtime: stat.mtime, uid: stat.uid, gid: stat.gid };
  if (stat.isSymbolicLink()) {
    archive.entry({ ...common, type: 'symlink', linkname: await readlink(whole) });
    return;
  }
  if (stat.isDirectory()) {
    archive.entry({ ...common, type: 'directory' });
    for (const child of await readdir(whole)) await addFile(archive, path.join(whole, child), `${name}/${child}`);
    return;
  }
  if (!stat.isFile()) return;
  await pipeline(createReadStream(whole), archive.entry({ ...common, size: stat.size }));
}

async function cp(call: Call): Promise<number> {
  const [from = '', to = ''] = call.args;
  if (from === '') throw new Failure('source can not be empty');
  if (to === '') throw new Failure('destination can not be empty');
  const source = placeOf(from);
  const target = placeOf(to);
  if (source && target) throw new Failure('copying between containers is not supported');
  if (source) return fromContainer(call, source, to);
  if (target) return toContainer(call, from, target);
  throw new Failure('must specify at least one container source');
}

/** `docker cp`. */
export const copyCommands = [
  command({
    names: 'container cp, cp',
    usage: '[OPTIONS] CONTAINER:SRC_PATH DEST_PATH|-\n\tdocker cp [OPTIONS] SRC_PATH|- CONTAINER:DEST_PATH',
    short: 'Copy files/folders between a container and the local filesystem',
    flags: `
      -a, --archive | Archive mode (copy all uid/gid information)
      -L, --follow-link | Always follow symbol link in SRC_PATH
      -q, --quiet | Suppress progress output during copy
    `,
    args: exactly(2),
    run: cp,
  }),
];
