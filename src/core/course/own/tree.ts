import type { Alias, Document, LineCounter, Node } from 'yaml';
import type { Log } from './problem';

/** A value of a YAML file with the line that it stands on. */
export type Item = { readonly line: number } & (
  | { readonly kind: 'value'; readonly value: string | number | boolean | null }
  | { readonly kind: 'list'; readonly items: readonly Item[] }
  | { readonly kind: 'table'; readonly entries: readonly Entry[] }
);

/** A key of a table with what it holds. */
export type Entry = { readonly key: string; readonly line: number; readonly item: Item };

const most = { values: 20_000, depth: 40 } as const;

type Yaml = typeof import('yaml');

/** Reads a YAML file; undefined, and a problem, when it is none or unfolds without end. */
export async function readTree(file: string, text: string, log: Log): Promise<Item | undefined> {
  const yaml = await import('yaml');
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(text, { version: '1.2', schema: 'core', lineCounter: lines });
  const [wrong] = [...document.errors, ...document.warnings];
  if (wrong !== undefined) {
    const why = (wrong.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
    log.add(file, wrong.linePos?.[0].line ?? 1, 'yaml', { why });
    return undefined;
  }
  try {
    return new Unfolding(yaml, document, lines).item(document.contents, 1, 0);
  } catch (error) {
    if (!(error instanceof Endless)) throw error;
    log.add(file, error.line, error.why, { most: error.why === 'too-deep' ? most.depth : most.values });
    return undefined;
  }
}

/** Thrown inside this file only: a document that is too large when its aliases are put in. */
class Endless extends Error {
  constructor(
    readonly line: number,
    readonly why: 'too-much' | 'too-deep',
  ) {
    super(why);
  }
}

/** Walks a document with its aliases put in, counting what it meets. */
class Unfolding {
  #left: number = most.values;
  /** The line of the outermost alias that is being put in. */
  #alias: number | undefined;

  constructor(
    readonly yaml: Yaml,
    readonly document: Document.Parsed,
    readonly lines: LineCounter,
  ) {}

  item(node: unknown, above: number, depth: number): Item {
    const line = this.#lineOf(node, above);
    this.#left -= 1;
    if (this.#left < 0) throw new Endless(this.#alias ?? line, 'too-much');
    if (depth > most.depth) throw new Endless(this.#alias ?? line, 'too-deep');
    if (this.yaml.isAlias(node)) return this.#unfold(node, line, depth);
    if (this.yaml.isSeq(node)) {
      return { kind: 'list', line, items: node.items.map((one) => this.item(one, line, depth + 1)) };
    }
    if (this.yaml.isMap(node)) {
      const entries = node.items.map(({ key, value }) => {
        const at = this.#lineOf(key, line);
        return { key: this.#keyOf(key), line: at, item: this.item(value, at, depth + 1) };
      });
      return { kind: 'table', line, entries };
    }
    return { kind: 'value', line, value: this.#valueOf(node) };
  }

  #keyOf(key: unknown): string {
    return this.yaml.isScalar(key) ? String(key.value) : String(key);
  }

  #valueOf(node: unknown): string | number | boolean | null {
    const value = this.yaml.isScalar(node) ? node.value : null;
    return ['string', 'number', 'boolean'].includes(typeof value) ? (value as string | number | boolean) : null;
  }

  #unfold(alias: Alias, line: number, depth: number): Item {
    const outer = this.#alias;
    this.#alias = outer ?? line;
    const target: Node | undefined = alias.resolve(this.document);
    const item = this.item(target, line, depth + 1);
    this.#alias = outer;
    return item;
  }

  #lineOf(node: unknown, above: number): number {
    const range = (node as { range?: readonly number[] | null } | null)?.range;
    return range?.[0] === undefined ? above : this.lines.linePos(range[0]).line;
  }
}
