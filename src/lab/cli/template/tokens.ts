import { TemplateError } from './nodes';

/** A piece of a template: text between actions, or the tokens of one action. */
export type Piece = { readonly text: string } | { readonly action: readonly Token[]; readonly line: number };

/** A token of an action and where it starts. */
export type Token = {
  readonly kind: 'field' | 'word' | 'variable' | 'text' | 'number' | 'sign';
  readonly source: string;
  readonly at: number;
  /** Whether a blank is before it, which parts arguments. */
  readonly apart: boolean;
};

const token =
  /(\s+)|(\.[\p{L}_][\p{L}\p{N}_]*)|(\$[\p{L}\p{N}_]*)|("(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*')|([+-]?(?:0x[\da-fA-F]+|\d+(?:\.\d+)?(?:e[+-]?\d+)?))|([\p{L}_][\p{L}\p{N}_]*)|(:=|[().|=,])/uy;
const kinds = ['', 'field', 'variable', 'text', 'number', 'word', 'sign'] as const;

/** The line of a place in a text, from 1. */
export const lineOf = (source: string, at: number): number => source.slice(0, at).split('\n').length;

/** Parts a template into text and actions; comments go, and the marks `{{-` and `-}}` take the blanks beside them. */
export function pieces(source: string): readonly Piece[] {
  const found: Piece[] = [];
  let place = 0;
  let trims = false;
  for (;;) {
    const open = source.indexOf('{{', place);
    const before = source.slice(place, open === -1 ? undefined : open);
    const trimsEnd = open !== -1 && /^\{\{-\s/.test(source.slice(open));
    const text = trimsEnd ? before.trimEnd() : before;
    found.push({ text: trims ? text.trimStart() : text });
    if (open === -1) return found;
    const start = open + (trimsEnd ? 3 : 2);
    const comment = /^\s*\/\*[^]*?\*\/\s*(-)?\}\}/.exec(source.slice(start));
    if (comment) {
      trims = comment[1] !== undefined;
      place = start + comment[0].length;
      continue;
    }
    const action = tokens(source, start);
    found.push({ action: action.found, line: lineOf(source, open) });
    trims = action.trims;
    place = action.end;
  }
}

function tokens(source: string, start: number): { found: readonly Token[]; end: number; trims: boolean } {
  const found: Token[] = [];
  let place = start;
  let apart = true;
  for (;;) {
    const close = /^\s*(\s-)?\}\}/.exec(source.slice(place));
    if (close) return { found, end: place + close[0].length, trims: close[1] !== undefined };
    token.lastIndex = place;
    const match = token.exec(source);
    if (!match) throw new TemplateError('read', `:${lineOf(source, place)}: ${unexpected(source, place)}`);
    const index = match.slice(1).findIndex((group: string | undefined) => group !== undefined);
    const kind = kinds[index];
    if (kind) found.push({ kind, source: match[0], at: place, apart });
    apart = kind === '';
    place += match[0].length;
  }
}

function unexpected(source: string, at: number): string {
  const next = source.slice(at, at + 1);
  if (next === '' || next === '\n') return 'unclosed action';
  if (next === '"') return 'unterminated quoted string';
  if (next === '}') return 'unexpected "}" in operand';
  return `unexpected ${JSON.stringify(next)} in command`;
}
