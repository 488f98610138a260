import { asciiOf, eastAsian, lookalikes } from '../typography';
import type { Instruction } from './file';

/** A character that only looks like the one that was meant. */
export type Stray = { readonly at: number; readonly character: string; readonly meant: string; readonly sure: boolean };

type Kind = 'plain' | 'list' | 'path' | 'pair' | 'shell';

const kinds: Readonly<Record<string, Kind>> = {
  FROM: 'plain',
  EXPOSE: 'plain',
  STOPSIGNAL: 'plain',
  USER: 'plain',
  SHELL: 'list',
  COPY: 'path',
  ADD: 'path',
  WORKDIR: 'path',
  VOLUME: 'path',
  ENV: 'pair',
  LABEL: 'pair',
  ARG: 'pair',
  RUN: 'shell',
  CMD: 'shell',
  ENTRYPOINT: 'shell',
  HEALTHCHECK: 'shell',
};

/** The stray characters in the code of an instruction; what is quoted, a comment, or written in Chinese is not code. */
export function strayCharacters(instruction: Instruction): readonly Stray[] {
  const { keyword, body } = instruction;
  const own = kinds[keyword];
  if (own === undefined || body.text.search(lookalikes) === -1 || instruction.json !== undefined) return [];
  const kind = (instruction.command ?? instruction.rest).text.startsWith('[') ? 'list' : own;
  const strays: Stray[] = [];
  let quoting = false;
  for (const { index: start, 0: word } of withoutQuotes(body.text, own === 'shell').matchAll(/[^ \t]+/g)) {
    if (eastAsian.test(word)) continue;
    for (const { index, 0: character } of word.matchAll(lookalikes)) {
      const slip: Slip = { kind, keyword, word, index, character, quoting };
      if (!isCode(slip)) continue;
      if (quotes.test(character)) quoting = !quoting;
      strays.push({ at: start + index, character, ...meaning(slip) });
    }
  }
  return strays;
}

/** The same text with quoted parts painted over, and in the shell its comments and what it only prints. */
function withoutQuotes(text: string, isShell: boolean): string {
  const quoted = text.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, (part) => '"'.repeat(part.length));
  const blank = (part: string): string => ' '.repeat(part.length);
  return isShell ? quoted.replace(/(?<=\s)#.*$|\b(?:echo|printf)\s[^;&|<>]*/gs, blank) : quoted;
}

type Slip = {
  readonly kind: Kind;
  readonly keyword: string;
  readonly word: string;
  readonly index: number;
  readonly character: string;
  readonly quoting: boolean;
};

const dashes = /[\u2013\u2014\u2212]/;
const quotes = /[\u2018-\u201E]/;
const invisible = /[\u200B\u2060\uFEFF]/;
const blanks = /[\u00A0\u3000]/;
const shellSigns = /[；（）＆｜＞＜＄]/;

/** Can the character at this place be nothing but a slip? */
function isCode({ kind, word, index, character, quoting }: Slip): boolean {
  if (invisible.test(character)) return true;
  if (blanks.test(character)) return kind !== 'pair';
  if (dashes.test(character)) return kind !== 'pair' && opensOption(word, index);
  if (kind === 'plain' || kind === 'list') return true;
  // Quotes that quote: a word, or what follows its "=", begins with one.
  if (quotes.test(character)) return quoting || index === 0 || word[index - 1] === '=';
  if (kind === 'shell') return shellSigns.test(character);
  return character === (kind === 'path' ? '，' : '＝');
}

const opensOption = (word: string, index: number): boolean => index === 0 && /^.[A-Za-z\u2013\u2014\u2212-]/.test(word);

function meaning({ kind, keyword, word, index, character }: Slip): Pick<Stray, 'meant' | 'sure'> {
  const ascii = asciiOf(character);
  if (kind === 'list' && quotes.test(character)) return { meant: '"', sure: true };
  if (keyword === 'EXPOSE' && ascii === ',') return { meant: ' ', sure: true };
  if (!dashes.test(character)) return { meant: ascii, sure: true };
  // "–name" may have been "-name" or "--name"; the options of instructions always have two dashes.
  const isLong = /^.[A-Za-z]{2}/.test(word.slice(index));
  return { meant: isLong ? '--' : '-', sure: !isLong || kind !== 'shell' };
}
