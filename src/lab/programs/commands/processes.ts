import { mayAs } from '../../processes/capabilities';
import type { ProcessRow, Signal } from '../../kernel/process';
import { posixPattern } from '../text/patterns';
import { allRows, argsOf, commandOf } from './process-rows';
import { baseName, Fail, type Call, type Tools } from './tool';

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
  const allowed = mayAs(call.self, 'CAP_KILL') || row === undefined || row.user.uid === call.self.user.uid;
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

/** Commands that find processes and send them signals. */
export const processTools: Tools = { kill, killall, pidof, pgrep, pkill: pgrep };
