import type { Stat } from '../../kernel/files';
import { formatTime, wallTime } from '../text/dates';
import { modeText } from '../text/modes';
import type { Options } from '../text/options';
import { busyboxHuman, columns, human } from '../text/sizes';
import { blocks, inode, viewOf, type Entry, type View } from './stat';
import type { Call, Tools } from './tool';

const humanIn = ({ busybox }: Call, bytes: number): string => (busybox ? busyboxHuman(bytes) : human(bytes));

const halfYear = 182.5 * 86_400_000;

function timeText({ call, options, zone }: View, mtime: number): string {
  const time = wallTime(mtime, zone);
  if (options.has('e', 'full-time')) return formatTime('%Y-%m-%d %H:%M:%S %z', time);
  const age = call.self.clock.now() - mtime;
  return formatTime(age < -3_600_000 || age > halfYear ? '%b %e  %Y' : '%b %e %H:%M', time);
}

function longRow(view: View, { name, stat, path }: Entry): readonly string[] {
  const { call, options, names } = view;
  const numeric = options.has('n');
  return [
    ...(options.has('i') ? [String(inode(path))] : []),
    modeText(stat),
    stat.kind === 'directory' ? '2' : '1',
    ...(options.has('g') ? [] : [numeric ? String(stat.uid) : names.user(stat.uid)]),
    ...(options.has('o', 'G') ? [] : [numeric ? String(stat.gid) : names.group(stat.gid)]),
    options.has('h') ? humanIn(call, stat.size) : String(stat.size),
    timeText(view, stat.mtime),
    label(view, { name, stat, path }) + (stat.target === undefined ? '' : ` -> ${stat.target}`),
  ];
}

const kindSuffix = (stat: Stat): string => {
  if (stat.kind === 'directory') return '/';
  if (stat.kind === 'symlink') return '@';
  return stat.kind === 'file' && stat.mode & 0o111 ? '*' : '';
};

function label({ options }: View, { name, stat }: Entry): string {
  if (options.has('F')) return name + (options.has('l') && stat.kind === 'symlink' ? '' : kindSuffix(stat));
  return options.has('p') && stat.kind === 'directory' ? `${name}/` : name;
}

function sortEntries(options: Options, entries: readonly Entry[]): readonly Entry[] {
  const sorted = [...entries].sort((a, b) => {
    if (options.has('t') && a.stat.mtime !== b.stat.mtime) return b.stat.mtime - a.stat.mtime;
    if (options.has('S') && a.stat.size !== b.stat.size) return b.stat.size - a.stat.size;
    return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
  });
  if (options.has('U')) return entries;
  return options.has('r') ? sorted.reverse() : sorted;
}

/** Names beside each other, filled downwards, as wide as the terminal. */
function inColumns(labels: readonly string[], width: number): string {
  const cell = Math.max(...labels.map((text) => text.length)) + 2;
  const across = Math.max(1, Math.floor(width / cell));
  const down = Math.ceil(labels.length / across);
  let out = '';
  for (let row = 0; row < down; row++) {
    const texts = labels.filter((_, at) => at % down === row);
    out += `${texts.map((text, at) => (at === texts.length - 1 ? text : text.padEnd(cell))).join('')}\n`;
  }
  return out;
}

/** The long form: BusyBox sets columns of its own; GNU widens them as needed. */
function longRows(view: View, entries: readonly Entry[]): string {
  const { call, options } = view;
  const shift = options.has('i') ? 1 : 0;
  const owners = (options.has('g') ? 0 : 1) + (options.has('o', 'G') ? 0 : 1);
  const rows = entries.map((entry) => longRow(view, entry));
  if (!call.busybox) return columns(rows, new Set([shift + 1, shift + 2 + owners]));
  const width = options.has('h') ? 7 : 9;
  return rows.map((row) => busyboxRow(row, { owners, shift, width })).join('');
}

function show(view: View, entries: readonly Entry[], listed: boolean): string {
  const { call, options } = view;
  const sorted = listed ? sortEntries(options, entries) : entries;
  if (options.has('l', 'n', 'g', 'o', 'full-time', 'e')) {
    const total = entries.reduce((sum, { stat }) => sum + blocks(stat), 0);
    const text = options.has('h') ? humanIn(call, total * 1024) : String(total);
    return (listed ? `total ${text}\n` : '') + longRows(view, sorted);
  }
  const labels = sorted.map((entry) => (options.has('i') ? `${inode(entry.path)} ` : '') + label(view, entry));
  if (labels.length === 0) return '';
  const terminal = call.self.terminal();
  const wide = (terminal && !options.has('1')) || options.has('C');
  if (!wide) return labels.map((text) => `${text}\n`).join('');
  return inColumns(labels, Number(options.value('w', String(terminal?.columns ?? 80))) || 80);
}

