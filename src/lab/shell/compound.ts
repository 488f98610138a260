import type { Command, Item, Word } from './ast';
import type { Parser } from './parser';

/** What parses a compound command whose first word has been taken. */
export type ParseCompound = (parser: Parser) => Command;

function parseIf(parser: Parser): Command {
  const branches: { condition: readonly Item[]; body: readonly Item[] }[] = [];
  do {
    const condition = parser.body('"then"');
    parser.expectKeyword('then');
    branches.push({ condition, body: parser.body('"fi"') });
  } while (parser.keyword('elif'));
  const otherwise = parser.keyword('else') ? parser.body('"fi"') : undefined;
  parser.expectKeyword('fi');
  return { kind: 'if', branches, ...(otherwise && { otherwise }), redirects: parser.redirects() };
}

const parseLoop =
  (until: boolean): ParseCompound =>
  (parser) => {
    const condition = parser.body('"do"');
    const body = parseDo(parser);
    return { kind: 'loop', until, condition, body, redirects: parser.redirects() };
  };

function parseDo(parser: Parser): readonly Item[] {
  parser.newlines();
  parser.expectKeyword('do');
  const body = parser.body('"done"');
  parser.expectKeyword('done');
  return body;
}

function parseFor(parser: Parser): Command {
  const name = parser.tokens.peek();
  if (name.kind !== 'word' || name.plain === undefined || !/^[A-Za-z_][A-Za-z_0-9]*$/.test(name.plain)) {
    throw parser.syntaxError('bad for loop variable');
  }
  parser.tokens.take();
  parser.newlines();
  const words = parser.keyword('in') ? parseWords(parser) : undefined;
  if (!words) parser.operator(';');
  const body = parseDo(parser);
  return { kind: 'for', name: name.plain, ...(words && { words }), body, redirects: parser.redirects() };
}

function parseWords(parser: Parser): readonly Word[] {
  const words: Word[] = [];
  for (;;) {
    const token = parser.tokens.peek();
    if (token.kind !== 'word') break;
    words.push(token.word);
    parser.tokens.take();
  }
  if (!parser.operator(';') && parser.tokens.peek().kind !== 'newline') throw parser.unexpected();
  return words;
}

function parseCase(parser: Parser): Command {
  const subject = parser.tokens.peek();
  if (subject.kind !== 'word') throw parser.unexpected('word');
  parser.tokens.take();
  parser.newlines();
  parser.expectKeyword('in');
  parser.newlines();
  const arms: { patterns: readonly Word[]; body: readonly Item[] }[] = [];
  while (!parser.keyword('esac')) {
    arms.push(parseArm(parser));
    parser.newlines();
  }
  return { kind: 'case', subject: subject.word, arms, redirects: parser.redirects() };
}

function parseArm(parser: Parser): { patterns: readonly Word[]; body: readonly Item[] } {
  parser.operator('(');
  const patterns: Word[] = [];
  do {
    const token = parser.tokens.peek();
    if (token.kind !== 'word') throw parser.unexpected('")"');
    patterns.push(token.word);
    parser.tokens.take();
  } while (parser.operator('|'));
  if (!parser.operator(')')) throw parser.unexpected('")"');
  parser.newlines();
  const body = parser.items(() => false);
  const token = parser.tokens.peek();
  const last = token.kind === 'word' && token.plain === 'esac';
  if (!parser.operator(';;') && !last) throw parser.unexpected('";;"');
  return { patterns, body };
}

function parseGroup(parser: Parser): Command {
  const body = parser.body('"}"');
  parser.expectKeyword('}');
  return { kind: 'group', body, redirects: parser.redirects() };
}

function parseSubshell(parser: Parser): Command {
  const body = parser.body('")"');
  if (!parser.operator(')')) throw parser.unexpected('")"');
  return { kind: 'subshell', body, redirects: parser.redirects() };
}

function parseFunction(parser: Parser): Command {
  const name = parser.tokens.peek();
  if (name.kind !== 'word' || name.plain === undefined) throw parser.unexpected('word');
  parser.tokens.take();
  if (parser.operator('(') && !parser.operator(')')) throw parser.unexpected('")"');
  parser.newlines();
  return { kind: 'function', name: name.plain, body: parser.command() };
}

/** By the word that begins the command. */
export const compoundParsers: ReadonlyMap<string, ParseCompound> = new Map<string, ParseCompound>([
  ['if', parseIf],
  ['while', parseLoop(false)],
  ['until', parseLoop(true)],
  ['for', parseFor],
  ['case', parseCase],
  ['{', parseGroup],
  ['(', parseSubshell],
  ['function', parseFunction],
]);
