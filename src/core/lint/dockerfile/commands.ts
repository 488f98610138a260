import type { Span } from '../rule';
import type { Instruction } from './file';
import type { Word } from './logical';

/** One simple command of a shell text or of an exec form: the program and its arguments. */
export type Command = {
  readonly words: readonly Word[];
  /** Does it read what another command writes? */
  readonly piped: boolean;
  readonly form: 'shell' | 'json';
  /** What stood before the program: `sudo`, `A=1`. */
  readonly prefixes: readonly Word[];
  /** The operator that ends it: "&&", "|", "&"; empty at the end of the text. */
  readonly after: string;
};

/** Text with a way back to where it is written. */
type Source = { readonly text: string; span(from: number, to: number): Span };

// A comment, an operator, or a word: escapes, quotes, redirections such as 2>&1, and everything else that is no operator.
const token =
  /\\\r?\n|[^\S\n]+|(?<comment>#[^\n]*)|(?<operator>\n|&&|\|\||;+|\|&?|&(?!>)|[()])|(?<word>(?:\\[\s\S]|"(?:\\[\s\S]|[^"\\])*"|'[^']*'|[<>]&|&>|[^\s'"\\;&|()]|["'\\])+)/g;

const openers = new Set(['then', 'do', 'else', 'elif', 'if', 'while', 'until', '!', '{']);
const wrappers = new Set(['sudo', 'env', 'exec', 'command', 'time', 'nice', 'nohup', 'eatmydata']);

/** The simple commands of a RUN, CMD, ENTRYPOINT or HEALTHCHECK, also those in a here-document that a shell runs. */
export function commandsOf(instruction: Instruction, text: string): readonly Command[] {
  const commands = known.get(instruction) ?? readCommands(instruction, text);
  known.set(instruction, commands);
  return commands;
}

const known = new WeakMap<Instruction, readonly Command[]>();

function readCommands(instruction: Instruction, text: string): readonly Command[] {
  const { command, json, heredoc } = instruction;
  if (command === undefined) return [];
  if (json !== undefined) return [{ words: json, piped: false, form: 'json', prefixes: [], after: '' }];
  const own = split(command);
  if (heredoc === undefined || !isScript(command.text, text.slice(heredoc.start, heredoc.end))) return own;
  return [
    ...own,
    ...split({
      text: text.slice(heredoc.start, heredoc.end),
      span: (from, to) => ({ start: heredoc.start + from, end: heredoc.start + to }),
    }),
  ];
}

/** `RUN <<EOF` runs its lines in the shell, unless they name another interpreter; so does `RUN bash <<EOF`. */
function isScript(command: string, body: string): boolean {
  const shebang = /^\s*#!.*/.exec(body)?.[0];
  if (shebang !== undefined && !/\b(ba|da|a)?sh\b/.test(shebang)) return false;
  return /^(?:\/bin\/)?(?:(?:ba|da|a)?sh\b[^<|;&]*)?\d*<<-?\s*["']?\w+["']?\s*$/.test(command);
}

function split(source: Source): readonly Command[] {
  const commands: Command[] = [];
  let words: Word[] = [];
  let prefixes: Word[] = [];
  let piped = false;
  const close = (after: string): void => {
    if (words.length > 0) commands.push({ words, piped, form: 'shell', prefixes, after });
    words = [];
    prefixes = [];
    piped = after.startsWith('|') && after !== '||';
  };
  for (const { index, groups } of source.text.matchAll(token)) {
    if (groups?.['operator'] !== undefined) close(groups['operator']);
    const text = groups?.['word'];
    if (text === undefined) continue;
    const value = text.replace(/^(["'])(.*)\1$/s, '$2');
    const list = words.length === 0 && isPrefix(text) ? prefixes : words;
    list.push({ text, value, span: source.span(index, index + text.length), at: index });
  }
  close('');
  return commands;
}

/** What may stand before the name of a program. */
function isPrefix(word: string): boolean {
  return openers.has(word) || wrappers.has(word) || /^\w+=/.test(word);
}