type RowShape = { readonly owners: number; readonly shift: number; readonly width: number };

const busyboxRow = (cells: readonly string[], { owners, shift, width }: RowShape): string => {
  const [mode = '', links = '', ...rest] = cells.slice(shift);
  const who = rest
    .slice(0, owners)
    .map((text) => `${text.padEnd(8)} `)
    .join('');
  const [size = '', time = '', name = ''] = rest.slice(owners);
  return `${shift ? `${(cells[0] ?? '').padStart(7)} ` : ''}${mode} ${links.padStart(4)} ${who}${size.padStart(width)} ${time} ${name}\n`;
};

async function readDirectory({ call, options }: View, name: string): Promise<readonly Entry[]> {
  const path = call.path(name);
  const all = options.has('a') ? ['.', '..'] : [];
  const listed = (await call.files.list(path)).filter((one) => options.has('a', 'A') || !one.startsWith('.'));
  const entries: Entry[] = [];
  for (const one of [...all, ...listed]) {
    const full = `${path === '/' ? '' : path}/${one}`;
    const stat = await call.attempt(`${name}/${one}`, () =>
      options.has('L') || one === '.' || one === '..' ? call.files.stat(call.path(full)) : call.files.lstat(full),
    );
    if (stat) entries.push({ name: one, path: full, stat });
  }
  return entries;
}

async function showDirectory(view: View, name: string, title: string, depth = 0): Promise<void> {
  const { call, options } = view;
  const sentence = call.says(`can't open '${name}'`, `cannot open directory '${name}'`);
  const entries = await call.attempt(sentence, () => readDirectory(view, name), call.says(1, 2));
  if (!entries) return;
  await call.print(title + show(view, entries, true));
  if (!options.has('R') || depth > 64) return;
  for (const entry of sortEntries(options, entries)) {
    if (entry.stat.kind !== 'directory' || entry.name === '.' || entry.name === '..') continue;
    const path = `${name.replace(/\/$/, '')}/${entry.name}`;
    await showDirectory(view, path, `\n${path}:\n`, depth + 1);
  }
}

const longOptions = {
  all: 'a',
  'almost-all': 'A',
  recursive: 'R',
  directory: 'd',
  'human-readable': 'h',
  'numeric-uid-gid': 'n',
  color: 'color::',
  'full-time': 'full-time',
  reverse: 'r',
  inode: 'i',
  classify: 'F',
  width: 'w:',
  'group-directories-first': 'group-directories-first',
  size: 's',
  'no-group': 'G',
};

/** Of a link's target where ls follows links: without -l and -d. */
async function operandStat(view: View, name: string): Promise<Stat | undefined> {
  const { call, options } = view;
  const path = call.path(name);
  const long = options.has('l', 'n', 'g', 'o');
  const sentence = call.says(name, `cannot access '${name}'`);
  const look = async (): Promise<Stat> => {
    const own = await call.files.lstat(path);
    const itself = own.kind !== 'symlink' || (long && !name.endsWith('/')) || options.has('d');
    return itself ? own : call.files.stat(path).catch(() => own);
  };
  return call.attempt(sentence, look, call.says(1, 2));
}

async function ls(call: Call): Promise<undefined> {
  const options = call.options('laA1RhndrtSFpigoGLCUxsecukXHw:', longOptions);
  const view = await viewOf(call, options);
  const files: Entry[] = [];
  const directories: string[] = [];
  for (const name of options.rest.length > 0 ? options.rest : ['.']) {
    const stat = await operandStat(view, name);
    if (stat?.kind === 'directory' && !options.has('d')) directories.push(name);
    else if (stat) files.push({ name, path: call.path(name), stat });
  }
  if (files.length > 0) await call.print(show(view, sortEntries(options, files), false));
  const titled = options.rest.length > 1 || options.has('R');
  let gap = files.length > 0 ? '\n' : '';
  for (const name of [...directories].sort()) {
    await showDirectory(view, name, titled ? `${gap}${name}:\n` : '');
    gap = '\n';
  }
  return undefined;
}

/** Commands that list files. */
export const listingTools: Tools = { ls };
