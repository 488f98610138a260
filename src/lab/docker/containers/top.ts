import { ApiError } from '../../http/call';
import type { HostRow } from '../../processes/machine';
import type { LabHost } from './host';
import type { Container } from './record';
import type { ContainerStore } from './store';

type Column = { readonly title: string; readonly of: (row: HostRow, view: View) => string };
type View = { readonly now: number; readonly parents: ReadonlyMap<number, number>; readonly lab: LabHost };

const command = ({ argv }: HostRow): string => argv.join(' ');
const userName = ({ user }: HostRow): string => (user.name === '' ? String(user.uid) : user.name);
const two = (value: number): string => String(value).padStart(2, '0');

/** The time of day of a start, or its month and day when that was long ago. */
function startText(row: HostRow, { now }: View): string {
  const text = new Date(row.started).toUTCString();
  return now - row.started < 86_400_000 ? text.slice(17, 22) : `${text.slice(8, 11)}${text.slice(5, 7)}`;
}

const cpuSeconds = (row: HostRow, now: number): number => Math.floor(((now - row.started) / 1000) * 0.001);
const longTime = (row: HostRow, { now }: View): string => {
  const seconds = cpuSeconds(row, now);
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
};
const shortTime = (row: HostRow, { now }: View): string =>
  `${Math.floor(cpuSeconds(row, now) / 60)}:${two(cpuSeconds(row, now) % 60)}`;
const terminal = ({ tty }: HostRow): string => (tty ? 'pts/0' : '?');
const parentOf = (row: HostRow, { parents }: View): string => String(parents.get(row.ppid) ?? row.hostPid - row.pid);

const named: Readonly<Record<string, Column>> = {
  user: { title: 'USER', of: userName },
  uid: { title: 'UID', of: ({ user }) => String(user.uid) },
  pid: { title: 'PID', of: ({ hostPid }) => String(hostPid) },
  ppid: { title: 'PPID', of: parentOf },
  pcpu: { title: '%CPU', of: () => '0.0' },
  '%cpu': { title: '%CPU', of: () => '0.0' },
  pmem: { title: '%MEM', of: () => '0.0' },
  '%mem': { title: '%MEM', of: () => '0.0' },
  vsz: { title: 'VSZ', of: () => '4400' },
  rss: { title: 'RSS', of: () => '400' },
  tty: { title: 'TT', of: terminal },
  stat: { title: 'STAT', of: ({ pid }) => (pid === 1 ? 'Ss' : 'S') },
  start: { title: 'STARTED', of: startText },
  stime: { title: 'STIME', of: startText },
  time: { title: 'TIME', of: longTime },
  comm: { title: 'COMMAND', of: ({ argv }) => (argv[0] ?? '').split('/').at(-1) ?? '' },
  args: { title: 'COMMAND', of: command },
  cmd: { title: 'CMD', of: command },
};

const retitled = (name: string, title: string, of?: Column['of']): Column => ({
  title,
  of: of ?? named[name]?.of ?? (() => '-'),
});

const full: readonly Column[] = [
  retitled('user', 'UID'),
  retitled('pid', 'PID'),
  retitled('ppid', 'PPID'),
  { title: 'C', of: () => '0' },
  retitled('stime', 'STIME'),
  retitled('tty', 'TTY'),
  retitled('time', 'TIME'),
  retitled('cmd', 'CMD'),
];

const bsd: readonly Column[] = [
  ...['user', 'pid', 'pcpu', 'pmem', 'vsz', 'rss'].map((name) => retitled(name, named[name]?.title ?? '')),
  retitled('tty', 'TTY'),
  retitled('stat', 'STAT'),
  retitled('start', 'START'),
  retitled('time', 'TIME', shortTime),
  retitled('args', 'COMMAND'),
];

const plain: readonly Column[] = [
  retitled('pid', 'PID'),
  retitled('tty', 'TTY'),
  retitled('time', 'TIME'),
  retitled('comm', 'CMD'),
];

function columnsOf(text: string): readonly Column[] {
  const words = text.trim() === '' ? ['-ef'] : text.trim().split(/\s+/);
  const place = words.findIndex((word) => /^-?[a-z]*o$/.test(word) || word.startsWith('-o'));
  if (place !== -1) return ownColumns([words[place]?.replace(/^-?[a-z]*?o/, '') ?? '', ...words.slice(place + 1)]);
  const letters = words.join('');
  if (letters.includes('f')) return full;
  if (letters.includes('u') || letters.includes('x')) return bsd;
  return plain;
}

function ownColumns(words: readonly string[]): readonly Column[] {
  return words
    .join(',')
    .split(',')
    .filter((word) => word !== '')
    .map((word) => {
      const [name = '', title] = word.split('=');
      const column = named[name.toLowerCase()];
      if (!column) throw new ApiError(500, `ps: error: unknown user-defined format specifier "${name}"`);
      return title === undefined ? column : { ...column, title };
    });
}

/** What `GET /containers/{id}/top` answers: titles and rows as `ps` prints them on the host. Throws ApiError. */
export function topContainer(store: ContainerStore, container: Container, text: string): object {
  const { run, id } = container;
  if (container.state.status === 'restarting') {
    throw new ApiError(409, `Container ${id} is restarting, wait until the container is running`);
  }
  if (!run) throw new ApiError(409, `container ${id} is not running`);
  const columns = columnsOf(text);
  const rows = run.machine.list().filter((row) => row.containerId === id);
  const parents = new Map(rows.map((row) => [row.pid, row.hostPid]));
  const view: View = { now: store.parts.clock.now(), parents, lab: store.host };
  store.emit(container, 'top');
  return {
    Processes: rows.map((row) => columns.map((column) => column.of(row, view))),
    Titles: columns.map(({ title }) => title),
  };
}
