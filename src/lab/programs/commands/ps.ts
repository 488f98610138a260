import { formatTime, wallTime } from '../text/dates';
import type { Options } from '../text/options';
import { columns } from '../text/sizes';
import { allRows, argsOf, commandOf, type Row } from './process-rows';
import { Fail, type Call, type Tools } from './tool';

const clockText = (ms: number): string => {
  const seconds = Math.floor(ms / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  return h === '00' ? `${m ?? ''}:${s ?? ''}` : `${h ?? ''}:${m ?? ''}:${s ?? ''}`;
};

/** What `ps -o` can show: title, whether it is lined up to the right, and the text. */
const fields: Readonly<Record<string, readonly [string, boolean, (row: Row) => string]>> = {
  pid: ['PID', true, ({ pid }) => String(pid)],
  ppid: ['PPID', true, ({ ppid }) => String(ppid)],
  pgid: ['PGID', true, ({ pid }) => String(pid)],
  sid: ['SID', true, ({ pid }) => String(pid)],
  user: ['USER', false, ({ user, names }) => names.user(user.uid)],
  uid: ['UID', true, ({ user }) => String(user.uid)],
  gid: ['GID', true, ({ user }) => String(user.gid)],
  group: ['GROUP', false, ({ user, names }) => names.group(user.gid)],
  comm: ['COMMAND', false, commandOf],
  cmd: ['CMD', false, argsOf],
  args: ['COMMAND', false, argsOf],
  command: ['COMMAND', false, argsOf],
  time: ['TIME', true, () => '00:00:00'],
  etime: ['ELAPSED', true, ({ now, started }) => clockText(now - started)],
  etimes: ['ELAPSED', true, ({ now, started }) => String(Math.floor((now - started) / 1000))],
  tty: ['TT', false, ({ tty }) => (tty ? 'pts/0' : '?')],
  stat: ['STAT', false, ({ pid }) => (pid === 1 ? 'Ss' : 'S')],
  state: ['S', false, () => 'S'],
  s: ['S', false, () => 'S'],
  pcpu: ['%CPU', true, () => '0.0'],
  pmem: ['%MEM', true, () => '0.0'],
  rss: ['RSS', true, () => '1024'],
  vsz: ['VSZ', true, () => '4400'],
  ni: ['NI', true, () => '0'],
  start: ['STARTED', true, ({ started }) => formatTime('%H:%M:%S', wallTime(started, 'UTC'))],
  lstart: ['STARTED', false, ({ started }) => formatTime('%c', wallTime(started, 'UTC'))],
};
const alias: Readonly<Record<string, string>> = {
  ruser: 'user',
  euser: 'user',
  rgroup: 'group',
  ucmd: 'comm',
  tt: 'tty',
  '%cpu': 'pcpu',
  '%mem': 'pmem',
  vsize: 'vsz',
};

function byFields(call: Call, rows: readonly Row[], spec: string): string {
  const chosen = spec
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((word) => {
      const [name = '', title] = word.split('=');
      const field = fields[alias[name] ?? name];
      if (!field)
        throw new Fail(
          call.says(
            `bad -o argument '${name}', supported arguments: user,group,comm,args,pid,ppid,pgid,etime,nice,rgroup,ruser,time,tty,vsz,sid,stat,rss`,
            `error: unknown user-defined format specifier "${name}"`,
          ),
        );
      return [title ?? field[0], field[1], field[2]] as const;
    });
  const head = chosen.some(([title]) => title !== '') ? [chosen.map(([title]) => title)] : [];
  const right = new Set(chosen.flatMap(([, toRight], at) => (toRight ? [at] : [])));
  const cells = [...head, ...rows.map((row) => chosen.map(([, , text]) => text(row)))];
  if (call.busybox) return busyboxColumns(cells, right, head.length > 0);
  for (const row of cells)
    chosen.forEach(([, toRight], at) => {
      if (toRight) row[at] = (row[at] ?? '').padStart(7);
    });
  return columns(cells, right);
}

/** BusyBox's columns have a width of their own, and its titles stand to the left. */
function busyboxColumns(cells: readonly (readonly string[])[], right: ReadonlySet<number>, titled: boolean): string {
  return cells
    .map((row, line) =>
      row.map((cell, at) => {
        if (at === row.length - 1) return cell;
        const width = right.has(at) ? 5 : cells[0]?.[at] === 'USER' ? 8 : 16;
        return right.has(at) && !(titled && line === 0) ? cell.padStart(width) : cell.padEnd(width);
      }),
    )
    .map((row) => `${row.join(' ')}\n`)
    .join('');
}

function busyboxTable(rows: readonly Row[]): string {
  return `PID   USER     TIME  COMMAND\n${rows
    .map(
      (row) =>
        `${String(row.pid).padStart(5)} ${row.names.user(row.user.uid).slice(0, 8).padEnd(8)} ${'0:00'.padStart(5)} ${argsOf(row)}\n`,
    )
    .join('')}`;
}

const startText = ({ started }: Row): string => formatTime('%H:%M', wallTime(started, 'UTC'));

function fullTable(rows: readonly Row[]): string {
  return `UID          PID    PPID  C STIME TTY          TIME CMD\n${rows
    .map(
      (row) =>
        `${row.names.user(row.user.uid).padEnd(8)} ${String(row.pid).padStart(7)} ${String(row.ppid).padStart(7)}  0 ${startText(row)} ${(row.tty ? 'pts/0' : '?').padEnd(8)} 00:00:00 ${argsOf(row)}\n`,
    )
    .join('')}`;
}

function bsdTable(rows: readonly Row[]): string {
  return `USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n${rows
    .map(
      (row) =>
        `${row.names.user(row.user.uid).padEnd(8)} ${String(row.pid).padStart(7)}  0.0  0.0 ${'4400'.padStart(6)} ${'1024'.padStart(5)} ${(row.tty ? 'pts/0' : '?').padEnd(8)} ${(row.pid === 1 ? 'Ss' : 'S').padEnd(4)} ${startText(row)}   0:00 ${argsOf(row)}\n`,
    )
    .join('')}`;
}

async function busyboxPs(call: Call): Promise<undefined> {
  const options = call.options('o:TaewxfluA');
  const rows = await allRows(call);
  const spec = options.values('o').join(',');
  await call.print(spec ? byFields(call, rows, spec) : busyboxTable(rows));
  return undefined;
}

const psLong = {
  forest: 'H',
  pid: 'p:',
  format: 'o:',
  sort: 'sort:',
  'no-headers': 'h',
  ppid: 'ppid:',
};

/** The processes that -p, -C, --ppid, -e or nothing of all that chooses. */
function selected(call: Call, options: Options, rows: readonly Row[]): readonly Row[] {
  const pids = options.values('p').flatMap((text) => text.split(/[ ,]/));
  if (pids.length > 0) return rows.filter(({ pid }) => pids.includes(String(pid)));
  const name = options.value('C');
  if (name !== undefined) return rows.filter((row) => commandOf(row) === name);
  const parent = options.value('ppid');
  if (parent !== undefined) return rows.filter((row) => row.ppid === Number(parent));
  if (options.has('e', 'A', 'a', 'x')) return rows;
  const tty = call.self.terminal() !== undefined;
  return rows.filter((row) => row.tty === tty && row.user.uid === call.self.user.uid);
}

async function ps(call: Call): Promise<undefined> {
  if (call.busybox) return busyboxPs(call);
  const [first = ''] = call.args;
  const rows = await allRows(call);
  // The oldest form has no dash: `ps aux`.
  if (/^[a-np-z]+$/.test(first))
    return call.print(first.includes('u') ? bsdTable(rows) : shortTable(rows, true)).then(() => undefined);
  const options = call.parse(
    /^[a-z]+$/.test(first) ? [`-${first}`, ...call.args.slice(1)] : call.args,
    'eAafFlwHTo:p:u:C:xjL',
    psLong,
  );
  const user = options.value('u');
  const shown = selected(call, options, rows).filter(
    (row) => user === undefined || row.names.user(row.user.uid) === user || String(row.user.uid) === user,
  );
  const spec = options.values('o').join(',');
  if (shown.length === 0) call.status = 1;
  const table = options.has('f', 'F') ? fullTable : (list: readonly Row[]) => shortTable(list, false);
  await call.print(spec ? byFields(call, shown, spec) : table(shown));
  return undefined;
}

const shortTable = (rows: readonly Row[], bsd: boolean): string =>
  `    PID TTY      ${bsd ? 'STAT   TIME COMMAND' : '    TIME CMD'}\n${rows
    .map(
      (row) =>
        `${String(row.pid).padStart(7)} ${(row.tty ? 'pts/0' : '?').padEnd(8)} ${bsd ? `${(row.pid === 1 ? 'Ss' : 'S').padEnd(4)}   0:00 ${argsOf(row)}` : `00:00:00 ${commandOf(row)}`}\n`,
    )
    .join('')}`;

async function top(call: Call): Promise<undefined> {
  const options = call.options('bn:d:p:cHu:', undefined);
  const delay = Math.max(0.1, Number(options.value('d') ?? call.says(5, 3))) * 1000;
  const rounds = Number(options.value('n') ?? Infinity);
  for (let round = 0; round < rounds; round++) {
    const rows = await allRows(call);
    if (!options.has('b')) await call.print('\u001b[H\u001b[J');
    await call.print(call.busybox ? busyboxTop(rows) : procpsTop(rows));
    if (round + 1 < rounds) await call.self.sleep(delay);
  }
  return undefined;
}

const busyboxTop = (rows: readonly Row[]): string =>
  `Mem: 3120400K used, 5006632K free, 1264K shred, 96220K buff, 2011320K cached\nCPU:   0% usr   0% sys   0% nic 100% idle   0% io   0% irq   0% sirq\nLoad average: 0.00 0.01 0.05 1/${rows.length} ${rows.at(-1)?.pid ?? 1}\n  PID  PPID USER     STAT   VSZ %VSZ CPU %CPU COMMAND\n${rows
    .map(
      (row) =>
        `${String(row.pid).padStart(5)} ${String(row.ppid).padStart(5)} ${row.names.user(row.user.uid).padEnd(8)} S     4400   0%   0   0% ${argsOf(row)}\n`,
    )
    .join('')}`;

const procpsTop = (rows: readonly Row[]): string =>
  `top - ${rows[0] ? formatTime('%H:%M:%S', wallTime(rows[0].now, 'UTC')) : ''} up 0 min,  0 users,  load average: 0.00, 0.01, 0.05\nTasks: ${String(rows.length).padStart(3)} total,   1 running, ${String(rows.length - 1).padStart(3)} sleeping,   0 stopped,   0 zombie\n%Cpu(s):  0.0 us,  0.0 sy,  0.0 ni,100.0 id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st\nMiB Mem :   7936.6 total,   4889.3 free,   1047.3 used,   2000.0 buff/cache\nMiB Swap:      0.0 total,      0.0 free,      0.0 used.   6889.3 avail Mem\n\n    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND\n${rows
    .map(
      (row) =>
        `${String(row.pid).padStart(7)} ${row.names.user(row.user.uid).padEnd(8)}  20   0    4400   1024    896 S   0.0   0.0   0:00.00 ${commandOf(row)}\n`,
    )
    .join('')}`;

/** Commands that show processes. */
export const psTools: Tools = { ps, top };
