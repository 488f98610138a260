import type { Commented } from '../line-based/ignore';
import { eolOf } from '../line-based/lines';
import type { Span } from '../rule';
import { tokensOf, type Loose, type Token, type Word } from './tokens';

export type { Word } from './tokens';

/** A file that a command reads or writes: `> out`. */
export type Redirect = { readonly operator: string; readonly span: Span; readonly target: Word | undefined };

/** A command, with its words and without its redirections. */
export type Command = {
  /** Its words, keywords such as `if` and assignments before it left out. */
  readonly words: readonly Word[];
  readonly assignments: readonly Word[];
  /** The keywords before it. */
  readonly keywords: readonly string[];
  readonly redirects: readonly Redirect[];
  readonly span: Span;
  /** The operators before and behind it; a line end is "\n". */
  readonly before: string;
  readonly after: string;
  /** Does it begin a line? */
  readonly isFirst: boolean;
  /** Does it stand in a `case`, where patterns look like commands? */
  readonly isInCase: boolean;
};

/** A shell script as its rules read it. */
export type ShellFile = Commented & {
  readonly path: string | undefined;
  readonly commands: readonly Command[];
  readonly loose: readonly Loose[];
  readonly heredocs: readonly Span[];
  /** The first line, when it names the program that runs the script. */
  readonly shebang: string | undefined;
  /** Does a quote, a bracket or a here-document have no end, so that nothing after it is certain? */
  readonly isUnsure: boolean;
};

/** Reads a script. */
export function parseShell(text: string, path?: string): ShellFile {
  const { tokens, loose, heredocs, isUnsure } = tokensOf(text);
  const shebang = /^\uFEFF?#![^\r\n]*/.exec(text)?.[0].replace('\uFEFF', '');
  const isForeign = isUnsure || /^\uFEFF?#!.*\b(?:fish|python\d*|perl|node|ruby|awk|tclsh|expect)\b/.test(text);
  const commands = isForeign ? [] : commandsOf(text, tokens);
  const comments = tokens.flatMap(({ kind, span }) => (kind === 'comment' ? [span] : []));
  return {
    text,
    path,
    shebang,
    isUnsure,
    heredocs,
    comments,
    commands,
    loose: isForeign ? [] : loose,
    eol: eolOf(text),
    statements: commands.map(({ span }) => span),
  };
}

type Draft = { words: Word[]; redirects: Redirect[]; keywords: string[]; assignments: Word[] };

const keywords = new Set([
  'if',
  'then',
  'elif',
  'else',
  'while',
  'until',
  'do',
  '!',
  '{',
  'time',
  'exec',
  'fi',
  'done',
  '}',
]);
const redirections = /^(?:>>?|<|<>|>\||&>>?|[<>]&|<<-?|<<<)$/;

function commandsOf(text: string, tokens: readonly Token[]): readonly Command[] {
  const reader = new Reader(text);
  for (const token of tokens) if (token.kind !== 'comment') reader.token(token);
  reader.close('\n');
  return reader.commands;
}

const empty = (): Draft => ({ words: [], redirects: [], keywords: [], assignments: [] });

class Reader {
  readonly commands: Command[] = [];
  #draft = empty();
  #start = -1;
  #before = '\n';
  /** Where the last piece ended, and whether it was an operator. */
  #last = 0;
  #isBehindOperator = false;
  #depth = 0;
  #isFirst = true;
  #isLineStart = true;
  /** In `[[ … ]]` the signs of the shell are those of the test. */
  #isTest = false;

  constructor(readonly text: string) {}

  token(token: Exclude<Token, { kind: 'comment' }>): void {
    if (token.kind === 'line end') {
      if (!this.#isTest) this.close('\n');
      this.#isLineStart = true;
      return;
    }
    const { span } = token;
    if (this.#start === -1) this.#isFirst = this.#isLineStart && lineBefore(this.text, span.start).trim() === '';
    this.#isLineStart = false;
    if (token.kind === 'word') this.#word(token);
    else this.#operator(token.text, span);
    this.#isBehindOperator = token.kind === 'operator';
    this.#last = span.end;
  }

  close(after: string): void {
    const { words } = this.#draft;
    if (this.#start !== -1) {
      if (words[0]?.text === 'case') this.#depth += 1;
      if (words[0]?.text === 'esac') this.#depth = Math.max(0, this.#depth - 1);
      const span = { start: this.#start, end: this.#last };
      const isInCase = this.#depth > 0;
      this.commands.push({ ...this.#draft, span, before: this.#before, after, isFirst: this.#isFirst, isInCase });
    }
    this.#draft = empty();
    this.#start = -1;
    this.#isTest = false;
    this.#before = after;
  }

  #word(word: Word): void {
    if (this.#start === -1) this.#start = word.span.start;
    const { redirects, words } = this.#draft;
    const target = redirects.at(-1);
    const isTarget = target?.target === undefined && this.#isBehindOperator && !this.#isTest;
    if (target !== undefined && isTarget) redirects[redirects.length - 1] = { ...target, target: word };
    else take(this.#draft, word);
    if (word.text === '[[' && words.length === 1) this.#isTest = true;
    if (word.text === ']]') this.#isTest = false;
  }

  #operator(operator: string, span: Span): void {
    if (!this.#isTest && !redirections.test(operator)) {
      this.close(operator);
      return;
    }
    if (this.#start === -1) this.#start = span.start;
    if (!this.#isTest) this.#draft.redirects.push({ operator, span, target: undefined });
  }
}

/** As much of a line as a margin may take. */
const lineBefore = (text: string, at: number): string =>
  text.slice(Math.max(text.lastIndexOf('\n', at - 1) + 1, at - 400), at).replace('\uFEFF', '');

function take(draft: Draft, word: Word): void {
  if (draft.words.length > 0) draft.words.push(word);
  else if (draft.assignments.length === 0 && keywords.has(word.text)) draft.keywords.push(word.text);
  else if (/^[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=/.test(word.text)) draft.assignments.push(word);
  else draft.words.push(word);
}

/** The commands that a program gets, `sudo` and its like left out: `docker run …`. */
export function* callsOf(file: ShellFile, program: string): Iterable<Command & { readonly args: readonly Word[] }> {
  for (const command of file.commands) {
    const words = withoutPrefix(command.words);
    if (words[0]?.text === program) yield { ...command, args: words.slice(1) };
  }
}

/** The words behind `sudo`, when it has no options. */
export function withoutPrefix(words: readonly Word[]): readonly Word[] {
  let start = 0;
  while (/^(?:sudo|command|nohup)$/.test(words[start]?.text ?? '') || (start > 0 && words[start]?.text === '-E'))
    start += 1;
  return words.slice(start);
}
