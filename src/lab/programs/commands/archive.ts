import { gunzipSync, gzipSync } from 'node:zlib';
import { extract as openTar, pack as packTar, type Header } from 'tar-stream';
import { FileError } from '../../kernel/files';
import { modeText } from '../text/modes';
import { readNames } from '../text/accounts';
import { formatTime, wallTime } from '../text/dates';
import { globPattern } from '../text/patterns';
import { inputLimit, openInput, readAll } from '../text/streams';
import type { Options } from '../text/options';
import { Fail, type Call, type Tools } from './tool';

/** Unpacks gzip; throws Fail when it is none, is broken or is too large. */
function inflate(data: Buffer, why: string): Buffer {
  try {
    return gunzipSync(data, { maxOutputLength: inputLimit });
  } catch {
    throw new Fail(why);
  }
}

const isGzip = (data: Buffer): boolean => data[0] === 0x1f && data[1] === 0x8b;

type Job = { readonly call: Call; readonly options: Options; readonly base: string; readonly verbose: boolean };

const strip = (job: Job, name: string): string =>
  name
    .split('/')
    .slice(Number(job.options.value('strip-components') ?? 0))
    .join('/');

const excluded = (options: Options): ((name: string) => boolean) => {
  const patterns = options.values('exclude').map((glob) => globPattern(glob));
  return (name) =>
    patterns.some(
      (pattern) =>
        pattern.test(name) ||
        pattern.test(name.replace(/^\.\//, '')) ||
        name.split('/').some((part) => pattern.test(part)),
    );
};

async function create(job: Job): Promise<Buffer> {
  const { call, options, base } = job;
  const archive = packTar();
  const chunks: Buffer[] = [];
  let length = 0;
  archive.on('data', (data: unknown) => {
    const chunk = data as Buffer;
    length += chunk.length;
    chunks.push(chunk);
  });
  const names = await readNames(call.files);
  const skip = excluded(options);
  const log =
    options.value('f') === undefined || options.value('f') === '-'
      ? (text: string) => call.warn(text)
      : (text: string) => call.print(text);
  let warned = false;
  const add = async (name: string): Promise<void> => {
    if (skip(name)) return;
    const path = name.startsWith('/') ? name : `${base}/${name}`;
    const stat = await call.attempt(
      call.says(name, `${name}: Cannot stat`),
      () => call.files.lstat(path),
      call.says(1, 2),
    );
    if (!stat) return;
    const inside = name.replace(/^\/+/, '');
    if (name.startsWith('/') && !warned)
      await call.warn(
        call.says(`tar: removing leading '/' from member names\n`, `tar: Removing leading \`/' from member names\n`),
      );
    warned ||= name.startsWith('/');
    if (length > inputLimit) throw new Fail('out of memory');
    const header = {
      mode: stat.mode,
      uid: stat.uid,
      gid: stat.gid,
      mtime: new Date(stat.mtime),
      uname: names.user(stat.uid),
      gname: names.group(stat.gid),
    };
    if (job.verbose) await log(`${inside}${stat.kind === 'directory' ? '/' : ''}\n`);
    if (stat.kind === 'directory') {
      archive.entry({ ...header, name: `${inside.replace(/\/$/, '')}/`, type: 'directory' });
      for (const child of await call.files.list(path)) await add(`${name.replace(/\/$/, '')}/${child}`);
    } else if (stat.kind === 'symlink')
      archive.entry({ ...header, name: inside, type: 'symlink', linkname: stat.target ?? '' });
    else if (stat.kind === 'file') archive.entry({ ...header, name: inside }, await call.files.read(path));
  };
  if (options.rest.length === 0)
    throw new Fail(call.says('empty archive', 'Cowardly refusing to create an empty archive'), call.says(1, 2));
  for (const name of options.rest) await add(name);
  archive.finalize();
  await new Promise<void>((resolve) => {
    archive.on('end', () => resolve());
  });
  return Buffer.concat(chunks);
}

type Member = { readonly header: Header; readonly data: Buffer };

/** All members of an archive; throws Fail when it is none. */
async function membersOf(call: Call, raw: Buffer): Promise<readonly Member[]> {
  const data = isGzip(raw) ? inflate(raw, 'corrupted data') : raw;
  if (data.length < 512)
    throw new Fail(call.says('short read', 'This does not look like a tar archive'), call.says(1, 2));
  const members: Member[] = [];
  const reader = openTar();
  reader.end(data);
  try {
    for await (const entry of reader) {
      const chunks: Buffer[] = [];
      for await (const chunk of entry) chunks.push(chunk as Buffer);
      members.push({ header: entry.header, data: Buffer.concat(chunks) });
    }
  } catch {
    throw new Fail(
      call.says(
        'invalid tar magic',
        'This does not look like a tar archive\ntar: Exiting with failure status due to previous errors',
      ),
      call.says(1, 2),
    );
  }
  return members;
}

async function place(job: Job, { header, data }: Member): Promise<void> {
  const { call, base } = job;
  const name = strip(job, header.name).replace(/^\/+/, '');
  // A member that climbs out of the directory is left out, as all tars of today do.
  if (name === '' || name.split('/').includes('..')) return;
  const path = `${base === '/' ? '' : base}/${name.replace(/\/$/, '')}`;
  const parent = path.replace(/\/[^/]*$/, '') || '/';
  await call.attempt(call.says(`can't open '${name}'`, `${name}: Cannot open`), async () => {
    if (parent !== '/') await call.files.mkdir(parent, { parents: true });
    if (header.type === 'directory') await call.files.mkdir(path, { parents: true });
    else {
      await call.files.lstat(path).then(
        (stat) => (stat.kind === 'directory' ? Promise.reject(new FileError('EISDIR', path)) : call.files.remove(path)),
        () => undefined,
      );
      if (header.type === 'symlink') await call.files.symlink(header.linkname ?? '', path);
      else if (header.type === 'link') await call.files.link(`${base}/${strip(job, header.linkname ?? '')}`, path);
      else await call.files.write(path, data);
    }
    if (header.type === 'symlink') return;
    await call.files.chmod(path, (header.mode ?? 0o644) & 0o7777);
    if (call.self.user.uid === 0) await call.files.chown(path, header.uid ?? 0, header.gid ?? 0);
    if (header.mtime) await call.files.utimes(path, header.mtime.getTime());
  });
}

const listing = ({ header, data }: Member): string => {
  const kind = header.type === 'directory' ? 'directory' : header.type === 'symlink' ? 'symlink' : 'file';
  const owner = `${header.uname || (header.uid ?? 0)}/${header.gname || (header.gid ?? 0)}`;
  const time = formatTime('%Y-%m-%d %H:%M:%S', wallTime(header.mtime?.getTime() ?? 0, 'UTC'));
  return `${modeText({ kind, mode: header.mode ?? 0 })} ${owner} ${String(data.length).padStart(9)} ${time} ${header.name}${header.linkname ? ` -> ${header.linkname}` : ''}\n`;
};

async function tar(call: Call): Promise<undefined> {
  // The oldest form has no dash: `tar czf x.tgz .`
  const [first = '', ...others] = call.args;
  const args = /^[cxtzvfCpjOJahm]+$/.test(first) ? oldStyle(first, others) : call.args;
  const options = call.parse(args, 'cxtzvf:C:pjOJahmkX:T:', {
    create: 'c',
    extract: 'x',
    list: 't',
    gzip: 'z',
    verbose: 'v',
    file: 'f:',
    directory: 'C:',
    exclude: 'exclude:',
    'strip-components': 'strip-components:',
    'to-stdout': 'O',
    'numeric-owner': 'n',
    owner: 'owner:',
    group: 'group:',
    'no-same-owner': 'nso',
    'preserve-permissions': 'p',
    'same-owner': 'so',
    overwrite: 'ov',
    warning: 'w:',
    xz: 'J',
    bzip2: 'j',
  });
  if (options.has('j', 'J')) throw new Fail('the practice lab knows gzip only: leave out j and J');
  const name = options.value('f', '-');
  const job: Job = { call, options, base: call.path(options.value('C', '.')), verbose: options.has('v') };
  if (
    options.has('C') &&
    (await call.attempt(
      call.says(`can't change directory to '${options.value('C', '')}'`, `${options.value('C', '')}: Cannot open`),
      () => call.files.list(job.base),
      call.says(1, 2),
    )) === undefined
  )
    return undefined;
  if (options.has('c')) {
    const plain = await create(job);
    const packed = options.has('z') || (options.has('a') && /\.t?gz$/.test(name)) ? gzipSync(plain) : plain;
    if (name === '-') await call.print(packed);
    else await call.attempt(`can't open '${name}'`, () => call.files.write(call.path(name), packed));
    return undefined;
  }
  if (!options.has('x', 't'))
    throw new Fail(
      call.says('bad usage', "You must specify one of the '-Acdtrux', '--delete' or '--test-label' options"),
      call.says(1, 2),
    );
  const raw = await call.attempt(
    call.says(`can't open '${name}'`, `${name}: Cannot open`),
    async () => readAll(await openInput(call, name)),
    call.says(1, 2),
  );
  if (!raw) return undefined;
  const skip = excluded(options);
  const wanted = (one: string): boolean =>
    !skip(one) &&
    (options.rest.length === 0 ||
      options.rest.some((asked) => one === asked || one.startsWith(`${asked.replace(/\/$/, '')}/`)));
  for (const member of await membersOf(call, raw)) {
    if (!wanted(member.header.name)) continue;
    if (options.has('t')) await call.print(job.verbose ? listing(member) : `${member.header.name}\n`);
    else if (options.has('O')) await call.print(member.data);
    else {
      if (job.verbose) await call.print(`${member.header.name}\n`);
      await place(job, member);
    }
  }
  return undefined;
}

/** Gives the letters of `tar czf` their values from the words that follow. */
function oldStyle(letters: string, words: readonly string[]): readonly string[] {
  const left = [...words];
  const out = Array.from(letters).flatMap((letter) =>
    'fC'.includes(letter) ? [`-${letter}`, left.shift() ?? ''] : [`-${letter}`],
  );
  return [...out, ...left];
}

async function gzip(call: Call): Promise<undefined> {
  const options = call.options('dckfv123456789nt', {
    decompress: 'd',
    stdout: 'c',
    keep: 'k',
    force: 'f',
    uncompress: 'd',
  });
  const unpack = options.has('d') || call.name === 'gunzip' || call.name === 'zcat';
  const toOutput = options.has('c') || call.name === 'zcat';
  for (const name of options.rest.length > 0 ? options.rest : ['-']) {
    const data = await call.attempt(name, async () => readAll(await openInput(call, name)));
    if (!data) continue;
    const out = unpack
      ? inflate(data, isGzip(data) ? 'crc error' : call.says('invalid magic', `${name}: not in gzip format`))
      : gzipSync(data);
    if (name === '-' || toOutput) {
      await call.print(out);
      continue;
    }
    if (unpack && !/\.(gz|tgz)$/.test(name)) {
      await call.complain(`${name}: unknown suffix - ignored`);
      continue;
    }
    const path = call.path(unpack ? name.replace(/\.tgz$/, '.tar').replace(/\.gz$/, '') : `${name}.gz`);
    const stat = await call.files.stat(call.path(name));
    await call.files.write(path, out, { mode: stat.mode });
    if (!options.has('k')) await call.files.remove(call.path(name));
  }
  return undefined;
}

/** Archives and compression. */
export const archiveTools: Tools = { tar, gzip, gunzip: gzip, zcat: gzip };
