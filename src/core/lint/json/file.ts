import { Parser, type Value } from './parser';
import { slip, type Slip } from './slip';
import { tokensOf } from './tokens';

export type { Member, Value } from './parser';

/** A JSON file as its rules read it: what could be made out, and where it is not JSON. */
export type JsonFile = { readonly text: string; readonly root: Value | undefined; readonly slips: readonly Slip[] };

/** Reads a JSON file; what is no JSON is noted, and the rest is read on. */
export function parseJsonFile(text: string): JsonFile {
  const { tokens, slips } = tokensOf(text);
  const [first] = tokens;
  if (first === undefined) return { text, root: undefined, slips };
  if (first.type !== '{' && first.type !== '[') {
    return { text, root: undefined, slips: [slip('start', first.span)] };
  }
  const parser = new Parser(tokens);
  const root = parser.document();
  return { text, root, slips: [...slips, ...parser.slips].sort((a, b) => a.span.start - b.span.start) };
}
