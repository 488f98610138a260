import type { Stat } from '../../kernel/files';
import { readNames, type Names } from '../text/accounts';
import { formatTime, wallTime, zoneOf } from '../text/dates';
import { modeText, typeBits } from '../text/modes';
import type { Options } from '../text/options';
import { Fail, type Call, type Tools } from './tool';

/** A file as it was named. */
export type Entry = { readonly name: string; readonly path: string; readonly stat: Stat };

/** What is needed to show files. */
export type View = {
  readonly call: Call;
  readonly options: Options;
  readonly names: Names;
  readonly zone: string;
};

/** Reads what a view needs of the container's files. */
export const viewOf = async (call: Call, options: Options): Promise<View> => ({
  call,
  options,
  names: await readNames(call.files),
  zone: await zoneOf(call.files, call.self.env.get('TZ')),
});

/** What a file takes on the disk, in KiB. */
export const blocks = (stat: Stat): number =>
  stat.kind === 'directory' ? 4 : stat.kind === 'file' ? Math.ceil(stat.size / 4096) * 4 : 0;

/** Inode numbers are not kept: one is made of the path, so that the same path always shows the same. */
export const inode = (path: string): number =>
  Array.from(path).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9_000_000, 1_000_000);

const statLetters: Readonly<Record<string, (entry: Entry, view: View) => string>> = {
  n: ({ name }) => name,
  N: ({ name, stat }, { call }) =>
    call.busybox
      ? stat.target === undefined
        ? name
        : `'${name}' -> '${stat.target}'`
      : stat.target === undefined
        ? `'${name}'`
        : `'${name}' -> '${stat.target}'`,
  a: ({ stat }) => stat.mode.toString(8),
  A: ({ stat }) => modeText(stat),
  u: ({ stat }) => String(stat.uid),
  g: ({ stat }) => String(stat.gid),
  U: ({ stat }, { names }) => names.user(stat.uid),
  G: ({ stat }, { names }) => names.group(stat.gid),
  s: ({ stat }) => String(stat.size),
  b: ({ stat }) => String(blocks(stat) * 2),
  B: () => '512',
  F: ({ stat }) => kindText(stat),
  h: ({ stat }) => (stat.kind === 'directory' ? '2' : '1'),
  i: ({ path }) => String(inode(path)),
  f: ({ stat }) => (typeBits[stat.kind] | stat.mode).toString(16),
  Y: ({ stat }) => String(Math.floor(stat.mtime / 1000)),
  X: ({ stat }) => String(Math.floor(stat.mtime / 1000)),
  Z: ({ stat }) => String(Math.floor(stat.mtime / 1000)),
  y: ({ stat }, { zone }) => formatTime('%Y-%m-%d %H:%M:%S.%N %z', wallTime(stat.mtime, zone)),
  '%': () => '%',
};

const kindText = (stat: Stat): string => {
  if (stat.kind === 'file') return stat.size === 0 ? 'regular empty file' : 'regular file';
  return { directory: 'directory', symlink: 'symbolic link', device: 'character special file' }[stat.kind];
};

const statText = [
  '  File: %N',
  '  Size: %-10s\tBlocks: %-10b IO Block: 4096   %F',
  'Device: 27h/39d\tInode: %-10i  Links: %h',
  'Access: (%04a/%A)  Uid: (%5u/%8U)   Gid: (%5g/%8G)',
  'Access: %y',
  'Modify: %y',
  'Change: %y',
].join('\n');

async function stat(call: Call): Promise<undefined> {
  const options = call.options('c:Lft', { format: 'c:', dereference: 'L', printf: 'p:' });
  if (options.rest.length === 0) throw new Fail('missing operand');
  const view = await viewOf(call, options);
  const format = options.value('c') ?? options.value('p') ?? statText;
  for (const name of options.rest) {
    const path = call.path(name);
    const sentence = call.says(`can't stat '${name}'`, `cannot statx '${name}'`);
    const found = await call.attempt(sentence, () =>
      options.has('L') ? call.files.stat(path) : call.files.lstat(path),
    );
    if (!found) continue;
    const entry = { name, path, stat: found };
    const text = format.replace(
      /%(-?)(0?)(\d*)([a-zA-Z%])/g,
      (whole, left: string, zero: string, width: string, letter: string) => {
        const value = statLetters[letter]?.(entry, view) ?? whole;
        const wide = Math.min(Number(width), 256);
        return left ? value.padEnd(wide) : value.padStart(wide, zero || ' ');
      },
    );
    await call.print(options.has('p') ? text.replaceAll('\\n', '\n') : `${text}\n`);
  }
  return undefined;
}

/** stat(1). */
export const statTools: Tools = { stat };
