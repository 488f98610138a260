import type { Span } from '../rule';
import { inserted, removed, rewritten, slip, type Slip } from './slip';
import type { Token } from './tokens';

/** A value with its place; a word is one that JSON does not know. */
export type Value =
  | { readonly kind: 'table'; readonly span: Span; readonly members: readonly Member[] }
  | { readonly kind: 'list'; readonly span: Span; readonly items: readonly Value[] }
  | { readonly kind: 'text'; readonly span: Span; readonly value: string }
  | { readonly kind: 'number' | 'switch' | 'nothing' | 'word'; readonly span: Span };

/** A name and its value, which is missing while it is being written. */
export type Member = { readonly name: string; readonly span: Span; readonly value: Value | undefined };

type Bracket = '{' | '[';
const closing = { '{': '}', '[': ']' } as const;
/** Deeper than anybody writes; beyond it, brackets are not opened any more. */
const deepest = 100;

/** Recursive descent that goes on after a mistake. */
export class Parser {
  readonly slips: Slip[] = [];
  readonly #tokens: readonly Token[];
  readonly #open: Bracket[] = [];
  #next = 0;
  /** Has the end of the file been reported? */
  #isCut = false;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  document(): Value {
    const root = this.#value();
    const rest = this.#peek();
    if (rest !== undefined) this.slips.push(slip('extra', rest.span));
    return root;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#next];
  }

  /** Takes the next word if it is of this type. */
  #take(type: Token['type']): Token | undefined {
    const token = this.#peek();
    if (token?.type !== type) return undefined;
    this.#next += 1;
    return token;
  }

  #last(): Span {
    return this.#tokens[this.#next - 1]?.span ?? { start: 0, end: 0 };
  }

  /** Reads a value; the caller has seen that there is a word which may begin one. */
  #value(): Value {
    const token = this.#peek();
    if (token === undefined) return { kind: 'word', span: this.#last() };
    if ((token.type === '{' || token.type === '[') && this.#open.length < deepest) return this.#bracketed(token.type);
    this.#next += 1;
    if (token.type === 'text') return { kind: 'text', span: token.span, value: token.value };
    return token.type === 'word' ? this.#word(token) : { kind: 'word', span: token.span };
  }

  #word({ text, span }: Extract<Token, { type: 'word' }>): Value {
    if (/^(?:true|false)$/.test(text)) return { kind: 'switch', span };
    if (text === 'null') return { kind: 'nothing', span };
    if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text)) return { kind: 'number', span };
    const meant = literals[text.toLowerCase()];
    if (meant !== undefined) this.slips.push(rewritten('literal', span, text, meant));
    else if (/^[+-]?\.?\d[\d._]*$/.test(text)) this.slips.push(slip('number', span, text));
    else this.slips.push(rewritten('bare', span, text, JSON.stringify(text)));
    return { kind: 'word', span };
  }

  #bracketed(bracket: Bracket): Value {
    const open = this.#peek()?.span ?? this.#last();
    this.#next += 1;
    this.#open.push(bracket);
    const members: Member[] = [];
    const items: Value[] = [];
    for (let isFirst = true; this.#comesMore(bracket, open, isFirst); isFirst = false) {
      if (bracket === '{') members.push(...this.#member());
      else items.push(this.#item());
    }
    this.#open.pop();
    const span = { start: open.start, end: this.#last().end };
    return bracket === '{' ? { kind: 'table', span, members } : { kind: 'list', span, items };
  }

  /** Takes the commas up to the next element, or up to the end of what is open. */
  #comesMore(bracket: Bracket, open: Span, isFirst: boolean): boolean {
    const before = this.#last();
    let comma: Span | undefined;
    for (let one = this.#take(','); one !== undefined; one = this.#take(',')) {
      if (isFirst || comma !== undefined) this.slips.push(removed('doubled', one.span));
      else comma = one.span;
    }
    const token = this.#peek();
    if (token === undefined || token.type === '}' || token.type === ']') {
      if (comma !== undefined && token !== undefined) this.slips.push(removed('trailing', comma));
      this.#close(bracket, open, token);
      return false;
    }
    if (comma === undefined && !isFirst) this.slips.push(this.#missing('noComma', token.span, before.end, ','));
    return true;
  }

  /** Ends what is open, by its own bracket or by what stands in its place. */
  #close(bracket: Bracket, { start }: Span, token: Token | undefined): void {
    const opening = { start, end: start + 1 };
    if (token === undefined) {
      // The end of the file is one mistake: the innermost bracket says it for those around it.
      if (!this.#isCut) this.slips.push(slip('openBracket', opening));
      this.#isCut = true;
    } else if (token.type === closing[bracket]) {
      this.#next += 1;
    } else if (this.#open.slice(0, -1).some((outer) => closing[outer] === token.type)) {
      this.slips.push(slip('openBracket', opening));
    } else {
      this.slips.push(rewritten('otherBracket', token.span, token.type, closing[bracket]));
      this.#next += 1;
    }
  }

  /** What is missing behind the word before; behind a text without an end, nothing can be inserted. */
  #missing(kind: 'noComma' | 'noColon', span: Span, at: number, meant: string): Slip {
    const before = this.#tokens[this.#next - 1];
    return before?.type === 'text' && before.isOpen === true ? slip(kind, span) : inserted(kind, span, at, meant);
  }

  #item(): Value {
    const colon = this.#take(':');
    if (colon !== undefined) {
      this.slips.push(slip('stray', colon.span));
      return { kind: 'word', span: colon.span };
    }
    return this.#value();
  }

  /** A name with its value; nothing when there is no name. */
  #member(): readonly Member[] {
    const token = this.#peek();
    if (token === undefined) return [];
    if (token.type !== 'text' && token.type !== 'word') {
      this.slips.push(slip('noName', token.span));
      if (this.#take(':') === undefined) this.#value();
      else if (this.#beginsValue()) this.#value();
      return [];
    }
    this.#next += 1;
    const name = token.type === 'text' ? token.value : token.text;
    if (token.type === 'word') this.slips.push(rewritten('bare', token.span, name, JSON.stringify(name)));
    return [{ name, span: token.span, value: this.#valueOf(token.span) }];
  }

  #valueOf(name: Span): Value | undefined {
    const next = this.#peek();
    const colon = this.#take(':');
    if (colon === undefined && next?.type === 'word' && /^[=:]?=>?$/.test(next.text)) {
      this.#next += 1;
      this.slips.push(rewritten('equals', next.span, next.text, ':'));
    } else if (colon === undefined && next !== undefined && this.#beginsValue()) {
      this.slips.push(this.#missing('noColon', next.span, name.end, ':'));
    }
    if (this.#beginsValue()) return this.#value();
    this.slips.push(slip('noValue', colon?.span ?? name));
    return undefined;
  }

  #beginsValue(): boolean {
    const type = this.#peek()?.type;
    return type !== undefined && ['{', '[', 'text', 'word'].includes(type);
  }
}

/** What other languages call the three words of JSON. */
const literals: Readonly<Record<string, string>> = {
  true: 'true',
  false: 'false',
  null: 'null',
  none: 'null',
  nil: 'null',
  undefined: 'null',
  yes: 'true',
  no: 'false',
  on: 'true',
  off: 'false',
};
