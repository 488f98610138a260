import { gzipSync } from 'node:zlib';
import { extract as openTar, pack as packTar, type Header } from 'tar-stream';
import { FileError } from '../../kernel/files';
import { modeText } from '../text/modes';
import { readNames, type Names } from '../text/accounts';
import { formatTime, wallTime } from '../text/dates';
import { globPattern } from '../text/patterns';
import { inputLimit, openInput, readAll } from '../text/streams';
import { inflate, isGzip } from './gzip';
import type { Options } from '../text/options';
import { Fail, type Call, type Tools } from './tool';

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

/** Collects what tar-stream packs; `length` is how much that is so far. */
class Packer {
  readonly archive = packTar();
  length = 0;
  readonly #chunks: Buffer[] = [];

  constructor() {
    this.archive.on('data', (data: unknown) => {
      const chunk = data as Buffer;
      this.length += chunk.length;
      this.#chunks.push(chunk);
    });
  }

  async finish(): Promise<Buffer> {
    const end = new Promise<void>((resolve) => {
      this.archive.on('end', () => resolve());
    });
    this.archive.finalize();
    await end;
    return Buffer.concat(this.#chunks);
  }
}

type Creating = {
  readonly job: Job;
  readonly packer: Packer;
  readonly names: Names;
  readonly skip: (name: string) => boolean;
  /** Names go where the archive does not. */
  readonly log: (text: string) => Promise<void>;
};

async function addMember(creating: Creating, name: string): Promise<void> {
  const { job, packer, names, skip, log } = creating;
  const { call, base } = job;
  if (skip(name)) return;
  const path = name.startsWith('/') ? name : `${base}/${name}`;
  const sentence = call.says(name, `${name}: Cannot stat`);
  const stat = await call.attempt(sentence, () => call.files.lstat(path), call.says(1, 2));
  if (!stat) return;
  if (packer.length > inputLimit) throw new Fail('out of memory');
  const inside = name.replace(/^\/+/, '').replace(/\/$/, '');
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
    packer.archive.entry({ ...header, name: `${inside}/`, type: 'directory' });
    for (const child of await call.files.list(path)) await addMember(creating, `${name.replace(/\/$/, '')}/${child}`);
  } else if (stat.kind === 'symlink')
    packer.archive.entry({ ...header, name: inside, type: 'symlink', linkname: stat.target ?? '' });
  else if (stat.kind === 'file') packer.archive.entry({ ...header, name: inside }, await call.files.read(path));
}

/** GNU tar fills its last record of 20 blocks up. */
const recordSize = 10_240;

