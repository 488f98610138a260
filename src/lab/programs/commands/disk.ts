import { randomBytes } from 'node:crypto';
import type { MountRow } from '../../kernel/files';
import { textOf } from '../text/accounts';
import { busyboxHuman, columns, human, parseSize } from '../text/sizes';
import { statOrNone } from './moving';
import { Fail, type Call, type Tools } from './tool';

/** What the lab claims of the disk that containers share: 60 GB. */
const diskSize = 62_671_097_856;

type Usage = { readonly bytes: number; readonly files: number };

/** The bytes below a directory; `each` hears of every directory after its content, and stops at 100,000 files. */
async function measure(
  call: Call,
  path: string,
  each: (path: string, usage: Usage) => Promise<void>,
  budget = { left: 100_000 },
): Promise<Usage> {
  const stat = await call.files.lstat(path);
  if (stat.kind !== 'directory')
    return { bytes: stat.kind === 'file' ? Math.ceil(stat.size / 4096) * 4096 : 0, files: 1 };
  let bytes = 4096;
  let files = 1;
  for (const name of await call.files.list(path)) {
    if (budget.left-- <= 0) break;
    const child = `${path === '/' ? '' : path}/${name}`;
    const inner = await measure(call, child, each, budget).catch(() => ({ bytes: 0, files: 1 }));
    bytes += inner.bytes;
    files += inner.files;
  }
  await each(path, { bytes, files });
  return { bytes, files };
}

async function du(call: Call): Promise<undefined> {
  const options = call.options('shakmbcxd:', {
    summarize: 's',
    'human-readable': 'h',
    all: 'a',
    'max-depth': 'd:',
    bytes: 'b',
    total: 'c',
  });
  const limit = options.has('s') ? 0 : Number(options.value('d', '1000'));
  const show = (bytes: number): string => {
    if (options.has('h')) return call.says(busyboxHuman, human)(bytes);
    return String(options.has('b') ? bytes : Math.ceil(bytes / (options.has('m') ? 2 ** 20 : 1024)));
  };
  let total = 0;
  for (const name of options.rest.length > 0 ? options.rest : ['.']) {
    const top = call.path(name);
    await call.attempt(call.says(name, `cannot access '${name}'`), async () => {
      const usage = await measure(call, top, async (path, { bytes }) => {
        const below = path === top ? '' : path.slice(top === '/' ? 0 : top.length);
        if (below.split('/').length - 1 > limit) return;
        await call.print(`${show(bytes)}\t${below === '' ? name : `${name.replace(/\/$/, '')}${below}`}\n`);
      });
      total += usage.bytes;
      if ((await call.files.lstat(top)).kind !== 'directory') await call.print(`${show(usage.bytes)}\t${name}\n`);
    });
  }
  if (options.has('c')) await call.print(`${show(total)}\ttotal\n`);
  return undefined;
}

const shownTypes = new Set(['overlay', 'tmpfs', 'ext4', 'xfs', 'shm']);

