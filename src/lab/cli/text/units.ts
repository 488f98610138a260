import { Failure } from '../failure';

const day = 24;

/** How long ago, in docker's words; `ms` is a duration in milliseconds. */
export function howLong(ms: number): string {
  const seconds = Math.trunc(ms / 1000);
  const minutes = Math.trunc(seconds / 60);
  const hours = Math.round(seconds / 3600);
  if (seconds < 1) return 'Less than a second';
  if (seconds === 1) return '1 second';
  if (seconds < 60) return `${seconds} seconds`;
  if (minutes === 1) return 'About a minute';
  if (minutes < 60) return `${minutes} minutes`;
  if (hours === 1) return 'About an hour';
  if (hours < 2 * day) return `${hours} hours`;
  return inDays(hours);
}

function inDays(hours: number): string {
  if (hours < 14 * day) return `${Math.trunc(hours / day)} days`;
  if (hours < 60 * day) return `${Math.trunc(hours / day / 7)} weeks`;
  if (hours < 730 * day) return `${Math.trunc(hours / day / 30)} months`;
  return `${Math.trunc(hours / day / 365)} years`;
}

/** A number with so many significant digits, as `%.3g` of Go writes it. */
function significant(value: number, digits: number): string {
  if (value === 0) return '0';
  const [mantissa = '', exponent = '0'] = value.toExponential(digits - 1).split('e');
  const power = Number(exponent);
  if (power < -4 || power >= digits) {
    const sign = power < 0 ? '-' : '+';
    return `${trimmed(mantissa)}e${sign}${String(Math.abs(power)).padStart(2, '0')}`;
  }
  return trimmed(value.toFixed(Math.max(0, digits - 1 - power)));
}

const trimmed = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

function scaled(bytes: number, base: number, units: readonly string[], digits: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= base && unit < units.length - 1) {
    value /= base;
    unit += 1;
  }
  return `${significant(value, digits)}${units[unit] ?? ''}`;
}

/** Bytes in powers of 1000, such as `4.43MB`. */
export const decimalSize = (bytes: number, digits = 3): string =>
  scaled(bytes, 1000, ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'], digits);

/** Bytes in powers of 1024, such as `15.5GiB`. */
export const binarySize = (bytes: number): string =>
  scaled(bytes, 1024, ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB'], 4);

/** The bytes that `512m` and the like mean; throws a Failure with the sentence of docker's units. */
export function parseBytes(text: string): number {
  if (text === '-1') return -1;
  const found = /^([\d.]+) ?(.*)$/s.exec(text);
  const value = Number(found?.[1]);
  if (!found || Number.isNaN(value)) throw new Failure(`invalid size: '${text}'`);
  const suffix = (found[2] ?? '').toLowerCase();
  const power = ['', 'k', 'm', 'g', 't', 'p'].indexOf(suffix.slice(0, 1) === 'b' ? '' : suffix.slice(0, 1));
  const rest = suffix.slice(0, 1) === 'b' ? suffix.slice(1) : suffix.slice(1).replace(/^i?b$/, '');
  if (power === -1 || rest !== '') throw new Failure(`invalid suffix: '${found[2] ?? ''}'`);
  return Math.trunc(value * 1024 ** power);
}

const nanoseconds: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/** The nanoseconds of a Go duration such as `1m30s`; throws a Failure with Go's sentence. */
export function parseDuration(text: string): number {
  const body = text.replace(/^[+-]/, '');
  if (body === '0') return 0;
  if (!/^(?:(?:\d+\.?\d*|\.\d+)[a-zµμ]*)+$/.test(body))
    throw new Failure(`time: invalid duration ${JSON.stringify(text)}`);
  let sum = 0;
  for (const [, value = '', unit = ''] of body.matchAll(/(\d+\.?\d*|\.\d+)([a-zµμ]*)/g)) {
    const factor = nanoseconds[unit];
    if (unit === '') throw new Failure(`time: missing unit in duration ${JSON.stringify(text)}`);
    if (factor === undefined)
      throw new Failure(`time: unknown unit ${JSON.stringify(unit)} in duration ${JSON.stringify(text)}`);
    sum += Number(value) * factor;
  }
  return text.startsWith('-') ? -sum : Math.round(sum);
}

/** The first twelve digits of an id. */
export const shortId = (id: string): string => id.replace(/^sha256:/, '').slice(0, 12);

/** A text cut to `most` characters, its end marked, as docker shortens commands. */
export function shortened(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