async function create(job: Job): Promise<Buffer> {
  const { call, options } = job;
  if (options.rest.length === 0)
    throw new Fail(call.says('empty archive', 'Cowardly refusing to create an empty archive'), call.says(1, 2));
  const log = options.value('f', '-') === '-' ? call.warn.bind(call) : call.print.bind(call);
  const packer = new Packer();
  const creating = { job, packer, names: await readNames(call.files), skip: excluded(options), log };
  if (options.rest.some((name) => name.startsWith('/')))
    await call.warn(`tar: ${call.says("removing leading '/'", "Removing leading `/'")} from member names\n`);
  for (const name of options.rest) await addMember(creating, name);
  const plain = await packer.finish();
  const missing = call.busybox ? 0 : (recordSize - (plain.length % recordSize)) % recordSize;
  return Buffer.concat([plain, Buffer.alloc(missing)]);
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

/** Makes the member's file, link or directory in the place of what may be there. */
async function makeMember(job: Job, { header, data }: Member, path: string): Promise<void> {
  const { files } = job.call;
  if (header.type === 'directory') return files.mkdir(path, { parents: true });
  const there = await files.lstat(path).catch(() => undefined);
  if (there?.kind === 'directory') throw new FileError('EISDIR', path);
  if (there) await files.remove(path);
  const { linkname: target } = header;
  if (header.type === 'symlink') return files.symlink(target, path);
  if (header.type === 'link') return files.link(`${job.base}/${strip(job, target)}`, path);
  return files.write(path, data);
}

async function place(job: Job, member: Member): Promise<void> {
  const { call, base } = job;
  const { header } = member;
  const name = strip(job, header.name).replace(/^\/+/, '');
  // A member that climbs out of the directory is left out, as all tars of today do.
  if (name === '' || name.split('/').includes('..')) return;
  const path = `${base === '/' ? '' : base}/${name.replace(/\/$/, '')}`;
  const parent = path.replace(/\/[^/]*$/, '') || '/';
  await call.attempt(call.says(`can't open '${name}'`, `${name}: Cannot open`), async () => {
    if (parent !== '/') await call.files.mkdir(parent, { parents: true });
    await makeMember(job, member, path);
    if (header.type === 'symlink') return;
    await call.files.chmod(path, header.mode & 0o7777);
    if (call.self.user.uid === 0) await call.files.chown(path, header.uid, header.gid);
    await call.files.utimes(path, header.mtime.getTime());
  });
}

const listing = ({ header, data }: Member): string => {
  const kind = header.type === 'directory' ? 'directory' : header.type === 'symlink' ? 'symlink' : 'file';
  const owner = `${header.uname || header.uid}/${header.gname || header.gid}`;
  const time = formatTime('%Y-%m-%d %H:%M:%S', wallTime(header.mtime.getTime(), 'UTC'));
  return `${modeText({ kind, mode: header.mode })} ${owner} ${String(data.length).padStart(9)} ${time} ${header.name}${header.linkname ? ` -> ${header.linkname}` : ''}\n`;
};

const longOptions = {
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
};

async function write(job: Job, name: string): Promise<void> {
  const { call, options } = job;
  const plain = await create(job);
  const packed = options.has('z') || (options.has('a') && /\.t?gz$/.test(name)) ? gzipSync(plain) : plain;
  if (name === '-') await call.print(packed);
  else await call.attempt(`can't open '${name}'`, () => call.files.write(call.path(name), packed));
}

async function read(job: Job, name: string): Promise<void> {
  const { call, options } = job;
  const raw = await call.attempt(
    call.says(`can't open '${name}'`, `${name}: Cannot open`),
    async () => readAll(await openInput(call, name)),
    call.says(1, 2),
  );
  if (!raw) return;
  const skip = excluded(options);
  const asked = options.rest.map((one) => one.replace(/\/$/, ''));
  const wanted = (one: string): boolean =>
    !skip(one) && (asked.length === 0 || asked.some((top) => one === top || one.startsWith(`${top}/`)));
  for (const member of await membersOf(call, raw)) if (wanted(member.header.name)) await useMember(job, member);
}

async function useMember(job: Job, member: Member): Promise<void> {
  const { call, options, verbose } = job;
  if (options.has('t')) return call.print(verbose ? listing(member) : `${member.header.name}\n`);
  if (options.has('O')) return call.print(member.data);
  if (verbose) await call.print(`${member.header.name}\n`);
  return place(job, member);
}

async function tar(call: Call): Promise<undefined> {
  // The oldest form has no dash: `tar czf x.tgz .`
  const [first = '', ...others] = call.args;
  const args = /^[cxtzvfCpjOJahm]+$/.test(first) ? oldStyle(first, others) : call.args;
  const options = call.parse(args, 'cxtzvf:C:pjOJahmkX:T:', longOptions);
  if (options.has('j', 'J')) throw new Fail('the practice lab knows gzip only: leave out j and J');
  const folder = options.value('C', '.');
  const job: Job = { call, options, base: call.path(folder), verbose: options.has('v') };
  const sentence = call.says(`can't change directory to '${folder}'`, `${folder}: Cannot open`);
  const there = await call.attempt(sentence, () => call.files.list(job.base), call.says(1, 2));
  if (!there) return undefined;
  const name = options.value('f', '-');
  if (options.has('c')) await write(job, name);
  else if (options.has('x', 't')) await read(job, name);
  else
    throw new Fail(
      call.says('bad usage', "You must specify one of the '-Acdtrux', '--delete' or '--test-label' options"),
      call.says(1, 2),
    );
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

/** Archives of files. */
export const archiveTools: Tools = { tar };
