import { complain, optional, required, string, table, wrong, type Spot, type Taker } from './take';
import type { Item } from './tree';

const most = { characters: 500, repeats: 10 } as const;

const flags: Taker<string> = (item, spot) => {
  const found = item.kind === 'value' ? item.value : undefined;
  if (typeof found === 'string' && /^[imsu]{1,4}$/.test(found)) return found;
  return wrong(item, spot, { en: 'made of `i`, `m`, `s` and `u`', zh: '由 `i`、`m`、`s`、`u` 组成' });
};

const withFlags = table({
  pattern: required(string(100_000), { en: 'a regular expression', zh: '正则表达式' }),
  flags: optional(flags),
});

/** A regular expression: a text, or a table of `pattern` and `flags`. */
export const pattern: Taker<RegExp> = (item, spot) => {
  const found =
    item.kind === 'table' ? withFlags(item, spot) : { pattern: string(100_000)(item, spot), flags: undefined };
  return found?.pattern === undefined ? undefined : compile(found.pattern, found.flags, item, spot);
};

/** Makes a regular expression of a workspace's words, or tells why not. */
export function compile(source: string, flags: string | undefined, item: Item, spot: Spot): RegExp | undefined {
  if (source.length > most.characters) {
    return complain(spot, item.line, 'pattern-long', { most: most.characters, found: source.length });
  }
  let made: RegExp;
  try {
    made = new RegExp(source, flags);
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : String(error);
    return complain(spot, item.line, 'pattern-invalid', { why });
  }
  const danger = dangerOf(source);
  if (danger === undefined) return made;
  return complain(spot, item.line, danger.code, { most: most.repeats, found: danger.found });
}

type Danger = {
  readonly code: 'pattern-nested' | 'pattern-backreference' | 'pattern-repeats';
  readonly found: number;
};

type Token = { readonly kind: 'open' | 'close' | 'or' | 'atom' | 'back' | 'repeat'; readonly text: string };

const token =
  /(?<back>\\[1-9]|\\k<)|(?<atom>\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\])|(?<open>\((?:\?(?:<[=!]|<\w+>|[\w-]*[:=!]))?)|(?<close>\))|(?<or>\|)|(?<repeat>[*+?]\??|\{\d+(?:,\d*)?\}\??)|(?<other>[\s\S])/g;

/**
 * Whether an expression may take for ever on some text. A backtracking engine does when a repeated group can match the
 * same text in several ways, so a group that is repeated holds neither a repetition nor alternatives; that refuses some
 * harmless ones and is easily kept. Back-references and many open repetitions are refused for the same reason.
 */
export function dangerOf(source: string): Danger | undefined {
  const tokens = tokensOf(source);
  if (tokens.some((one) => one.kind === 'back')) return { code: 'pattern-backreference', found: 1 };
  const repeats = tokens.filter((one) => one.kind === 'repeat' && isOpenEnded(one.text)).length;
  if (repeats > most.repeats) return { code: 'pattern-repeats', found: repeats };
  return hasNested(tokens) ? { code: 'pattern-nested', found: 1 } : undefined;
}

function tokensOf(source: string): readonly Token[] {
  return [...source.matchAll(token)].map(({ 0: text, groups = {} }) => {
    const [kind = 'atom'] =
      Object.entries(groups).find(([, value]) => (value as string | undefined) !== undefined) ?? [];
    return { kind: kind === 'other' ? 'atom' : (kind as Token['kind']), text };
  });
}

/** Looks for a group with many ways to match that is repeated. */
function hasNested(tokens: readonly Token[]): boolean {
  // Of each open group, whether it can match in several ways; the whole expression is the first.
  const groups = [false];
  let closed = false;
  for (const { kind, text } of tokens) {
    if (kind === 'repeat' && closed && repeatsOften(text)) return true;
    if (kind === 'open') groups.push(false);
    else if (kind === 'close') {
      closed = groups.pop() ?? false;
      if (closed) groups[groups.length - 1] = true;
      continue;
    } else if (kind === 'or' || kind === 'repeat') groups[groups.length - 1] = true;
    closed = false;
  }
  return false;
}

const isOpenEnded = (repeat: string): boolean => /^[*+]|^\{\d+,\}/.test(repeat);

/** A repetition that can match more than once. */
const repeatsOften = (repeat: string): boolean => !/^\?|^\{[01](,1)?\}/.test(repeat);
