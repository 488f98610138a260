import type { ProcessRow, Signal } from '../../kernel/process';
import { readNames, type Names } from '../text/accounts';
import { formatTime, wallTime } from '../text/dates';
import { posixPattern } from '../text/patterns';
import { columns } from '../text/sizes';
import { baseName, Fail, type Call, type Tools } from './tool';

type Row = ProcessRow & { readonly names: Names; readonly now: number };

const commandOf = ({ argv }: ProcessRow): string =>
  baseName((argv[0] ?? '').replace(/^-/, '').split(' ')[0]?.replace(/:$/, '') ?? '').slice(0, 15);
const argsOf = ({ argv }: ProcessRow): string => argv.join(' ');

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

async function allRows(call: Call): Promise<readonly Row[]> {
  const names = await readNames(call.files);
  const now = call.self.clock.now();
  return [...call.self.processes()].sort((a, b) => a.pid - b.pid).map((row) => ({ ...row, names, now }));
}

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

async function ps(call: Call): Promise<undefined> {
  if (call.busybox) return busyboxPs(call);
  const bsd = call.args[0] !== undefined && /^[a-z]+$/.test(call.args[0]) ? call.args[0] : '';
  const options =
    bsd && !bsd.includes('o')
      ? undefined
      : call.options('eAafFlwHTo:p:u:C:xjL', {
          forest: 'H',
          pid: 'p:',
          format: 'o:',
          sort: 'sort:',
          'no-headers': 'h',
          ppid: 'ppid:',
        });
  let rows = await allRows(call);
  if (bsd) return call.print(bsd.includes('u') ? bsdTable(rows) : shortTable(rows, true)).then(() => undefined);
  if (!options) return undefined;
  const pids = options
    .values('p')
    .flatMap((text) => text.split(/[ ,]/))
    .map(Number);
  const name = options.value('C');
  const ppid = options.value('ppid');
  if (pids.length > 0) rows = rows.filter(({ pid }) => pids.includes(pid));
  else if (name !== undefined) rows = rows.filter((row) => commandOf(row) === name);
  else if (ppid !== undefined) rows = rows.filter((row) => row.ppid === Number(ppid));
  else if (!options.has('e', 'A', 'a', 'x'))
    rows = rows.filter(
      (row) => row.tty === (call.self.terminal() !== undefined) && row.user.uid === call.self.user.uid,
    );
  const user = options.value('u');
  if (user !== undefined)
    rows = rows.filter((row) => row.names.user(row.user.uid) === user || String(row.user.uid) === user);
  const spec = options.values('o').join(',');
  if (rows.length === 0) call.status = 1;
  await call.print(
    spec ? byFields(call, rows, spec) : options.has('f', 'F') ? fullTable(rows) : shortTable(rows, false),
  );
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

/** Signals by number, as on Linux x86. */
const signalNames =
  'HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH POLL PWR SYS'.split(
    ' ',
  );

function signalOf(text: string): Signal | '0' | undefined {
  const word = text.toUpperCase().replace(/^SIG/, '');
  if (word === '0') return '0';
  const name = /^\d+$/.test(word) ? signalNames[Number(word) - 1] : signalNames.find((one) => one === word);
  return name === undefined ? undefined : `SIG${name}`;
}

/** Splits `-9`, `-TERM`, `-s TERM` from the operands. */
function splitSignal(call: Call): { readonly signal: Signal | '0'; readonly rest: readonly string[] } {
  const [first = '', second = '', ...others] = call.args;
  const spaced = first === '-s' || first === '-n' || first === '--signal';
  const text = spaced
    ? second
    : /^-[A-Z0-9]+\d*$/i.test(first) && !/^-[flxcnaovq]+$/.test(first)
      ? first.slice(1)
      : undefined;
  if (text === undefined) return { signal: 'SIGTERM', rest: call.args.filter((word) => word !== '--') };
  const signal = signalOf(text);
  if (signal === undefined)
    throw new Fail(call.says(`bad signal name '${text}'`, `${text}: invalid signal specification`));
  return { signal, rest: spaced ? others : call.args.slice(1) };
}

async function kill(call: Call): Promise<undefined> {
  if (call.args[0] === '-l' || call.args[0] === '-L') {
    const [, asked] = call.args;
    const number = asked === undefined ? undefined : Number(asked) > 128 ? Number(asked) - 128 : Number(asked);
    await call.print(
      number === undefined
        ? `${signalNames.map((name, at) => `${String(at + 1).padStart(2)}) ${name}`).join('\n')}\n`
        : `${signalNames[number - 1] ?? ''}\n`,
    );
    return undefined;
  }
  const { signal, rest } = splitSignal(call);
  if (rest.length === 0) throw new Fail(call.says('you need to specify whom to kill', 'not enough arguments'));
  for (const word of rest) {
    const pid = Number(word);
    if (!Number.isInteger(pid))
      await call.complain(call.says(`invalid number '${word}'`, `failed to parse argument: '${word}'`));
    else await send(call, pid, signal, word);
  }
  return undefined;
}

