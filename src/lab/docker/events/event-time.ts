import { ApiError } from '../../http/call';

const units: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};
const duration = /^([+-]?)((?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+)$/;

/**
 * A point in time as the engine reads it in `since` and `until`, in nanoseconds since 1970: seconds with an optional
 * fraction, RFC 3339 (whole or shortened), or a Go duration before `now` (milliseconds). Undefined when the parameter is
 * absent. Throws ApiError 500 as the engine does.
 */
export function eventTime(text: string | null, now: number): bigint | undefined {
  if (text === null || text === '') return undefined;
  const ago = durationOf(text);
  if (ago !== undefined) return BigInt(Math.round(now - ago)) * 1_000_000n;
  if (/^\d{4}-/.test(text)) return dated(text);
  return seconds(text);
}

function durationOf(text: string): number | undefined {
  const found = duration.exec(text);
  if (!found) return undefined;
  let sum = 0;
  for (const [, number, unit] of (found[2] ?? '').matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)) {
    sum += Number(number) * (units[unit ?? ''] ?? 0);
  }
  return found[1] === '-' ? -sum : sum;
}

function dated(text: string): bigint {
  const fraction = /\.(\d{1,9})/.exec(text)?.[1] ?? '';
  const whole = text.replace(/\.\d+/, '');
  const zoned = /(Z|[+-]\d\d:\d\d)$/.test(whole) ? whole : withZone(whole);
  const time = Date.parse(zoned);
  if (Number.isNaN(time)) {
    throw new ApiError(500, `parsing time "${text}" as "2006-01-02T15:04:05.999999999Z07:00": cannot parse`);
  }
  return BigInt(time) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
}

/** A date alone and a time without seconds are taken to be UTC, the lab's time zone. */
function withZone(text: string): string {
  const [date = '', time = ''] = text.split('T');
  const parts = time === '' ? ['00', '00', '00'] : [...time.split(':'), '00', '00'].slice(0, 3);
  return `${date}T${parts.join(':')}Z`;
}

function seconds(text: string): bigint {
  const [whole = '', fraction = ''] = text.split('.', 2);
  for (const part of fraction === '' ? [whole] : [whole, fraction]) {
    if (!/^[+-]?\d{1,18}$/.test(part)) {
      throw new ApiError(500, `strconv.ParseInt: parsing "${part}": invalid syntax`);
    }
  }
  return BigInt(whole) * 1_000_000_000n + BigInt(fraction.slice(0, 9).padEnd(9, '0'));
}
