import type { Line } from './lines';
import { DockerfileError } from './refusal';
import { didYouMean } from './suggest';

/** What kind of value a flag takes; a list may be given several times. */
export type FlagKind = 'text' | 'switch' | 'list';

/** The flags of an instruction: text and lists as written, switches as `true` or `false`. */
export class Flags {
  readonly #values = new Map<string, string[]>();

  /** Throws DockerfileError for what the instruction does not know. */
  constructor(line: Line, known: Readonly<Record<string, FlagKind>>) {
    for (const flag of line.flags) {
      if (flag === '--') break;
      const [, name = '', value] = /^--([^=]*)(?:=(.*))?$/s.exec(flag) ?? [];
      const kind = Object.hasOwn(known, name) ? known[name] : undefined;
      if (kind === undefined) throw new DockerfileError(`unknown flag: ${name}${didYouMean(name, Object.keys(known))}`);
      const values = this.#values.get(name) ?? [];
      if (values.length > 0 && kind !== 'list') throw new DockerfileError(`duplicate flag specified: ${name}`);
      this.#values.set(name, [...values, valueOf(name, kind, value)]);
    }
  }

  text(name: string): string | undefined {
    return this.#values.get(name)?.[0];
  }

  list(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }

  on(name: string): boolean {
    return this.text(name) === 'true';
  }
}

function valueOf(name: string, kind: FlagKind, value: string | undefined): string {
  if (kind !== 'switch') {
    if (value === undefined) throw new DockerfileError(`missing a value on flag: ${name}`);
    return unquoted(value);
  }
  const word = (value ?? 'true').toLowerCase();
  if (word !== 'true' && word !== 'false')
    throw new DockerfileError(`expecting boolean value for flag ${name}, not: ${value ?? ''}`);
  return word;
}

const unquoted = (value: string): string => /^"(.*)"$/s.exec(value)?.[1] ?? value;
