import { type Limit, limitOf } from '../../processes/limits';
import type { Builtin } from '../interpreter';
import { type Shell, ShellError } from '../state';
import { print } from './output';

type Resource = { readonly letter: string; readonly name: string; readonly text: string; readonly unit: number };

const resource = (letter: string, name: string, text: string, unit = 1): Resource => ({ letter, name, text, unit });

/** In the order of busybox; `unit` is how many bytes one is. */
const resources: readonly Resource[] = [
  resource('c', 'core', 'core file size (blocks)', 512),
  resource('d', 'data', 'data seg size (kb)', 1024),
  resource('e', 'nice', 'scheduling priority'),
  resource('f', 'fsize', 'file size (blocks)', 512),
  resource('i', 'sigpending', 'pending signals'),
  resource('l', 'memlock', 'max locked memory (kb)', 1024),
  resource('m', 'rss', 'max memory size (kb)', 1024),
  resource('n', 'nofile', 'open files'),
  resource('q', 'msgqueue', 'POSIX message queues (bytes)'),
  resource('r', 'rtprio', 'real-time priority'),
  resource('s', 'stack', 'stack size (kb)', 1024),
  resource('t', 'cpu', 'cpu time (seconds)'),
  resource('u', 'nproc', 'max user processes'),
  resource('v', 'as', 'virtual memory (kb)', 1024),
  resource('x', 'locks', 'file locks'),
];

/** What shells have changed for themselves; what they start does not hear of it. */
const changed = new WeakMap<Shell, Map<string, Limit>>();

const limitIn = (shell: Shell, { name }: Resource): Limit =>
  changed.get(shell)?.get(name) ?? limitOf(shell.self.facts, name);

const shown = (value: number, { unit }: Resource): string =>
  value === Infinity ? 'unlimited' : String(Math.floor(value / unit));

/** Shows and changes limits of resources; only `nofile` and its like are told, none is enforced. */
export const ulimit: Builtin = async (shell, argv) => {
  const letters = argv.slice(1).flatMap((word) => (word.startsWith('-') ? Array.from(word.slice(1)) : []));
  const [value] = argv.slice(1).filter((word) => !word.startsWith('-'));
  const which = (letter: string) => letters.includes(letter);
  const part = which('H') && !which('S') ? 'hard' : 'soft';
  if (which('a')) {
    const row = (one: Resource) => `${one.text.padEnd(31)} (-${one.letter}) ${shown(limitIn(shell, one)[part], one)}\n`;
    await print(shell, resources.map(row).join(''));
    return 0;
  }
  const other = letters.find((letter) => !'HS'.includes(letter) && !resources.some((one) => one.letter === letter));
  if (other !== undefined) throw new ShellError(`invalid option -- '${other}'`, 2, 'ulimit');
  const asked = resources.filter(({ letter }) => which(letter));
  const chosen = asked.length > 0 ? asked : resources.filter(({ letter }) => letter === 'f');
  for (const one of chosen) {
    if (value === undefined) await print(shell, `${shown(limitIn(shell, one)[part], one)}\n`);
    else if (!change(shell, one, value, { soft: !which('H') || which('S'), hard: !which('S') || which('H') })) {
      await shell.complain('error setting limit: Operation not permitted');
      return 1;
    }
  }
  return 0;
};

/** False when a limit would have to be raised, which takes CAP_SYS_RESOURCE. */
function change(
  shell: Shell,
  one: Resource,
  text: string,
  parts: { readonly soft: boolean; readonly hard: boolean },
): boolean {
  if (text !== 'unlimited' && !/^\d{1,15}$/.test(text)) throw new ShellError(`bad number`, 2, 'ulimit');
  const value = text === 'unlimited' ? Infinity : Number(text) * one.unit;
  const before = limitIn(shell, one);
  if (value > before.hard && !shell.self.facts.capabilities.has('CAP_SYS_RESOURCE')) return false;
  const hard = parts.hard ? value : Math.max(before.hard, parts.soft ? value : 0);
  const own = changed.get(shell) ?? new Map<string, Limit>();
  own.set(one.name, { soft: parts.soft ? value : Math.min(before.soft, hard), hard });
  changed.set(shell, own);
  return true;
}
