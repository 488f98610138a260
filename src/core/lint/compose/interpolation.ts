/** A place where Compose puts the value of a variable. */
export type Reference = {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Is it written with braces? */
  readonly isBraced: boolean;
  /** What is to happen without a value: `:-`, `-`, `:?`, `?`, `:+`, `+`, or nothing. */
  readonly operator: string;
};

/** What a text has of variables, and where it has a `${…}` that Compose refuses. */
export type Interpolation = {
  readonly references: readonly Reference[];
  readonly broken: { readonly start: number; readonly end: number } | undefined;
};

/** Takes a text apart; `$$` is a dollar sign. */
export function interpolationIn(text: string): Interpolation {
  const references: Reference[] = [];
  for (let at = text.indexOf('$'); at !== -1; at = text.indexOf('$', at)) {
    const next = text[at + 1];
    const found = next === '{' ? braced(text, at) : next === '$' ? undefined : named(text, at);
    if (found === undefined && next === '{') return { references, broken: { start: at, end: brokenEnd(text, at) } };
    if (found !== undefined) references.push(found);
    at = found === undefined ? at + (next === '$' ? 2 : 1) : behind(found);
  }
  return { references, broken: undefined };
}

/** Where to read on: a default may hold variables of its own. */
function behind({ start, end, name, operator }: Reference): number {
  return operator === '' ? end : start + 2 + name.length + operator.length;
}

function named(text: string, start: number): Reference | undefined {
  const name = /^[A-Za-z_]\w*/.exec(text.slice(start + 1, start + 200))?.[0];
  return name === undefined ? undefined : { name, start, end: start + 1 + name.length, isBraced: false, operator: '' };
}

const head = /^\$\{(?<name>[A-Za-z_]\w*)(?<operator>:?[-?+]|(?=\}))/;

function braced(text: string, start: number): Reference | undefined {
  const { name, operator = '' } = head.exec(text.slice(start, start + 200))?.groups ?? {};
  const end = name === undefined ? undefined : closingAt(text, start);
  return name === undefined || end === undefined ? undefined : { name, start, end, isBraced: true, operator };
}

/** Where the brace of a variable is closed. */
function closingAt(text: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < Math.min(text.length, start + 2000); at += 1) {
    if (text[at] === '$' && text[at + 1] === '{') depth += 1;
    else if (text[at] === '}') depth -= 1;
    if (text[at] === '}' && depth === 0) return at + 1;
  }
  return undefined;
}

function brokenEnd(text: string, start: number): number {
  const end = text.slice(start, start + 200).search(/[}\s]/);
  if (end === -1) return Math.min(text.length, start + 200);
  return start + end + (text[start + end] === '}' ? 1 : 0);
}
