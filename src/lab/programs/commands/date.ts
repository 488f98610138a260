import { formatTime, wallTime, zoneOf } from '../text/dates';
import type { Options } from '../text/options';
import { Fail, type Call, type Tools } from './tool';

const defaultFormat = '%a %b %e %H:%M:%S %Z %Y';

async function date(call: Call): Promise<undefined> {
  const options = call.options('uRd:s:r:I::D:f:', {
    utc: 'u',
    universal: 'u',
    'rfc-email': 'R',
    date: 'd:',
    set: 's:',
    reference: 'r:',
    'iso-8601': 'I::',
  });
  const zone = options.has('u') ? 'UTC' : await zoneOf(call.files, call.self.env.get('TZ'));
  const [word] = options.rest;
  if (options.has('s') || (word !== undefined && /^[\d.]+$/.test(word))) {
    await call.complain(
      call.says("can't set date: Operation not permitted", 'cannot set date: Operation not permitted'),
      // BusyBox says so, shows the date and is content.
      call.says(0, 1),
    );
    await call.print(`${formatTime(defaultFormat, wallTime(call.self.clock.now(), zone))}\n`);
    return undefined;
  }
  if (word !== undefined && !word.startsWith('+')) throw new Fail(`invalid date '${word}'`);
  const time = wallTime(await momentOf(call, options, zone), zone);
  await call.print(`${formatTime(formatOf(options, word), time)}\n`);
  return undefined;
}

/** The moment that is asked for: -r, -d or now. */
async function momentOf(call: Call, options: Options, zone: string): Promise<number> {
  const reference = options.value('r');
  if (reference !== undefined) return (await call.files.stat(call.path(reference))).mtime;
  const given = options.value('d');
  return given === undefined ? call.self.clock.now() : readDate(call, given, zone);
}

function formatOf(options: Options, word: string | undefined): string {
  if (options.has('R')) return '%a, %d %b %Y %H:%M:%S %z';
  const iso = options.value('I');
  if (iso === undefined) return word?.slice(1) ?? defaultFormat;
  return iso.startsWith('s') ? '%Y-%m-%dT%H:%M:%S%:z' : '%Y-%m-%d';
}

function readDate(call: Call, text: string, zone: string): number {
  if (text === 'now') return call.self.clock.now();
  const ago = /^([-+]?\d+) ?(second|minute|min|hour|day|week)s?( ago)?$/.exec(text);
  if (ago) {
    const unit = { second: 1, minute: 60, min: 60, hour: 3600, day: 86_400, week: 604_800 }[ago[2] ?? 'day'] ?? 1;
    return call.self.clock.now() + Number(ago[1]) * unit * 1000 * (ago[3] ? -1 : 1);
  }
  if (/^@-?\d+$/.test(text)) return Number(text.slice(1)) * 1000;
  const exact = /(Z|[-+]\d\d:?\d\d)$/.test(text) && text.includes(':');
  const parsed = Date.parse(exact ? text : `${text.replace(' ', 'T')}${text.includes(':') ? '' : 'T00:00'}Z`);
  if (Number.isNaN(parsed)) throw new Fail(`invalid date '${text}'`);
  return exact ? parsed : parsed - wallTime(parsed, zone).offsetMinutes * 60_000;
}

/** date(1). */
export const dateTools: Tools = { date };
