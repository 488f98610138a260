import { isAlias, isMap, isSeq, type Alias, type ParsedNode, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Span } from '../rule';
import { Mapping, Scalar, Sequence, type Entry, type Item, type Value } from './tree';

/** How a tree is built. */
export type BuildOptions = {
  readonly text: string;
  /** Where a place of the parsed text stands in the author's. */
  readonly placeOf: (offset: number) => number;
  /** Tags of values that count as nothing. */
  readonly nothing: ReadonlySet<string>;
};

/** A tree cannot be built: an alias that stands for nothing, for itself, or for far too much. */
export class Unbuildable extends Error {
  constructor(
    /** The alias that stands for nothing. */
    readonly alias?: Span,
  ) {
    super();
  }
}

/**
 * Builds the tree of one document. What an alias stands for is shared, never copied.
 * @throws Unbuildable
 */
export function build(contents: ParsedNode | null, options: BuildOptions): Value | undefined {
  const builder = new Builder(options);
  const root = builder.value(contents);
  builder.checkSize();
  return root;
}

const nothing = new Set(['', '~', 'null', 'Null', 'NULL']);

/** What an anchor stands for, and how much that is. */
type Anchored = { readonly value: Value | undefined; readonly size: number };

class Builder {
  readonly #anchors = new Map<string, Anchored>();
  readonly #opened = new Set<string>();
  #nodes = 0;
  #size = 0;

  constructor(readonly options: BuildOptions) {}

  /** Aliases of aliases grow without end on little room: who walks the tree must come to an end. */
  checkSize(): void {
    if (this.#size > 50_000 + 4 * this.#nodes) throw new Unbuildable();
  }

  value(node: ParsedNode | null): Value | undefined {
    if (node === null) return undefined;
    if (isAlias(node)) return this.#aliased(node.source, this.#spanOf(node.range));
    const { anchor } = node;
    if (anchor !== undefined) this.#opened.add(anchor);
    this.#nodes += 1;
    const before = this.#size;
    this.#size += 1;
    const value = this.#make(node);
    if (anchor !== undefined) this.#anchors.set(anchor, { value, size: value === undefined ? 1 : this.#size - before });
    return value;
  }

  #aliased(name: string, span: Span): Value | undefined {
    const anchored = this.#anchors.get(name);
    if (anchored === undefined) throw new Unbuildable(this.#opened.has(name) ? undefined : span);
    this.#size += anchored.size;
    return anchored.value;
  }

  #make(node: Exclude<ParsedNode, Alias.Parsed>): Value | undefined {
    const tag = node.tag;
    const span = this.#spanOf(node.range);
    if (isSeq(node)) return this.#hides(tag, this.#sequence(node, span, tag));
    if (isMap(node)) return this.#hides(tag, this.#mapping(node, span, tag));
    const text = typeof node.value === 'string' ? node.value : node.source;
    if (node.type === 'PLAIN' && nothing.has(text)) return undefined;
    const isQuoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
    const style = isQuoted ? 'quoted' : node.type === 'PLAIN' ? 'plain' : 'block';
    const inner = span.start + (isQuoted ? 1 : 0);
    const isVerbatim = style !== 'block' && this.options.text.startsWith(text, inner);
    return this.#hides(tag, new Scalar(span, text, style, tag, isVerbatim ? inner : undefined));
  }

  #hides(tag: string | undefined, value: Value): Value | undefined {
    return tag !== undefined && this.options.nothing.has(tag) ? undefined : value;
  }

  #sequence(node: YAMLSeq.Parsed, span: Span, tag: string | undefined): Sequence {
    const isFlow = node.flow === true;
    const items = node.items.map((item) => this.#item(item, span.start));
    return new Sequence(isFlow ? span : upTo(span, items), items, isFlow, tag);
  }

  /** @param at where it would stand, when there is nothing */
  #item(node: ParsedNode | null, at: number): Item {
    if (node === null) return { value: undefined, span: { start: at, end: at }, isAlias: false };
    const value = this.value(node);
    const isReference = isAlias(node);
    const isBlock = value !== undefined && value.kind !== 'scalar' && !value.isFlow && !isReference;
    return { value, span: isBlock ? value.span : this.#spanOf(node.range), isAlias: isReference };
  }

  #mapping(node: YAMLMap.Parsed, span: Span, tag: string | undefined): Mapping {
    const own: Entry[] = [];
    const merged: Mapping[] = [];
    for (const pair of node.items) {
      const key = this.value(pair.key);
      const item = this.#item(pair.value, key?.span.end ?? span.start);
      if (key?.kind !== 'scalar') continue;
      if (key.style === 'plain' && key.text === '<<') merged.push(...mergedBy(item.value));
      else {
        const place = { start: key.span.start, end: Math.max(item.span.end, key.span.end) };
        own.push({ value: item.value, span: place, isAlias: item.isAlias, key });
      }
    }
    const isFlow = node.flow === true;
    return new Mapping(isFlow ? span : upTo(span, own), own, merged, isFlow, tag);
  }

  #spanOf([start, end]: readonly [number, number, number]): Span {
    return { start: this.options.placeOf(start), end: this.options.placeOf(end) };
  }
}

function mergedBy(value: Value | undefined): readonly Mapping[] {
  const values = value?.kind === 'sequence' ? value.items.map((item) => item.value) : [value];
  return values.filter((one) => one?.kind === 'mapping');
}

/** In block style a collection ends where its last part does; blank lines and comments after it are not its own. */
function upTo({ start, end }: Span, parts: readonly Item[]): Span {
  return { start, end: parts.at(-1)?.span.end ?? end };
}
