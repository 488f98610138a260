import { posixPattern } from './patterns';
import { textOf, type Frame, type Table, type Value } from './awk-values';

/** What an awk program can see: variables, arrays, and the record with its fields. */
export class AwkMemory {
  protected readonly globals: Frame = new Map();
  protected readonly frames: Frame[] = [];
  protected fields: Value[] = [];
  protected line = '';
  readonly #patterns = new Map<string, RegExp>();

  constructor() {
    for (const [name, value] of Object.entries({
      FS: ' ',
      OFS: ' ',
      ORS: '\n',
      RS: '\n',
      SUBSEP: '\u001c',
      NR: 0,
      FNR: 0,
      NF: 0,
      RSTART: 0,
      RLENGTH: -1,
      FILENAME: '',
    }))
      this.globals.set(name, value);
  }

  set(name: string, value: Value | Table): void {
    this.globals.set(name, value);
  }

  get(name: string): Value {
    const value = this.scope(name).get(name);
    return value === undefined || value instanceof Map ? '' : value;
  }

  protected scope(name: string): Frame {
    const frame = this.frames.at(-1);
    return frame?.has(name) ? frame : this.globals;
  }

  protected table(name: string): Table {
    const scope = this.scope(name);
    const there = scope.get(name);
    if (there instanceof Map) return there;
    const made: Table = new Map();
    scope.set(name, made);
    return made;
  }

  protected setLine(line: string): void {
    this.line = line;
    this.fields = this.split(line, textOf(this.get('FS'))).map((input) => ({ input }));
    this.set('NF', this.fields.length);
  }

  protected split(text: string, separator: string): readonly string[] {
    if (separator === ' ') return text.split(/[ \t\n]+/).filter(Boolean);
    if (text === '') return [];
    return separator.length === 1 && separator !== '\\' ? text.split(separator) : text.split(this.pattern(separator));
  }

  protected pattern(source: string): RegExp {
    const there = this.#patterns.get(source);
    if (there) return there;
    const made = posixPattern(source, true);
    if (this.#patterns.size < 1000) this.#patterns.set(source, made);
    return made;
  }

  protected resize(count: number): void {
    while (this.fields.length < count) this.fields.push('');
    this.fields.length = count;
    this.set('NF', count);
    this.line = this.fields.map(textOf).join(textOf(this.get('OFS')));
  }

  /** Sets a field; the record is put together anew. */
  protected setField(index: number, value: Value): void {
    while (this.fields.length < index) this.fields.push('');
    this.fields[index - 1] = value;
    this.resize(this.fields.length);
  }
}
