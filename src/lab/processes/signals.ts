import type { Signal } from '../kernel/process';

const names = (
  'HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG ' +
  'XCPU XFSZ VTALRM PROF WINCH IO PWR SYS'
).split(' ');

const numbers = new Map(names.map((name, index) => [name, index + 1]));
const otherNames = new Map([
  ['POLL', 'IO'],
  ['IOT', 'ABRT'],
  ['CLD', 'CHLD'],
]);

/** Signal names without `SIG`, in the order of their Linux numbers, 1 first. */
export const signalNames: readonly string[] = names;

/** The Linux number of a signal; 0 when there is no such signal. */
export function signalNumber(signal: Signal): number {
  const real = /^SIGRT(MIN|MAX)(?:([+-])(\d+))?$/.exec(signal);
  if (real) {
    const number = (real[1] === 'MIN' ? 34 : 64) + Number(`${real[2] ?? ''}${real[3] ?? '0'}`);
    return number >= 34 && number <= 64 ? number : 0;
  }
  const name = signal.slice(3);
  return numbers.get(otherNames.get(name) ?? name) ?? 0;
}

/** The signal of a Linux number; undefined when there is none. */
export function signalOf(number: number): Signal | undefined {
  if (number >= 34 && number <= 64) return number === 34 ? 'SIGRTMIN' : `SIGRTMIN+${number - 34}`;
  const name = names[number - 1];
  return name === undefined ? undefined : `SIG${name}`;
}

/** Reads what people write: `9`, `KILL`, `SIGKILL`, `sigkill`; undefined when it is no signal. */
export function parseSignal(text: string): Signal | undefined {
  if (/^\d{1,3}$/.test(text)) return signalOf(Number(text));
  const upper = text.toUpperCase();
  const signal: Signal = upper.startsWith('SIG') ? (upper as Signal) : `SIG${upper}`;
  return signalNumber(signal) === 0 ? undefined : (signalOf(signalNumber(signal)) ?? undefined);
}

const ignored: ReadonlySet<Signal> = new Set<Signal>(['SIGCHLD', 'SIGWINCH', 'SIGURG']);
const stopping: ReadonlySet<Signal> = new Set<Signal>(['SIGSTOP', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU']);

/** What a signal does to a process that has not asked for anything else (signal(7)). */
export function defaultAction(signal: Signal): 'end' | 'ignore' | 'stop' | 'continue' {
  if (ignored.has(signal)) return 'ignore';
  if (stopping.has(signal)) return 'stop';
  return signal === 'SIGCONT' ? 'continue' : 'end';
}