/** The mount that a path belongs to. */
const mountOf = (rows: readonly MountRow[], path: string): MountRow | undefined =>
  [...rows]
    .filter((row) => row.path === '/' || path === row.path || path.startsWith(`${row.path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0];

async function df(call: Call): Promise<undefined> {
  const options = call.options('hkmaTPit:', { 'human-readable': 'h', 'print-type': 'T', all: 'a', inodes: 'i' });
  const all = call.files.mounts();
  const rows =
    options.rest.length === 0
      ? all.filter((row) => shownTypes.has(row.type) || options.has('a'))
      : await Promise.all(options.rest.map(async (name) => mountOf(all, await call.files.realpath(call.path(name)))));
  const show = (bytes: number): string =>
    options.has('h')
      ? call.says(busyboxHuman, human)(bytes)
      : String(Math.ceil(bytes / (options.has('m') ? 2 ** 20 : 1024)));
  const shared = await measure(call, '/', () => Promise.resolve(), { left: 20_000 });
  const cells = await Promise.all(
    rows.map(async (row) => {
      if (!row) return [];
      const own =
        row.capacity === undefined
          ? undefined
          : await measure(call, row.path, () => Promise.resolve()).catch(() => ({ bytes: 0, files: 0 }));
      const size = row.capacity ?? diskSize;
      const used = own ? Math.max(0, own.bytes - 4096) : Math.min(size, shared.bytes + diskSize / 5);
      return [
        row.source || row.type,
        ...(options.has('T') ? [row.type] : []),
        show(size),
        show(used),
        show(size - used),
        `${Math.ceil((used / size) * 100)}%`,
        row.path,
      ];
    }),
  );
  const block = options.has('h') ? 'Size' : options.has('m') ? '1M-blocks' : '1K-blocks';
  const head = [
    'Filesystem',
    ...(options.has('T') ? ['Type'] : []),
    block,
    'Used',
    call.busybox || !options.has('h') ? 'Available' : 'Avail',
    'Use%',
    'Mounted on',
  ];
  const first = options.has('T') ? 2 : 1;
  const right = new Set([first, first + 1, first + 2, first + 3]);
  await call.print(
    columns(
      [head, ...cells].map((row) => padded(row, first, call.busybox)),
      right,
    ),
  );
  return undefined;
}

/** The least widths of the columns: a source has room for 20 characters with BusyBox, 14 with GNU. */
function padded(cells: readonly string[], first: number, busybox: boolean): readonly string[] {
  const least = busybox ? [20, ...(first === 2 ? [10] : []), 9, 9, 9] : [14, ...(first === 2 ? [4] : []), 5, 5, 5];
  return cells.map((cell, at) => (at < first ? cell.padEnd(least[at] ?? 0) : cell.padStart(least[at] ?? 0)));
}

async function mount(call: Call): Promise<undefined> {
  const options = call.options('alrwo:t:fnB', { bind: 'B', types: 't:', options: 'o:' });
  if (options.rest.length === 0 && !options.has('a')) {
    const rows = call.files.mounts();
    const proc = await textOf(call.files, '/proc/mounts');
    const lines =
      proc === ''
        ? rows.map(
            (row) =>
              `${row.source || row.type} on ${row.path} type ${row.type} (${row.readOnly ? 'ro' : 'rw'},relatime)\n`,
          )
        : proc
            .trim()
            .split('\n')
            .map((line) => {
              const [source = '', path = '', type = '', flags = ''] = line.split(' ');
              return `${source} on ${path} type ${type} (${flags})\n`;
            });
    await call.print(lines.join(''));
    return undefined;
  }
  const [source = '', target = source] = options.rest;
  if (call.busybox)
    throw new Fail(
      call.self.user.uid === 0 ? `permission denied (are you root?)` : 'permission denied (are you root?)',
    );
  const why = call.self.user.uid === 0 ? 'permission denied' : 'must be superuser to use mount';
  throw new Fail(`${target}: ${why}.\n       dmesg(1) may have more information after failed mount system call.`, 32);
}

async function umount(call: Call): Promise<undefined> {
  const { rest } = call.options('aflrnit:');
  if (rest.length === 0) throw new Fail(call.says('missing operand', 'bad usage'));
  for (const name of rest) {
    const path = call.path(name);
    const mounted = call.files.mounts().some((row) => row.path === path);
    if (call.busybox)
      await call.complain(`can't unmount ${name}: ${mounted ? 'Operation not permitted' : 'Invalid argument'}`);
    else await call.complain(`${name}: ${mounted ? 'must be superuser to unmount' : 'not mounted'}.`, 32);
  }
  return undefined;
}

async function fallocate(call: Call): Promise<undefined> {
  const options = call.options('l:o:', { length: 'l:', offset: 'o:' });
  const size = parseSize(options.value('l', ''));
  const [name] = options.rest;
  if (size === undefined || name === undefined) throw new Fail('no length argument specified');
  const path = call.path(name);
  const there = await statOrNone(call, path);
  await call.files.write(path, there ? await call.files.read(path) : '', { size });
  return undefined;
}

async function mktemp(call: Call): Promise<undefined> {
  const options = call.options('dqtup:', { directory: 'd', tmpdir: 'p::', 'dry-run': 'u', quiet: 'q' });
  const folder = options.value('p') || call.self.env.get('TMPDIR') || '/tmp';
  const [template] = options.rest;
  const pattern =
    template === undefined ? `${folder}/tmp.XXXXXXXXXX` : options.has('p', 't') ? `${folder}/${template}` : template;
  if (!/X{3,}$/.test(pattern) && !/X{6,}/.test(pattern))
    throw new Fail(call.says('Invalid argument', `too few X's in template '${pattern}'`));
  const random = (length: number): string =>
    randomBytes(length).toString('base64url').replace(/[-_]/g, 'a').slice(0, length);
  const name = pattern.replace(/X+(?=[^X]*$)/, (xs) => random(xs.length));
  const path = call.path(name);
  if (options.has('d')) await call.files.mkdir(path, { mode: 0o700 });
  else if (!options.has('u')) await call.files.write(path, '', { mode: 0o600 });
  await call.print(`${name}\n`);
  return undefined;
}

/** Commands about space and file systems. */
export const diskTools: Tools = { du, df, mount, umount, fallocate, mktemp };
