import type { Options } from '../text/options';
import { unescape } from '../text/printf';
import { Fail, type Call, type Tools } from './tool';

const named: Readonly<Record<string, string>> = {
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  lower: 'abcdefghijklmnopqrstuvwxyz',
  digit: '0123456789',
  space: ' \t\n\r\f\v',
  blank: ' \t',
  punct: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
};

function expand(set: string): readonly string[] {
  const classes = set.replace(/\[:(\w+):\]/g, (whole, name: string) => {
    if (name === 'alpha') return 'A-Za-z';
    return name === 'alnum' ? '0-9A-Za-z' : (named[name] ?? whole).replace(/[\\-]/g, '\\$&');
  });
  const text = unescape(classes.replaceAll('\\-', '\u0001')).text;
  const plain = text.replace(/([^])-([^])/g, (whole, from: string, to: string) => {
    const [first, last] = [from.charCodeAt(0), to.charCodeAt(0)];
    return last < first || last - first > 65_535
      ? whole
      : String.fromCharCode(...Array.from({ length: last - first + 1 }, (_, at) => first + at));
  });
  return Array.from(plain.replaceAll('\u0001', '-'));
}

/** What tr does with one letter: undefined drops it. */
function translator(
  options: Options,
  first: string,
  second: string | undefined,
): (letter: string) => string | undefined {
  const from = expand(first);
  const to = second === undefined ? [] : expand(second);
  const listed = new Set(from);
  const complement = options.has('c', 'C');
  const inFirst = (letter: string): boolean => listed.has(letter) !== complement;
  if (options.has('d')) return (letter) => (inFirst(letter) ? undefined : letter);
  const last = to.at(-1);
  if (complement) return (letter) => (inFirst(letter) ? (last ?? letter) : letter);
  const table = new Map(from.map((letter, at) => [letter, to[at] ?? last ?? letter]));
  return (letter) => table.get(letter) ?? letter;
}

/** Whether -s makes one of several of this letter in a row. */
function squeezer(options: Options, first: string, second: string | undefined): (letter: string) => boolean {
  if (!options.has('s')) return () => false;
  const letters = new Set(expand(second ?? first));
  const complement = second === undefined && options.has('c', 'C');
  return (letter) => letters.has(letter) !== complement;
}

async function tr(call: Call): Promise<undefined> {
  const options = call.options('dscCt', { delete: 'd', 'squeeze-repeats': 's', complement: 'c' }, true);
  const [first, second] = options.rest;
  if (first === undefined || (second === undefined && !options.has('d', 's')))
    throw new Fail(call.says('missing operand', "missing operand\nTry 'tr --help' for more information."));
  const translate = translator(options, first, second);
  const squeezes = squeezer(options, first, second);
  let before = '';
  const decoder = new TextDecoder();
  for (let chunk = await call.self.stdin.read(); chunk; chunk = await call.self.stdin.read()) {
    let out = '';
    for (const letter of decoder.decode(chunk, { stream: true })) {
      const next = translate(letter);
      if (next === undefined || (next === before && squeezes(next))) continue;
      out += next;
      before = next;
    }
    await call.print(out);
  }
  return undefined;
}

/** tr(1). */
export const trTools: Tools = { tr };
