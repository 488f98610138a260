import { BoundedPattern } from './bounded';
import { Fail } from '../commands/tool';

const classes: Readonly<Record<string, string>> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\s',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f',
  print: '\\x20-\\x7e',
  graph: '\\x21-\\x7e',
  cntrl: '\\x00-\\x1f\\x7f',
};

/** Reads `[...]` at `start`; gives the JavaScript class and the place after it. */
/** One character of a class, or a named class, at `at`; gives its notation and its length. */
function member(pattern: string, at: number, first: boolean): readonly [string, number] {
  const [named, name = ''] = /^\[:(\w+):\]/.exec(pattern.slice(at)) ?? [];
  if (named !== undefined) return [classes[name] ?? '', named.length];
  const letter = pattern[at] ?? '';
  const bare = !'\\[]'.includes(letter) && (letter !== '^' || first);
  return [bare ? letter : `\\${letter}`, 1];
}

function bracket(pattern: string, start: number): readonly [string, number] {
  const negated = pattern[start + 1] === '^' || pattern[start + 1] === '!';
  const first = start + (negated ? 2 : 1);
  let at = first;
  let out = negated ? '[^' : '[';
  while (at < pattern.length && (pattern[at] !== ']' || at === first)) {
    const [text, length] = member(pattern, at, at === first);
    out += text;
    at += length;
  }
  if (at >= pattern.length) throw new Fail(`bad regex '${pattern}': Unmatched [, [^, [:, [., or [=`, 2);
  return [`${out}]`, at + 1];
}

const special = new Set('.*+?(){}|^$/\\[]');
const escaped: Readonly<Record<string, string>> = { '<': '\\b(?=\\w)', '>': '\\b(?<=\\w)', n: '\\n', t: '\\t' };
const kept = new Set('wWsSbB0123456789');

/** What a backslash and a letter mean in a POSIX expression. */
function escape(letter: string, extended: boolean): string {
  if (!extended && '(){}|+?'.includes(letter)) return letter;
  if (escaped[letter] !== undefined) return escaped[letter];
  if (kept.has(letter)) return `\\${letter}`;
  return special.has(letter) ? `\\${letter}` : letter;
}

function plain(letter: string, extended: boolean, out: string): string {
  if (extended) return letter === '/' ? '\\/' : letter;
  if ('(){}|+?'.includes(letter)) return `\\${letter}`;
  const begins = out === '' || out.endsWith('(') || out.endsWith('|');
  if (letter === '*' && (begins || out === '^')) return '\\*';
  if (letter === '^' && !begins) return '\\^';
  return letter === '/' ? '\\/' : letter;
}

/** Translates a POSIX regular expression (basic or extended) to JavaScript's notation; throws Fail. */
export function posixSource(pattern: string, extended: boolean): string {
  let out = '';
  for (let at = 0; at < pattern.length;) {
    const letter = pattern[at] ?? '';
    if (letter === '[') {
      const [text, next] = bracket(pattern, at);
      out += text;
      at = next;
    } else if (letter === '\\' && at + 1 < pattern.length) {
      out += escape(pattern[at + 1] ?? '', extended);
      at += 2;
    } else {
      out +=
        !extended && letter === '$' && !/^(\\\)|\\\||$)/.test(pattern.slice(at + 1))
          ? '\\$'
          : plain(letter, extended, out);
      at++;
    }
  }
  return out;
}

/** A POSIX regular expression ready for use; throws Fail when it makes no sense. */
export function posixPattern(pattern: string, extended: boolean, flags = ''): RegExp {
  try {
    return new BoundedPattern(posixSource(pattern, extended), flags);
  } catch (error) {
    if (error instanceof Fail) throw error;
    throw new Fail(`bad regex '${pattern}': Invalid regular expression`, 2);
  }
}

/** Takes all meaning from a text. */
export const literal = (text: string): string => text.replace(/[.*+?(){}|^$/\\[\]]/g, '\\$&');

/** A file name pattern (`*`, `?`, `[...]`) over a whole text. */
export function globPattern(glob: string, flags = ''): RegExp {
  let out = '';
  for (let at = 0; at < glob.length;) {
    const letter = glob[at] ?? '';
    if (letter === '[' && glob.includes(']', at + 2)) {
      const [text, next] = bracket(glob, at);
      out += text;
      at = next;
      continue;
    }
    if (letter === '\\') at++;
    out += letter === '*' ? '[^]*' : letter === '?' ? '[^]' : literal(letter === '\\' ? (glob[at] ?? '') : letter);
    at++;
  }
  return new BoundedPattern(`^${out}$`, flags);
}
