import { Fail } from '../commands/tool';

/** A word of an awk program. */
export type Token = {
  readonly kind: 'number' | 'text' | 'regex' | 'name' | 'call' | 'word' | 'sign' | 'newline' | 'end';
  readonly text: string;
};

const words = new Set([
  'BEGIN',
  'END',
  'function',
  'func',
  'if',
  'else',
  'while',
  'for',
  'do',
  'break',
  'continue',
  'next',
  'exit',
  'return',
  'delete',
  'in',
  'print',
  'printf',
  'getline',
]);
const signs = /^(?:\*\*=|\|\||&&|\+\+|--|\+=|-=|\*=|\/=|%=|\^=|==|<=|>=|!=|>>|\*\*|!~|[{}()[\];,+\-*/%^!<>|?:~$=])/;
const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  '"': '"',
  '/': '/',
  a: '\u0007',
};

/** After these a slash divides; elsewhere it begins an expression. */
const endsValue = (last: Token | undefined): boolean =>
  last !== undefined && (['number', 'text', 'name'].includes(last.kind) || /^[\])$]$|^\+\+$|^--$/.test(last.text));

type Shape = readonly [Token['kind'] | 'blank', RegExp, ((found: RegExpExecArray, rest: string) => Token)?];

const shapes: readonly Shape[] = [
  ['blank', /^(?:[ \t\r]+|\\\r?\n|#[^\n]*)/],
  ['newline', /^\n/],
  ['regex', /^\/((?:[^/\\\n]|\\.|\[(?:[^\]\\\n]|\\.)+\])*)\//, ([, text = '']) => ({ kind: 'regex', text })],
  [
    'text',
    /^"((?:[^"\\]|\\[^])*)"/,
    ([, text = '']) => ({
      kind: 'text',
      text: text.replace(/\\([^])/g, (whole, letter: string) => escapes[letter] ?? whole),
    }),
  ],
  ['number', /^(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/],
  [
    'name',
    /^[A-Za-z_]\w*/,
    ([text], rest) => ({ kind: words.has(text) ? 'word' : rest[text.length] === '(' ? 'call' : 'name', text }),
  ],
  ['sign', signs],
];

/** Splits an awk program; throws Fail. */
export function tokensOf(source: string): readonly Token[] {
  const out: Token[] = [];
  for (let rest = source; rest !== '';) {
    const value = endsValue(out.at(-1));
    const fits = shapes.filter(([kind]) => kind !== 'regex' || !value).find(([, pattern]) => pattern.test(rest));
    const found = fits?.[1].exec(rest);
    if (!fits || !found) throw new Fail(`syntax error near '${rest.slice(0, 20)}'`, 2);
    const [kind, , make] = fits;
    if (kind !== 'blank') out.push(make?.(found, rest) ?? { kind, text: found[0] });
    rest = rest.slice(found[0].length);
  }
  return out;
}
