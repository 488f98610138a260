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

const join = (directory: string, name: string): string => `${directory.replace(/\/$/, '')}/${name}`;

/** Where each source goes: below the last operand when that is a directory. */
async function targets(call: Call, options: Options): Promise<readonly (readonly [string, string])[]> {
  const given = options.value('t');
  const sources = given === undefined ? options.rest.slice(0, -1) : options.rest;
  const last = given ?? options.rest.at(-1);
  if (last === undefined || sources.length === 0) {
    if (call.busybox || last === undefined) throw new Fail('missing file operand');
    throw new Fail(`missing destination file operand after '${last}'`);
  }
  const directory = !options.has('T') && (await statOrNone(call, call.path(last)))?.kind === 'directory';
  if (!directory && (sources.length > 1 || given !== undefined))
    throw new Fail(call.says(`target '${last}' is not a directory`, `target '${last}': Not a directory`));
  return sources.map((source) => [source, directory ? join(last, baseName(source)) : last]);
}

type Copying = {
  readonly call: Call;
  readonly keep: boolean;
  readonly recursive: boolean;
  readonly follow: boolean;
  readonly verbose: boolean;
};

async function keepMarks({ call, keep }: Copying, path: string, stat: Stat): Promise<void> {
  if (!keep) return;
  await call.files.chown(path, stat.uid, stat.gid, { follow: false }).catch(() => undefined);
  if (stat.kind === 'symlink') return;
  await call.files.chmod(path, stat.mode);
  await call.files.utimes(path, stat.mtime);
}

async function copyOne(copying: Copying, source: string, target: string): Promise<void> {
  const { call, recursive, follow } = copying;
  const [from, to] = [call.path(source), call.path(target)];
  const stat = await call.attempt(call.says(`can't stat '${source}'`, `cannot stat '${source}'`), () =>
    follow ? call.files.stat(from) : call.files.lstat(from),
  );
  if (!stat) return;
  if (stat.kind === 'directory') {
    if (!recursive)
      return call.complain(
        call.says(`omitting directory '${source}'`, `-r not specified; omitting directory '${source}'`),
      );
    if (to === from || to.startsWith(`${from}/`))
      return call.complain(`recursion detected, omitting directory '${source}'`);
    await copyDirectory(copying, source, target, stat);
    return;
  }
  if (from === to) return call.complain(`'${source}' and '${target}' are the same file`);
  await call.attempt(call.says(`can't create '${target}'`, `cannot create regular file '${target}'`), async () => {
    if (stat.kind === 'symlink') {
      if (await statOrNone(call, to, true)) await call.files.remove(to);
      await call.files.symlink(stat.target ?? '', to);
    } else {
      const data = await call.files.read(from);
      await call.files.write(to, data, {
        mode: copying.keep ? stat.mode : stat.mode & ~0o022 & 0o777,
        size: Math.max(stat.size, data.length),
      });
    }
    await keepMarks(copying, to, stat);
    if (copying.verbose) await call.print(`'${source}' -> '${target}'\n`);
  });
}

async function copyDirectory(copying: Copying, source: string, target: string, stat: Stat): Promise<void> {
  const { call } = copying;
  const to = call.path(target);
  const there = await statOrNone(call, to);
  if (there && there.kind !== 'directory')
    return call.complain(`cannot overwrite non-directory '${target}' with directory '${source}'`);
  const made =
    there ??
    (await call.attempt(`${call.cannot} create directory '${target}'`, () =>
      call.files.mkdir(to, { mode: stat.mode }).then(() => true),
    ));
  if (!made) return;
  for (const name of await call.files.list(call.path(source))) {
    await copyOne({ ...copying, follow: false }, join(source, name), join(target, name));
  }
  await keepMarks(copying, to, stat);
}

async function cp(call: Call): Promise<undefined> {
  const options = call.options('rRapfidLPHTt:uvn', {
    recursive: 'r',
    archive: 'a',
    preserve: 'p::',
    force: 'f',
    'no-target-directory': 'T',
    verbose: 'v',
    'target-directory': 't:',
    'no-clobber': 'n',
    parents: 'parents',
  });
  const recursive = options.has('r', 'R', 'a');
  const copying: Copying = {
    call,
    keep: options.has('a', 'p'),
    recursive,
    follow: options.has('L') || !(options.has('a', 'd', 'P') || recursive),
    verbose: options.has('v'),
  };
  for (const [source, target] of await targets(call, options)) {
    if (options.has('n') && (await statOrNone(call, call.path(target)))) continue;
    await copyOne(copying, source, target);
  }
  return undefined;
}

async function mv(call: Call): Promise<undefined> {
  const options = call.options('finTt:uv', {
    force: 'f',
    'no-clobber': 'n',
    'no-target-directory': 'T',
    verbose: 'v',
    'target-directory': 't:',
  });
  for (const [source, target] of await targets(call, options)) {
    const [from, to] = [call.path(source), call.path(target)];
    if (options.has('n') && (await statOrNone(call, to))) continue;
    if (!(await statOrNone(call, from, true))) {
      await call.complain(
        `${call.says(`can't rename '${source}'`, `cannot stat '${source}'`)}: No such file or directory`,
      );
      continue;
    }
    const sentence = call.says(`can't rename '${source}'`, `cannot move '${source}' to '${target}'`);
    await call.attempt(sentence, async () => {
      try {
        await call.files.rename(from, to);
      } catch (error) {
        if (!(error instanceof FileError && error.code === 'EXDEV')) throw error;
        // Between file systems a move is a copy and a removal.
        await copyOne({ call, keep: true, recursive: true, follow: false, verbose: false }, source, target);
        if (call.status === 0) await call.files.remove(from, { recursive: true });
      }
    });
  }
  return undefined;
}

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

async function touch(call: Call): Promise<undefined> {
  const options = call.options('acmhd:t:r:', { 'no-create': 'c', date: 'd:', reference: 'r:' });
  if (options.rest.length === 0)
    throw new Fail(call.says('missing operand', "missing file operand\nTry 'touch --help' for more information."));
  const given = options.value('d');
  const asked =
    given === undefined
      ? undefined
      : /^@\d+$/.test(given)
        ? Number(given.slice(1)) * 1000
        : Date.parse(
            /[zZ]|[-+]\d\d:?\d\d$/.test(given)
              ? given
              : `${given.replace(' ', 'T')}${given.length > 10 ? '' : 'T00:00'}Z`,
          );
  if (Number.isNaN(asked))
    throw new Fail(call.says(`invalid date '${given ?? ''}'`, `invalid date format '${given ?? ''}'`));
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

/** Commands that make, copy, move and remove files. */
export const movingTools: Tools = { cp, mv, rm, mkdir, rmdir, ln, touch, truncate, unlink: rm };
