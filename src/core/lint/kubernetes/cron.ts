import { fill, type Text } from '../../text';
import { brief } from '../rule';

type Part = { readonly name: Text; readonly low: number; readonly high: number; readonly names?: readonly string[] };

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const days = 'sun mon tue wed thu fri sat'.split(' ');

const parts: readonly Part[] = [
  { name: { en: 'minute', zh: '分' }, low: 0, high: 59 },
  { name: { en: 'hour', zh: '时' }, low: 0, high: 23 },
  { name: { en: 'day', zh: '日' }, low: 1, high: 31 },
  { name: { en: 'month', zh: '月' }, low: 1, high: 12, names: ['', ...months] },
  { name: { en: 'weekday', zh: '星期' }, low: 0, high: 6, names: days },
];

const words = {
  count: { en: 'it has {count} fields instead of five', zh: '有 {count} 个字段，应为 5 个' },
  value: { en: '"{part}" is no {name} ({low}-{high})', zh: '“{part}”不是有效的“{name}”（{low}-{high}）' },
  macro: { en: '"{part}" is unknown', zh: '“{part}”无法识别' },
  zone: { en: 'the time zone belongs in timeZone', zh: '时区要写在 timeZone 里' },
} as const satisfies Record<string, Text>;

/** Why the API cannot read a schedule; nothing when it can. */
export function cronMistake(schedule: string): Text | undefined {
  if (/TZ=/.test(schedule)) return words.zone;
  const text = schedule.trim();
  if (text.startsWith('@')) {
    const isKnown = /^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly|every [\dhmsun.µ]+)$/.test(text);
    return isKnown ? undefined : fill(words.macro, { part: brief(text, 16) });
  }
  const fields = text.split(/\s+/);
  if (fields.length !== parts.length) return fill(words.count, { count: fields.length });
  for (const [index, part] of parts.entries()) {
    const wrong = (fields[index] ?? '').split(',').find((one) => !isReadable(one, part));
    if (wrong === undefined) continue;
    return fill(words.value, { part: brief(wrong, 12), name: part.name, low: part.low, high: part.high });
  }
  return undefined;
}

function isReadable(field: string, part: Part): boolean {
  const [range = '', step, more] = field.split('/');
  if (more !== undefined || (step !== undefined && !/^[1-9]\d{0,3}$/.test(step))) return false;
  if (range === '*' || range === '?') return true;
  const [from = '', to, other] = range.split('-');
  const [low, high] = [numberOf(from, part), numberOf(to ?? from, part)];
  return other === undefined && low !== undefined && high !== undefined && low <= high;
}

function numberOf(text: string, { low, high, names }: Part): number | undefined {
  const named = names?.indexOf(text.toLowerCase()) ?? -1;
  const number = text !== '' && named !== -1 ? named : /^\d{1,4}$/.test(text) ? Number(text) : -1;
  return number >= low && number <= high ? number : undefined;
}
