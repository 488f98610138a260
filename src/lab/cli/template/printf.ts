import { json, shown, type Value } from './values';

/** A text by a format of Go: `%s %v %q %d %x %t %f %%` with width and precision. */
export function goPrintf(format: string, values: readonly Value[]): string {
  let next = 0;
  const text = format.replace(
    /%([-+0 ]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/g,
    (_whole, flags: string, wide: string | undefined, precise: string | undefined, verb: string) => {
      if (verb === '%') return '%';
      if (next >= values.length) return `%!${verb}(MISSING)`;
      const made = one(verb, values[next++], precise === undefined ? undefined : Number(precise));
      const width = Number(wide ?? 0);
      if (flags.includes('-')) return made.padEnd(width);
      return made.padStart(width, flags.includes('0') ? '0' : ' ');
    },
  );
  return text;
}

function one(verb: string, value: Value, precision: number | undefined): string {
  const text = typeof value === 'string' ? value : shown(value);
  if (verb === 'q') return json(text);
  if (verb === 'f' || verb === 'g') return Number(text).toFixed(precision ?? 6);
  if (verb === 'x') return typeof value === 'number' ? value.toString(16) : Buffer.from(text).toString('hex');
  if (verb === 'd') return String(Math.trunc(Number(text)));
  return precision === undefined ? text : text.slice(0, precision);
}
