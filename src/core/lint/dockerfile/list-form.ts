import type { Edit } from '../rule';
import type { Logical } from './logical';

/** What a list that is not quite JSON was meant to be. */
export type BrokenList = {
  /** Where the list ends in its text, and the comment after it begins, if there is one. */
  readonly end: number;
  readonly comment: number | undefined;
  /** The smallest edits that make it JSON; nothing when it cannot be known. */
  readonly edits: readonly Edit[] | undefined;
};

const element = /\s*(?:(?<double>"(?:[^"\\]|\\.)*")|(?<single>'(?:[^'\\]|\\.)*')|(?<bare>[^\s"',[\]{}$`|&;<>()\u2018-\u201E]+))/y;
const separator = /\s*(?:(?<comma>,)(?=\s*(?<last>\])?)|(?<close>\]))/y;

/** Reads a text that starts with "[" and is not a JSON array of strings; nothing when it is more likely a shell test. */
export function brokenList(logical: Logical): BrokenList | undefined {
  const { text } = logical;
  const edits: Edit[] = [];
  let at = 1;
  let quotes = 0;
  let commas = 0;
  for (;;) {
    element.lastIndex = at;
    const found = element.exec(text);
    if (found === null) break;
    const word = found[0].trimStart();
    const start = at + found[0].length - word.length;
    at += found[0].length;
    quotes += found.groups?.['bare'] === undefined ? 1 : 0;
    const meant = jsonOf(word);
    if (meant !== word) edits.push({ span: logical.span(start, at), text: meant });

    separator.lastIndex = at;
    const next = separator.exec(text);
    if (next?.groups?.['close'] !== undefined) break;
    if (next === null && text.slice(at).trim() === '') break;
    if (next === null) edits.push(insert(logical, at, ','));
    else {
      commas += 1;
      at += next[0].length;
      if (next.groups?.['last'] !== undefined) edits.push({ span: logical.span(at - 1, at), text: '' });
    }
  }
  return verdict(logical, { at, quotes, commas, edits });
}

type Reading = { readonly at: number; readonly quotes: number; readonly commas: number; readonly edits: Edit[] };

/** A shell test has blanks inside its brackets and no commas. */
function verdict(logical: Logical, { at, quotes, commas, edits }: Reading): BrokenList | undefined {
  const { text } = logical;
  const after = /^\s*\]/.exec(text.slice(at))?.[0];
  const isTest = commas === 0 && /^\[[\s[]/.test(text);
  if (isTest || quotes + commas === 0) return undefined;
  const end = at + (after?.length ?? 0);
  const rest = text.slice(end).trim();
  if (after === undefined) {
    if (commas === 0) return undefined;
    return { end: text.length, comment: undefined, edits: rest === '' ? [...edits, insert(logical, at, ']')] : undefined };
  }
  if (rest === '') return { end, comment: undefined, edits };
  const comment = rest.startsWith('#') ? text.indexOf('#', end) : undefined;
  return commas === 0 && comment === undefined ? undefined : { end, comment, edits: comment === undefined ? undefined : edits };
}

function insert(logical: Logical, at: number, text: string): Edit {
  const place = logical.span(0, at).end;
  return { span: { start: place, end: place }, text };
}

/** The JSON string that a word was meant to be; a backslash that JSON does not know is a backslash. */
function jsonOf(word: string): string {
  if (word.startsWith('"')) {
    try {
      JSON.parse(word);
      return word;
    } catch {
      return word.replace(/\\(\\|")|\\/g, (_, kept?: string) => `\\${kept ?? '\\'}`).replaceAll('\t', '\\t');
    }
  }
  if (word.startsWith("'")) return JSON.stringify(word.slice(1, -1).replaceAll("\\'", "'"));
  return JSON.stringify(word);
}
