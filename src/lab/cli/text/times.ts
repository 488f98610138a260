import { howLong } from './units';

const two = (value: number): string => String(value).padStart(2, '0');

/** A moment in the machine's zone as Go prints it, such as `2026-05-06 23:52:11 +0000 UTC`; `ms` since 1970. */
export function localTime(ms: number): string {
  const date = new Date(ms);
  const offset = -date.getTimezoneOffset();
  const sign = offset < 0 ? '-' : '+';
  const zone = `${sign}${two(Math.trunc(Math.abs(offset) / 60))}${two(Math.abs(offset) % 60)}`;
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return `${day} ${time} ${zone} ${zoneName(date, zone)}`;
}

function zoneName(date: Date, offset: string): string {
  if (offset === '+0000') return 'UTC';
  const parts = new Intl.DateTimeFormat('en', { timeZoneName: 'short' }).formatToParts(date);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? offset;
  return name.startsWith('GMT') ? offset.replace(/00$/, '') : name;
}

/** How long ago something was, in docker's words, such as `2 years ago`; `ms` since 1970. */
export const ago = (ms: number, now: number): string => `${howLong(now - ms)} ago`;

/** A moment with its offset as Go's RFC 3339 writes it, with nanoseconds of nine digits; `nano` counts from 1970. */
export function nanoTime(nano: bigint): string {
  const ms = Number(nano / 1_000_000n);
  const date = new Date(ms);
  const offset = -date.getTimezoneOffset();
  const sign = offset < 0 ? '-' : '+';
  const zone = offset === 0 ? 'Z' : `${sign}${two(Math.trunc(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
  const local = new Date(ms + offset * 60_000).toISOString().slice(0, 19);
  return `${local}.${String(nano % 1_000_000_000n).padStart(9, '0')}${zone}`;
}

/** What `--since` and `--until` of docker mean for the API: a duration back from now, a time of day, or seconds as given. */
export function pointInTime(text: string, now: number): string {
  if (text === '') return '';
  if (/^\d+(\.\d+)?$/.test(text)) return text;
  const span = /^(?:\d+(?:\.\d+)?(?:h|m|s|ms|us|ns))+$/.test(text) ? durationMs(text) : undefined;
  if (span !== undefined) return seconds(now - span);
  const hasZone = /(?:Z|[+-]\d\d:\d\d)$/.test(text);
  const whole = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00` : text;
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? '';
  const ms = Date.parse(hasZone ? whole : whole.replace(/Z$/, ''));
  if (Number.isNaN(ms)) return text;
  return `${Math.floor(ms / 1000)}.${fraction.padEnd(9, '0').slice(0, 9)}`;
}

const seconds = (ms: number): string =>
  `${Math.floor(ms / 1000)}.${String(Math.floor(ms % 1000) * 1_000_000).padStart(9, '0')}`;

const units: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1, us: 0.001, ns: 0.000_001 };

const durationMs = (text: string): number =>
  Array.from(text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s|us|ns)/g)).reduce(
    (sum, [, value, unit]) => sum + Number(value) * (units[unit ?? ''] ?? 0),
    0,
  );
