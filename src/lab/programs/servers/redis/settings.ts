import type { Process } from '../../../kernel/process';
import { splitWords } from './resp';

/** The version that the image's variables tell. */
export function redisVersion(self: Process): string {
  const told = self.env.get('REDIS_VERSION') ?? self.env.get('VALKEY_VERSION');
  return told ?? /(\d+\.\d+\.\d+)/.exec(self.env.get('REDIS_DOWNLOAD_URL') ?? '')?.[1] ?? '8.2.1';
}

/** The settings of a server: directive in small letters → its value, several values joined by blanks. */
export type Settings = Map<string, string>;

/** Redis 8's own values, as far as CONFIG GET and the lessons ask for them. */
const defaults: readonly (readonly [string, string])[] = [
  ['port', '6379'],
  ['bind', '* -::*'],
  ['protected-mode', 'no'],
  ['dir', ''],
  ['dbfilename', 'dump.rdb'],
  ['save', '3600 1 300 100 60 10000'],
  ['appendonly', 'no'],
  ['appendfilename', 'appendonly.aof'],
  ['appenddirname', 'appendonlydir'],
  ['appendfsync', 'everysec'],
  ['auto-aof-rewrite-percentage', '100'],
  ['requirepass', ''],
  ['masterauth', ''],
  ['maxmemory', '0'],
  ['maxmemory-policy', 'noeviction'],
  ['maxclients', '10000'],
  ['databases', '16'],
  ['timeout', '0'],
  ['tcp-keepalive', '300'],
  ['loglevel', 'notice'],
  ['logfile', ''],
  ['daemonize', 'no'],
  ['pidfile', ''],
  ['rdbcompression', 'yes'],
  ['rdbchecksum', 'yes'],
  ['stop-writes-on-bgsave-error', 'yes'],
  ['hz', '10'],
  ['io-threads', '1'],
  ['notify-keyspace-events', ''],
  ['slowlog-log-slower-than', '10000'],
  ['slowlog-max-len', '128'],
  ['lazyfree-lazy-eviction', 'no'],
  ['activedefrag', 'no'],
  ['unixsocket', ''],
  ['user', ''],
  ['rename-command', ''],
  ['include', ''],
  ['loadmodule', ''],
  ['replicaof', ''],
  ['cluster-enabled', 'no'],
  ['aof-use-rdb-preamble', 'yes'],
  ['always-show-logo', 'no'],
  ['set-proc-title', 'yes'],
];

/** The values that a server has without a configuration. */
export const defaultSettings = (): Settings => new Map(defaults);

/** A line that Redis refuses to start with; the text is what it prints below "FATAL CONFIG FILE ERROR". */
export class SettingError extends Error {
  override readonly name = 'SettingError';

  constructor(
    readonly line: number,
    readonly text: string,
    reason: string,
  ) {
    super(reason);
  }
}

const choices: Readonly<Record<string, readonly string[]>> = {
  appendonly: ['yes', 'no'],
  'protected-mode': ['yes', 'no'],
  daemonize: ['yes', 'no'],
  appendfsync: ['always', 'everysec', 'no'],
};

/** Takes the lines of a configuration over. Throws SettingError. */
export function applyLines(settings: Settings, lines: readonly string[]): void {
  let saves = '';
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const [name = '', ...words] = wordsOf(line, index + 1);
    const reason = settings.has(name) ? valueProblem(name, words) : 'Bad directive or wrong number of arguments';
    if (reason) throw new SettingError(index + 1, line, reason);
    const value = words.join(' ');
    // Several lines `save` add up; an empty one forgets what came before.
    if (name === 'save') saves = value === '' ? '' : `${saves} ${value}`.trim();
    settings.set(name, name === 'save' ? saves : value);
  }
}

/** The directive in small letters, and its values. */
function wordsOf(line: string, number: number): readonly string[] {
  const [name, ...words] = splitWords(line) ?? [];
  if (name === undefined) throw new SettingError(number, line, 'Unbalanced quotes in configuration line');
  return [name.toLowerCase(), ...words];
}

/** Why a value cannot be taken; undefined when it can. */
export function valueProblem(name: string, words: readonly string[]): string | undefined {
  if (words.length === 0) return 'wrong number of arguments';
  const allowed = choices[name];
  const value = words[0] ?? '';
  if (allowed && !allowed.includes(value.toLowerCase()))
    return allowed.length === 2
      ? "argument must be 'yes' or 'no'"
      : `argument(s) must be one of the following: ${allowed.join(', ')}`;
  if (name === 'port' && !(Number(value) >= 0 && Number(value) <= 65535))
    return 'argument must be between 0 and 65535 inclusive';
  if (name === 'maxmemory' && bytesOf(value) === undefined) return 'argument must be a memory value';
  return undefined;
}

/** `100mb` → bytes; undefined when it is no memory value. */
export function bytesOf(text: string): number | undefined {
  const found = /^(\d+)(b|k|kb|m|mb|g|gb)?$/i.exec(text);
  const units: Readonly<Record<string, number>> = {
    b: 1,
    k: 1000,
    kb: 1024,
    m: 1e6,
    mb: 1048576,
    g: 1e9,
    gb: 1073741824,
  };
  return found ? Number(found[1]) * (units[(found[2] ?? 'b').toLowerCase()] ?? 1) : undefined;
}

/** `--appendonly yes --save 60 1` → the lines of a configuration; the first argument may be a file and is left out. */
export function argumentLines(args: readonly string[]): readonly string[] {
  const lines: string[] = [];
  const quoted = (word: string) =>
    word === '' || /[\s"']/.test(word) ? `"${word.replace(/(["\\])/g, '\\$1')}"` : word;
  for (const arg of args) {
    if (arg.startsWith('--')) lines.push(arg.slice(2));
    else if (lines.length > 0)
      lines.push(`${lines.pop() ?? ''} ${/\s/.test(arg) && /^save\b/.test(lines.at(-1) ?? '') ? arg : quoted(arg)}`);
  }
  return lines;
}
