import { FileError, type Stat } from '../../kernel/files';
import type { Options } from '../text/options';
import { join, statOrNone } from './moving';
import { baseName, Fail, type Call, type Tools } from './tool';

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

/** Commands that copy and move files. */
export const copyingTools: Tools = { cp, mv };
