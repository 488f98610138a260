import type { Clock } from '../../kernel/clock';

/** Go's zero time, as JSON shows it. */
export const zeroTime = '0001-01-01T00:00:00Z';

let sequence = 0;

/** The clock's time in nanoseconds since 1970; no two calls give the same. */
export function nanoseconds(clock: Clock): bigint {
  sequence = (sequence + 1) % 999_999;
  return BigInt(Math.trunc(clock.now())) * 1_000_000n + BigInt(sequence);
}

/** RFC 3339 with nine digits, as log lines bear it. */
export function fixedTime(nano: bigint): string {
  const fraction = String(nano % 1_000_000_000n).padStart(9, '0');
  return `${new Date(Number(nano / 1_000_000n)).toISOString().slice(0, 19)}.${fraction}Z`;
}

/** RFC 3339 with as many digits as needed, as JSON shows times (Go's RFC3339Nano). */
export const shortTime = (nano: bigint): string => fixedTime(nano).replace(/\.?0+Z$/, 'Z');

/** Now, as JSON shows it. */
export const nowText = (clock: Clock): string => shortTime(nanoseconds(clock));

/** Compares times that JSON shows, the earlier first; their last digits are left out when they are zero. */
export function byTime(one: string, other: string): number {
  const [a, b] = [one.slice(0, -1), other.slice(0, -1)];
  return a < b ? -1 : Number(a > b);
}

/** Milliseconds since 1970 of a time that JSON shows; 0 of the zero time. */
export const millisecondsOf = (text: string): number => (text === zeroTime ? 0 : Math.max(0, Date.parse(text)));

/** Nanoseconds of a client's `seconds[.nanoseconds]`; undefined when it is no such number, or empty. */
export function parseStamp(text: string | null): bigint | undefined {
  if (text === null || text === '') return undefined;
  const found = /^(-?\d{1,15})(?:\.(\d{1,9}))?$/.exec(text);
  if (!found) return undefined;
  return BigInt(found[1] ?? '0') * 1_000_000_000n + BigInt((found[2] ?? '').padEnd(9, '0'));
}

const steps: readonly (readonly [limit: number, word: (seconds: number) => string])[] = [
  [1, () => 'Less than a second'],
  [2, () => '1 second'],
  [60, (s) => `${s} seconds`],
  [120, () => 'About a minute'],
  [3600, (s) => `${Math.floor(s / 60)} minutes`],
  [5400, () => 'About an hour'],
  [48 * 3600, (s) => `${Math.round(s / 3600)} hours`],
  [14 * 86_400, (s) => `${Math.floor(s / 86_400)} days`],
  [60 * 86_400, (s) => `${Math.floor(s / 86_400 / 7)} weeks`],
  [730 * 86_400, (s) => `${Math.floor(s / 86_400 / 30)} months`],
];

/** A duration in the words of `docker ps`; milliseconds in. The borders are those of the engine's own texts. */
export function inWords(milliseconds: number): string {
  const seconds = Math.floor(Math.max(0, milliseconds) / 1000);
  const step = steps.find(([limit]) => seconds < limit);
  return step ? step[1](seconds) : `${Math.floor(seconds / 86_400 / 365)} years`;
}
