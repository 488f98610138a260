import { Lines } from '../../lint/lines';
import type { InvalidFile } from '../facts';
import { invalid } from './invalid';

/** The document, strictly JSON: no comment, no comma at the end, no byte order mark. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return explain(text);
  }
}

/** What may come next. */
type State = 'value' | 'element' | 'member' | 'key' | 'colon' | 'after';

const expected: Readonly<Record<State, string>> = {
  value: 'a value',
  element: 'a value or "]"',
  member: 'a name in double quotes or "}"',
  key: 'a name in double quotes',
  colon: '":"',
  after: '"," or the end of what is open',
};

const blanks = /[ \t\n\r]*/y;
const token =
  /[{}[\],:]|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*")|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?|true|false|null)(?![\w.])/uy;

/** Where it breaks; only asked for when it does, because the engine's own words differ from version to version. */
function explain(text: string): InvalidFile {
  const open: Open = [];
  let state: State = 'value';
  let at = 0;
  for (;;) {
    blanks.lastIndex = at;
    const start = at + (blanks.exec(text)?.[0].length ?? 0);
    token.lastIndex = start;
    const found = token.exec(text);
    const next: State | undefined =
      found === null ? undefined : steps[state](found[1] === undefined ? found[0] : '"', open);
    if (found === null || next === undefined) return describe(text, start, state, open.length === 0);
    state = next;
    at = start + found[0].length;
  }
}

type Open = ('{' | '[')[];

/** The state after a token, which is a mark, `"` for a string or a scalar; nothing when it may not stand here. */
const steps: Readonly<Record<State, (mark: string, open: Open) => State | undefined>> = {
  value,
  element: (mark, open) => (mark === ']' ? close(mark, open) : value(mark, open)),
  member: (mark, open) => (mark === '"' ? 'colon' : close(mark, open)),
  key: (mark) => (mark === '"' ? 'colon' : undefined),
  colon: (mark) => (mark === ':' ? 'value' : undefined),
  after: (mark, open) => {
    if (mark !== ',' || open.length === 0) return close(mark, open);
    return open.at(-1) === '{' ? 'key' : 'value';
  },
};

function value(mark: string, open: Open): State | undefined {
  if (mark !== '{' && mark !== '[') return /^[}\],:]$/.test(mark) ? undefined : 'after';
  open.push(mark);
  return mark === '{' ? 'member' : 'element';
}

function close(mark: string, open: Open): State | undefined {
  if (mark !== (open.at(-1) === '{' ? '}' : ']') || open.length === 0) return undefined;
  open.pop();
  return 'after';
}

function describe(text: string, at: number, state: State, isWhole: boolean): InvalidFile {
  const { line, character } = new Lines(text).positionAt(at);
  const [word] = /^(?:[\w.+-]{1,20}|.)/su.exec(text.slice(at, at + 20)) ?? [];
  const found = word === undefined ? 'the end of the file' : JSON.stringify(word);
  const wanted = state === 'after' && isWhole ? 'the end of the file' : expected[state];
  return invalid(`expected ${wanted}, found ${found} at line ${line + 1}, column ${character + 1}`, line + 1);
}
