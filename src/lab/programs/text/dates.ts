import { FileError, type Files } from '../../kernel/files';

/** A moment as a clock on the wall of a zone shows it. */
export type WallTime = {
  readonly ms: number;
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly offsetMinutes: number;
  readonly zone: string;
};

export const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const longMonths = 'January February March April May June July August September October November December'.split(' ');
const longDays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

const two = (value: number): string => String(value).padStart(2, '0');

const exists = async (files: Files, path: string): Promise<boolean> => {
  try {
    await files.stat(path);
    return true;
  } catch (error) {
    if (error instanceof FileError) return false;
    throw error;
  }
};

/**
 * The IANA zone of a process: TZ, when the image has the zone data (package tzdata), else that of /etc/localtime when
 * it is a link, else UTC. POSIX forms such as `CST-8` count by themselves.
 */
export async function zoneOf(files: Files, tz: string | undefined): Promise<string> {
  if (tz && /^[A-Za-z]{3,}[-+]?\d{1,2}$/.test(tz)) return tz;
  if (tz) {
    const name = tz.replace(/^:/, '');
    return (await exists(files, '/usr/share/zoneinfo/tzdata.zi')) ||
      (await exists(files, `/usr/share/zoneinfo/${name}`))
      ? name
      : 'UTC';
  }
  try {
    const link = await files.lstat('/etc/localtime');
    return link.target?.replace(/^.*zoneinfo\//, '') ?? 'UTC';
  } catch {
    return 'UTC';
  }
}

function shift(ms: number, zone: string): { readonly minutes: number; readonly name: string } {
  const posix = /^([A-Za-z]{3,})([-+]?\d{1,2})$/.exec(zone);
  if (posix) return { minutes: -60 * Number(posix[2]), name: posix[1] ?? zone };
  try {
    const part = (style: 'longOffset' | 'short') =>
      new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: style })
        .formatToParts(ms)
        .find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const found = /GMT([-+])(\d\d):(\d\d)/.exec(part('longOffset'));
    const minutes = found ? (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3])) : 0;
    const known: Readonly<Record<string, string>> = {
      'Asia/Shanghai': 'CST',
      'Asia/Tokyo': 'JST',
      'Asia/Seoul': 'KST',
    };
    const short = known[zone] ?? part('short');
    return { minutes, name: /^GMT[-+]/.test(short) ? offsetText(minutes).slice(0, 3) : short };
  } catch {
    return { minutes: 0, name: zone.slice(0, 3) };
  }
}

/** What the clock on the wall shows. */
export function wallTime(ms: number, zone: string): WallTime {
  const { minutes, name } = zone === 'UTC' ? { minutes: 0, name: 'UTC' } : shift(ms, zone);
  const date = new Date(ms + minutes * 60_000);
  return {
    ms,
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    weekday: date.getUTCDay(),
    offsetMinutes: minutes,
    zone: name,
  };
}

const offsetText = (minutes: number): string =>
  `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}${two(Math.abs(minutes) % 60)}`;

const dayOfYear = (t: WallTime): number =>
  Math.floor((Date.UTC(t.year, t.month - 1, t.day) - Date.UTC(t.year, 0, 1)) / 86_400_000) + 1;

const letters: Readonly<Record<string, (t: WallTime) => string>> = {
  Y: (t) => String(t.year),
  y: (t) => two(t.year % 100),
  C: (t) => two(Math.floor(t.year / 100)),
  m: (t) => two(t.month),
  d: (t) => two(t.day),
  e: (t) => String(t.day).padStart(2),
  H: (t) => two(t.hour),
  k: (t) => String(t.hour).padStart(2),
  I: (t) => two(t.hour % 12 || 12),
  l: (t) => String(t.hour % 12 || 12).padStart(2),
  M: (t) => two(t.minute),
  S: (t) => two(t.second),
  N: (t) => String(t.ms % 1000).padStart(3, '0') + '000000',
  s: (t) => String(Math.floor(t.ms / 1000)),
  p: (t) => (t.hour < 12 ? 'AM' : 'PM'),
  P: (t) => (t.hour < 12 ? 'am' : 'pm'),
  a: (t) => (longDays[t.weekday] ?? '').slice(0, 3),
  A: (t) => longDays[t.weekday] ?? '',
  b: (t) => months[t.month - 1] ?? '',
  h: (t) => months[t.month - 1] ?? '',
  B: (t) => longMonths[t.month - 1] ?? '',
  j: (t) => String(dayOfYear(t)).padStart(3, '0'),
  u: (t) => String(t.weekday || 7),
  w: (t) => String(t.weekday),
  z: (t) => offsetText(t.offsetMinutes),
  Z: (t) => t.zone,
  n: () => '\n',
  t: () => '\t',
  '%': () => '%',
  F: (t) => formatTime('%Y-%m-%d', t),
  T: (t) => formatTime('%H:%M:%S', t),
  R: (t) => formatTime('%H:%M', t),
  D: (t) => formatTime('%m/%d/%y', t),
  x: (t) => formatTime('%m/%d/%y', t),
  X: (t) => formatTime('%H:%M:%S', t),
  r: (t) => formatTime('%I:%M:%S %p', t),
  c: (t) => formatTime('%a %b %e %H:%M:%S %Y', t),
};

/** strftime(3) in the C locale, with GNU's `%N`, `%s`, `%-d` and `%:z`. */
export const formatTime = (format: string, time: WallTime): string =>
  format.replace(/%(-|:)?([a-zA-Z%])/g, (whole, flag: string | undefined, letter: string) => {
    const text = letters[letter]?.(time);
    if (text === undefined) return whole;
    if (flag === ':') return `${text.slice(0, 3)}:${text.slice(3)}`;
    return flag === '-' ? text.replace(/^[0 ]+(?=.)/, '') : text;
  });
