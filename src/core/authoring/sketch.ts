import { tokensOf } from '../lint/json/tokens';
import { JsonReader } from './json/reader';
import { blanks, readLine, unquoted, type Line } from './line';

/** A single value of an object, and the steps that lead to it; "-" for an item of a list. */
export type Leaf = { readonly path: readonly string[]; readonly value: string };

/** An object of a text by its looks: a document, or an item of a list of objects. */
export type Sketch = { readonly start: number; readonly leaves: readonly Leaf[] };

/** Is a text JSON, or YAML as JSON is? A template begins with a doubled bracket. */
export const isJson = (text: string): boolean => /^\uFEFF?\s*\{(?![{%])/.test(text);

/** The objects of a text with what they hold, found without parsing it: also while it is broken. Linear. */
export function sketchesIn(text: string): readonly Sketch[] {
  const sketcher = new Sketcher(text);
  if (isJson(text)) sketcher.json(0, text.length, []);
  else sketcher.lines();
  return sketcher.sketches;
}

/** The object around a place. */
export function sketchAt(sketches: readonly Sketch[], offset: number): Sketch | undefined {
  return sketches.findLast(({ start }) => start <= offset);
}

/** The single value at the end of some steps. */
export function sketchValue({ leaves }: Sketch, ...steps: readonly string[]): string | undefined {
  const isIt = ({ path }: Leaf): boolean =>
    path.length === steps.length && steps.every((step, index) => path[index] === step);
  return leaves.find(isIt)?.value;
}

type Step = { readonly depth: number; readonly step: string };

class Sketcher {
  readonly sketches: { start: number; leaves: Leaf[] }[] = [{ start: 0, leaves: [] }];
  #steps: Step[] = [];
  /** Deeper lines are those of a text of several lines. */
  #textDepth = Infinity;

  constructor(readonly text: string) {}

  json(start: number, end: number, prefix: readonly string[]): void {
    const reader = new JsonReader(
      {
        table: (path, at) => this.#begin(path, start + at),
        value: (path, value) => this.#leaf(path, value),
      },
      prefix,
    );
    for (const token of tokensOf(this.text.slice(start, end)).tokens) reader.take(token);
  }

  lines(): void {
    for (let start = 0; start < this.text.length;) {
      const newline = this.text.indexOf('\n', start);
      const end = newline === -1 ? this.text.length : newline;
      this.#line(this.text.slice(start, this.text[end - 1] === '\r' ? end - 1 : end), start);
      start = end + 1;
    }
  }

  #line(written: string, start: number): void {
    const first = blanks(written, 0);
    if (first >= written.length || written[first] === '#' || first > this.#textDepth) return;
    this.#textDepth = Infinity;
    if (/^(?:---|\.\.\.)(?:\s|$)/.test(written)) this.#document(start);
    else this.#content(written, readLine(written), start);
  }

  #document(start: number): void {
    this.#steps = [];
    this.sketches.push({ start, leaves: [] });
  }

  #content(written: string, line: Line, start: number): void {
    const { dashes, column, key, valueStart, valueEnd, isOpen } = line;
    // An item may stand at the column of its list's key, and is below it.
    for (const dash of dashes) {
      this.#enter({ depth: 2 * dash + 1, step: '-' });
      this.#begin(this.#path(), start);
    }
    if (key !== undefined) this.#enter({ depth: 2 * column, step: key });
    const value = written.slice(valueStart, valueEnd);
    if (/^[|>]/.test(value)) this.#textDepth = dashes.at(-1) ?? column;
    else if (/^[[{]/.test(value)) this.json(start + valueStart, start + valueEnd, this.#path());
    else if (key !== undefined || !isOpen) this.#leaf(this.#path(), unquoted(value));
  }

  #enter(step: Step): void {
    while ((this.#steps.at(-1)?.depth ?? -1) >= step.depth) this.#steps.pop();
    this.#steps.push(step);
  }

  #path(): readonly string[] {
    return this.#steps.map(({ step }) => step);
  }

  /** An item of a list of objects is an object. */
  #begin(path: readonly string[], start: number): void {
    if (path.length === 2 && path[0] === 'items' && path[1] === '-') this.sketches.push({ start, leaves: [] });
  }

  #leaf(path: readonly string[], value: string): void {
    const isItems = path.length > 2 && path[0] === 'items' && path[1] === '-';
    this.sketches.at(-1)?.leaves.push({ path: isItems ? path.slice(2) : path, value });
  }
}