async function send(call: Call, pid: number, signal: Signal | '0', word: string): Promise<void> {
  const there = pid < 0 || call.self.processes().some((row) => row.pid === pid);
  const row = call.self.processes().find((one) => one.pid === pid);
  const allowed = call.self.user.uid === 0 || row === undefined || row.user.uid === call.self.user.uid;
  const why = !there ? 'No such process' : allowed ? undefined : 'Operation not permitted';
  if (why === undefined && signal !== '0') call.self.kill(pid, signal);
  if (why !== undefined) await call.complain(call.says(`can't kill pid ${word}: ${why}`, `(${word}) - ${why}`));
}

/** Processes whose command is this name, but for the one that asks. */
const named = (call: Call, name: string): readonly ProcessRow[] =>
  call.self
    .processes()
    .filter(
      (row) => row.pid !== call.self.pid && (commandOf(row) === baseName(name).slice(0, 15) || row.argv[0] === name),
    );

async function killall(call: Call): Promise<undefined> {
  const { signal, rest } = splitSignal(call);
  for (const name of rest.filter((word) => !word.startsWith('-'))) {
    const rows = named(call, name);
    if (rows.length === 0 && !rest.includes('-q'))
      await call.complain(call.says(`${name}: no process killed`, `${name}: no process found`));
    for (const { pid } of rows) await send(call, pid, signal, String(pid));
  }
  return undefined;
}

async function pidof(call: Call): Promise<undefined> {
  const options = call.options('so:x');
  const left = options.values('o');
  const pids = options.rest
    .flatMap((name) => named(call, name))
    .map(({ pid }) => pid)
    .filter((pid) => !left.includes(String(pid)))
    .sort((a, b) => b - a);
  const shown = options.has('s') ? pids.slice(0, 1) : pids;
  if (shown.length === 0) call.status = 1;
  else await call.print(`${shown.join(' ')}\n`);
  return undefined;
}

async function pgrep(call: Call): Promise<undefined> {
  const { signal, rest } = call.name === 'pkill' ? splitSignal(call) : { signal: 'SIGTERM' as const, rest: call.args };
  const options = call.parse(rest, 'flaxvnoscu:P:d:', {
    full: 'f',
    'list-name': 'l',
    'list-full': 'a',
    exact: 'x',
    count: 'c',
    parent: 'P:',
  });
  const [text] = options.rest;
  const user = options.value('u');
  if (text === undefined && user === undefined && !options.has('P'))
    throw new Fail(call.says('no pattern', 'no matching criteria specified'), 2);
  const pattern = posixPattern(text ?? '', true);
  const parent = options.value('P');
  let rows = (await allRows(call)).filter((row) => {
    const subject = options.has('f') ? argsOf(row) : commandOf(row);
    const hit = options.has('x') ? pattern.exec(subject)?.[0] === subject : pattern.test(subject);
    return (
      row.pid !== call.self.pid &&
      hit !== options.has('v') &&
      (user === undefined || row.names.user(row.user.uid) === user) &&
      (parent === undefined || row.ppid === Number(parent))
    );
  });
  if (options.has('n')) rows = rows.slice(-1);
  if (options.has('o')) rows = rows.slice(0, 1);
  if (rows.length === 0) call.status = 1;
  if (call.name === 'pkill') for (const { pid } of rows) await send(call, pid, signal, String(pid));
  else if (options.has('c')) await call.print(`${rows.length}\n`);
  else
    await call.print(
      rows
        .map(
          (row) =>
            `${row.pid}${options.has('a') || (options.has('l') && options.has('f')) ? ` ${argsOf(row)}` : options.has('l') ? ` ${commandOf(row)}` : ''}\n`,
        )
        .join(''),
    );
  return undefined;
}

/** Commands about processes. */
export const processTools: Tools = { ps, top, kill, killall, pidof, pgrep, pkill: pgrep };
