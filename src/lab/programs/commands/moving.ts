import { FileError, type Stat } from '../../kernel/files';
import { parseSize } from '../text/sizes';
import { changeMode } from '../text/modes';
import type { Options } from '../text/options';
import { dirName } from './speak';
import { baseName, Fail, type Call, type Tools } from './tool';

/** What is known of a file, or undefined when there is none. */
export async function statOrNone(call: Call, path: string, link = false): Promise<Stat | undefined> {
  try {
    return await (link ? call.files.lstat(path) : call.files.stat(path));
  } catch (error) {
    if (error instanceof FileError && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return undefined;
    throw error;
  }
}

/** A name below a directory. */
export const join = (directory: string, name: string): string => `${directory.replace(/\/$/, '')}/${name}`;

async function rm(call: Call): Promise<undefined> {
  const options = call.options('rRfidv', {
    recursive: 'r',
    force: 'f',
    dir: 'd',
    verbose: 'v',
    'no-preserve-root': 'no-preserve-root',
    'one-file-system': 'o',
  });
  const force = options.has('f');
  const recursive = options.has('r', 'R');
  if (options.rest.length === 0 && !force)
    throw new Fail(call.says('missing operand', "missing operand\nTry 'rm --help' for more information."));
  const verb = call.says("can't remove", 'cannot remove');
  for (const name of options.rest) {
    if (baseName(name) === '.' || baseName(name) === '..') {
      await call.complain(`refusing to remove '.' or '..' directory: skipping '${name}'`);
      continue;
    }
    const path = call.path(name);
    if (path === '/' && !call.busybox && !options.has('no-preserve-root')) {
      await call.complain(
        "it is dangerous to operate recursively on '/'\nrm: use --no-preserve-root to override this failsafe",
      );
      continue;
    }
    await call.attempt(`${verb} '${name}'`, async () => {
      const stat = await statOrNone(call, path, true);
      if (!stat && force) return;
      if (stat?.kind === 'directory' && !recursive && !options.has('d'))
        return call.complain(call.says(`'${name}' is a directory`, `cannot remove '${name}': Is a directory`));
      await removeAll(call, path, name, recursive);
    });
  }
  return undefined;
}

/** Removes a tree; mount points below it stay and are told, as `rm -r` does. */
async function removeAll(call: Call, path: string, name: string, recursive: boolean): Promise<void> {
  const below = call.files
    .mounts()
    .some((row) => row.path === path || row.path.startsWith(path === '/' ? '/' : `${path}/`));
  if (!below || !recursive) return call.files.remove(path, { recursive });
  const stat = await call.files.lstat(path);
  if (stat.kind === 'directory') {
    for (const child of await call.files.list(path))
      await call.attempt(`${call.cannot} remove '${join(name, child)}'`, () =>
        removeAll(call, join(path, child), join(name, child), recursive),
      );
  }
  await call.files.remove(path);
}

function modeOption(options: Options, standard: number): number {
  const text = options.value('m');
  if (text === undefined) return standard;
  const mode = changeMode(text, standard, true);
  if (mode === undefined) throw new Fail(`invalid mode '${text}'`);
  return mode;
}

async function mkdir(call: Call): Promise<undefined> {
  const options = call.options('pm:vZ', { parents: 'p', mode: 'm:', verbose: 'v' });
  if (options.rest.length === 0)
    throw new Fail(call.says('missing operand', "missing operand\nTry 'mkdir --help' for more information."));
  const mode = modeOption(options, 0o755);
  for (const name of options.rest) {
    await call.attempt(`${call.cannot} create directory '${name}'`, async () => {
      const path = call.path(name);
      const there = options.has('p') ? await statOrNone(call, path) : undefined;
      if (there?.kind === 'directory') return;
      if (options.has('p') && dirName(path) !== '/') await call.files.mkdir(dirName(path), { parents: true });
      await call.files.mkdir(path, { mode });
      if (options.has('m')) await call.files.chmod(path, mode);
      if (options.has('v'))
        await call.print(call.says(`created directory: '${name}'\n`, `mkdir: created directory '${name}'\n`));
    });
  }
  return undefined;
}

async function rmdir(call: Call): Promise<undefined> {
  const options = call.options('p', { parents: 'p', 'ignore-fail-on-non-empty': 'i' });
  for (const given of options.rest) {
    for (let name = given; name !== '.' && name !== '/'; name = dirName(name)) {
      const done = await call.attempt(call.says(`'${name}'`, `failed to remove '${name}'`), async () => {
        const path = call.path(name);
        const stat = await call.files.lstat(path);
        if (stat.kind !== 'directory') throw new FileError('ENOTDIR', path);
        if ((await call.files.list(path)).length > 0) throw new FileError('ENOTEMPTY', path);
        await call.files.remove(path);
        return true;
      });
      if (!done || !options.has('p')) break;
    }
  }
  return undefined;
}

async function ln(call: Call): Promise<undefined> {
  const options = call.options('sfnTvrt:', {
    symbolic: 's',
    force: 'f',
    'no-dereference': 'n',
    'no-target-directory': 'T',
  });
  const sources = options.rest.length > 1 ? options.rest.slice(0, -1) : options.rest;
  const last = options.rest.length > 1 ? (options.rest.at(-1) ?? '.') : '.';
  if (sources.length === 0) throw new Fail('missing file operand');
  const own = await statOrNone(call, call.path(last), options.has('n'));
  for (const source of sources) {
    const name = own?.kind === 'directory' && !options.has('T') ? join(last, baseName(source)) : last;
    const path = call.path(name);
    const words = options.has('s') ? 'symbolic link' : 'hard link';
    await call.attempt(call.says(name, `failed to create ${words} '${name}'`), async () => {
      if (options.has('f') && (await statOrNone(call, path, true))) await call.files.remove(path);
      await (options.has('s') ? call.files.symlink(source, path) : call.files.link(call.path(source), path));
    });
  }
  return undefined;
}

/** The time that -d names, in milliseconds since 1970. */
function askedTime(call: Call, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (/^@\d+$/.test(given)) return Number(given.slice(1)) * 1000;
  const exact = /[zZ]|[-+]\d\d:?\d\d$/.test(given) && given.length > 10;
  const time = Date.parse(exact ? given : `${given.replace(' ', 'T')}${given.length > 10 ? '' : 'T00:00'}Z`);
  if (Number.isNaN(time)) throw new Fail(call.says(`invalid date '${given}'`, `invalid date format '${given}'`));
  return time;
}

async function touch(call: Call): Promise<undefined> {
  const options = call.options('acmhd:t:r:', { 'no-create': 'c', date: 'd:', reference: 'r:' });
  if (options.rest.length === 0)
    throw new Fail(call.says('missing operand', "missing file operand\nTry 'touch --help' for more information."));
  const asked = askedTime(call, options.value('d'));
  const reference = options.value('r');
  const time =
    reference === undefined ? (asked ?? call.self.clock.now()) : (await call.files.stat(call.path(reference))).mtime;
  for (const name of options.rest) {
    const path = call.path(name);
    await call.attempt(call.says(name, `cannot touch '${name}'`), async () => {
      if (await statOrNone(call, path)) return call.files.utimes(path, time);
      if (options.has('c', 'h')) return;
      await call.files.write(path, '');
      if (time !== call.self.clock.now()) await call.files.utimes(path, time);
    });
  }
  return undefined;
}

async function truncate(call: Call): Promise<undefined> {
  const options = call.options('cs:', { size: 's:', 'no-create': 'c' });
  const size = parseSize(options.value('s', ''));
  if (size === undefined || options.rest.length === 0) throw new Fail(`you must specify '--size'`);
  for (const name of options.rest) {
    await call.attempt(`${call.cannot} open '${name}' for writing`, async () => {
      const path = call.path(name);
      const there = await statOrNone(call, path);
      if (!there && options.has('c')) return;
      const data = there ? await call.files.read(path) : Buffer.alloc(0);
      await call.files.write(path, data.subarray(0, size), { size });
    });
  }
  return undefined;
}

/** Commands that make and remove files. */
export const movingTools: Tools = { rm, mkdir, rmdir, ln, touch, truncate, unlink: rm };
