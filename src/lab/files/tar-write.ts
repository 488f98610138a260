/** An entry of a tar archive. Names of directories end with a slash. */
export type TarEntry = {
  readonly name: string;
  readonly type: 'file' | 'link' | 'symlink' | 'directory' | 'device';
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Milliseconds since 1970; the archive has seconds. */
  readonly mtime: number;
  /** Where a link leads. */
  readonly target?: string;
  readonly data?: Uint8Array;
  /** Records beside the standard ones: https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html */
  readonly records?: Readonly<Record<string, string>>;
};

/** What an archive ends with. */
export const tarEnd: Buffer = Buffer.alloc(1024);

const block = 512;
const flags = { file: '0', link: '1', symlink: '2', device: '3', directory: '5' } as const;
/** Sizes of the header's fields, in bytes, and the largest owner that seven octal digits hold. */
const longest = 100;
const largestId = 0o7777777;

/**
 * The blocks of entries, without the archive's end: the same bytes for the same entries. Everything is there at once
 * and in one piece, so that archives of thousands of small files take no time; what the old header has no room for goes
 * into PAX records.
 */
export function tarBlocks(entries: readonly TarEntry[]): Buffer {
  const records = entries.map(recordsOf);
  let length = 0;
  for (const [index, { data }] of entries.entries()) {
    const pax = records[index];
    length += (pax ? block + whole(pax.length) : 0) + block + whole(data?.length ?? 0);
  }
  const into = Buffer.alloc(length);
  let at = 0;
  for (const [index, entry] of entries.entries()) {
    const { data = nothing, target = '', mtime } = entry;
    const pax = records[index];
    if (pax) {
      header(into, at, { name: 'PaxHeader', mode: 0o644, uid: 0, gid: 0, mtime }, 'x', pax.length, '');
      into.set(pax, at + block);
      at += block + whole(pax.length);
    }
    header(into, at, entry, flags[entry.type], data.length, target);
    into.set(data, at + block);
    at += block + whole(data.length);
  }
  return into;
}

const nothing = new Uint8Array();

/** Rounded up to blocks. */
const whole = (bytes: number): number => Math.ceil(bytes / block) * block;

function recordsOf({ name, target = '', uid, gid, records = {} }: TarEntry): Buffer | undefined {
  const all: Record<string, string> = { ...records };
  if (!isPlain(name)) all['path'] = name;
  if (!isPlain(target)) all['linkpath'] = target;
  if (uid > largestId) all['uid'] = String(uid);
  if (gid > largestId) all['gid'] = String(gid);
  const keys = Object.keys(all).sort();
  if (keys.length === 0) return undefined;
  return Buffer.from(keys.map((key) => record(key, all[key] ?? '')).join(''));
}

/** Does it fit into the old header: short and in ASCII? */
const isPlain = (text: string): boolean => text.length <= longest && /^[\u0020-\u007e]*$/.test(text);

/** A record begins with its own length, the digits of that included. */
function record(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + 1;
  while (String(length).length + rest !== length) length++;
  return `${length} ${key}=${value}\n`;
}

type Head = Pick<TarEntry, 'name' | 'mode' | 'uid' | 'gid' | 'mtime'>;

function header(
  into: Buffer,
  at: number,
  { name, mode, uid, gid, mtime }: Head,
  flag: string,
  size: number,
  target: string,
): void {
  into.write(isPlain(name) ? name : 'long name', at, 'latin1');
  octal(into, at + 100, 7, mode & 0o7777);
  octal(into, at + 108, 7, uid);
  octal(into, at + 116, 7, gid);
  octal(into, at + 124, 11, size);
  octal(into, at + 136, 11, mtime / 1000);
  into.write(flag, at + 156, 'latin1');
  if (isPlain(target)) into.write(target, at + 157, 'latin1');
  into.write('ustar\u000000', at + 257, 'latin1');
  octal(into, at + 329, 7, 0);
  octal(into, at + 337, 7, 0);
  // The sum counts its own field as spaces.
  let sum = 8 * 32;
  for (let index = at; index < at + block; index++) sum += into[index] ?? 0;
  octal(into, at + 148, 6, sum);
  into.write('\u0000 ', at + 154, 'latin1');
}

function octal(into: Buffer, at: number, digits: number, value: number): void {
  let rest = Math.min(Math.max(0, Math.floor(value)), 8 ** digits - 1);
  for (let place = at + digits - 1; place >= at; place--) {
    into[place] = 48 + (rest % 8);
    rest = Math.floor(rest / 8);
  }
}
