import { unquoted } from './line';

/** What a bracket holds at a place: the steps that lead there, and the word that stands there. */
export type Flow = {
  readonly steps: readonly string[];
  readonly role: 'key' | 'value' | 'bare';
  /** From where to where the word stands, in the text that was given. */
  readonly start: number;
  readonly end: number;
};

type Open = { readonly sign: string; key: string | undefined; start: number };

/**
 * Finds what stands at a place of `[a, { b: c }]`; the text begins with the bracket, and may end anywhere.
 * @returns nothing behind the last bracket
 */
export function flowAt(text: string, at: number): Flow | undefined {
  const open = openAt(text, at);
  const last = open.at(-1);
  if (last === undefined) return undefined;
  const steps = open.slice(0, -1).flatMap(stepsOf);
  const typed = text.slice(last.start, at);
  const start = last.start + typed.length - typed.trimStart().length;
  const end = wordEnd(text, at);
  if (last.sign === '[') return { steps: [...steps, '-'], role: 'bare', start, end };
  if (last.key !== undefined) return { steps: [...steps, last.key], role: 'value', start, end };
  return { steps, role: /^\s*:/.test(text.slice(end, end + 20)) ? 'key' : 'bare', start, end };
}

/** The brackets that are open at a place; none behind the last one. */
function openAt(text: string, at: number): readonly Open[] {
  const open: Open[] = [];
  for (let index = 0; index < at; index += 1) {
    const last = open.at(-1);
    const isFirst = last !== undefined && text.slice(last.start, index).trim() === '';
    if (isFirst && /["']/.test(text[index] ?? '')) index = quoteEnd(text, index, at);
    else step(open, last, text, index);
    if (open.length === 0) return [];
  }
  return open;
}

/** Where a quote is closed, or the place before which it is looked for. */
function quoteEnd(text: string, from: number, at: number): number {
  const quote = text[from];
  let index = from + 1;
  while (index < at && text[index] !== quote) index += text[index] === '\\' && quote === '"' ? 2 : 1;
  return index;
}

const stepsOf = ({ sign, key }: Open): readonly string[] => (sign === '[' ? ['-'] : key === undefined ? [] : [key]);

function step(open: Open[], last: Open | undefined, text: string, index: number): void {
  const sign = text[index] ?? '';
  if (sign === '[' || sign === '{') open.push({ sign, key: undefined, start: index + 1 });
  else if (sign === ']' || sign === '}') open.pop();
  else if (last === undefined) return;
  else if (sign === ',') Object.assign(last, { key: undefined, start: index + 1 });
  else if (isColon(last, text, index))
    Object.assign(last, { key: unquoted(text.slice(last.start, index).trim()), start: index + 1 });
}

const isColon = ({ sign, key }: Open, text: string, index: number): boolean =>
  text[index] === ':' && sign === '{' && key === undefined && /\s|^$/.test(text[index + 1] ?? '');

function wordEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && /[^\s,[\]{}:#]/.test(text[end] ?? '')) end += 1;
  return end;
}
