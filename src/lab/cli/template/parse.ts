import { TemplateError, type Command, type Node, type Nodes, type Pipe, type Term } from './nodes';
import { lineOf, pieces, type Piece, type Token } from './tokens';

type Reader = {
  readonly source: string;
  readonly pieces: readonly Piece[];
  readonly functions: ReadonlySet<string>;
  place: number;
};

/** Reads a template; throws a TemplateError with the sentence of Go. */
export function parse(source: string, functions: ReadonlySet<string>): Nodes {
  const reader: Reader = { source, pieces: pieces(source), functions, place: 0 };
  const { nodes, end } = block(reader);
  if (end !== 'end of text')
    throw new TemplateError('read', `:${lineOf(source, source.length)}: unexpected {{${end}}}`);
  return nodes;
}

type Block = { readonly nodes: Nodes; readonly end: string; readonly rest: readonly Token[] };

function block(reader: Reader): Block {
  const nodes: Node[] = [];
  for (;;) {
    const piece = reader.pieces[reader.place++];
    if (!piece) return { nodes, end: 'end of text', rest: [] };
    if ('text' in piece) {
      if (piece.text !== '') nodes.push({ kind: 'text', text: piece.text });
      continue;
    }
    const word = piece.action[0]?.kind === 'word' ? piece.action[0].source : '';
    if (word === 'end' || word === 'else') return { nodes, end: word, rest: piece.action.slice(1) };
    nodes.push(action(reader, word, piece.action, piece.line));
  }
}

function action(reader: Reader, word: string, tokens: readonly Token[], line: number): Node {
  if (word !== 'if' && word !== 'with' && word !== 'range')
    return { kind: 'print', pipe: pipeOf(reader, tokens, line) };
  return branch(reader, word, tokens.slice(1), line);
}

function branch(reader: Reader, kind: 'if' | 'with' | 'range', tokens: readonly Token[], line: number): Node {
  const pipe = pipeOf(reader, tokens, line);
  const body = block(reader);
  let otherwise: Nodes = [];
  if (body.end === 'else' && body.rest.length) {
    const word = body.rest[0]?.source;
    otherwise = [branch(reader, word === 'with' ? 'with' : 'if', body.rest.slice(1), line)];
    return { kind, pipe, body: body.nodes, otherwise };
  }
  if (body.end === 'else') {
    const rest = block(reader);
    otherwise = rest.nodes;
    closed(reader, rest.end);
  } else closed(reader, body.end);
  return { kind, pipe, body: body.nodes, otherwise };
}

function closed(reader: Reader, end: string): void {
  if (end === 'end') return;
  const line = lineOf(reader.source, reader.source.length);
  throw new TemplateError('read', `:${line}: unexpected ${end === 'end of text' ? 'EOF' : `{{${end}}}`}`);
}

type Cursor = { readonly reader: Reader; readonly tokens: readonly Token[]; readonly line: number; place: number };

function pipeOf(reader: Reader, tokens: readonly Token[], line: number): Pipe {
  const cursor: Cursor = { reader, tokens, line, place: 0 };
  const pipe = pipeline(cursor);
  const left = tokens[cursor.place];
  if (left) throw new TemplateError('read', `:${line}: unexpected ${JSON.stringify(left.source)} in operand`);
  return pipe;
}

function pipeline(cursor: Cursor): Pipe {
  const { declares, assigns } = declarations(cursor);
  const commands: Command[] = [];
  do commands.push(command(cursor));
  while (take(cursor, '|'));
  return { declares, assigns, commands };
}

function declarations(cursor: Cursor): Pick<Pipe, 'declares' | 'assigns'> {
  const start = cursor.place;
  const names: string[] = [];
  while (cursor.tokens[cursor.place]?.kind === 'variable') {
    names.push(cursor.tokens[cursor.place++]?.source ?? '');
    if (take(cursor, ':=')) return { declares: names, assigns: false };
    if (take(cursor, '=')) return { declares: names, assigns: true };
    if (!take(cursor, ',')) break;
  }
  cursor.place = start;
  return { declares: [], assigns: false };
}

function take(cursor: Cursor, sign: string): boolean {
  const next = cursor.tokens[cursor.place];
  if (next?.kind !== 'sign' || next.source !== sign) return false;
  cursor.place += 1;
  return true;
}

function command(cursor: Cursor): Command {
  const terms: Term[] = [];
  for (;;) {
    const next = cursor.tokens[cursor.place];
    if (!next || (next.kind === 'sign' && (next.source === '|' || next.source === ')'))) break;
    terms.push(operand(cursor));
  }
  if (!terms.length) throw new TemplateError('read', `:${cursor.line}: missing value for command`);
  return terms;
}

/** A term, and the fields that follow it without a blank. */
function operand(cursor: Cursor): Term {
  const of = term(cursor);
  const names: string[] = [];
  const first = cursor.tokens[cursor.place];
  while (cursor.tokens[cursor.place]?.kind === 'field' && !cursor.tokens[cursor.place]?.apart)
    names.push((cursor.tokens[cursor.place++]?.source ?? '').slice(1));
  if (!names.length || !first) return of;
  const chain = names.map((name) => `.${name}`).join('');
  if (of.kind === 'field')
    return { ...of, names: [...of.names, ...names], source: `${of.source}${chain}`, at: first.at };
  const source = `${of.kind === 'variable' ? of.name : ''}${chain}`;
  return { kind: 'field', of, names, source, at: first.at };
}

function term(cursor: Cursor): Term {
  const next = cursor.tokens[cursor.place++];
  if (!next) throw new TemplateError('read', `:${cursor.line}: missing value for command`);
  switch (next.kind) {
    case 'field':
      return { kind: 'field', of: { kind: 'dot' }, names: [next.source.slice(1)], source: next.source, at: next.at };
    case 'variable':
      return { kind: 'variable', name: next.source };
    case 'text':
      return { kind: 'value', value: unquoted(next.source) };
    case 'number':
      return { kind: 'value', value: Number(next.source) };
    case 'word':
      return named(cursor, next.source);
    case 'sign':
      return bracketed(cursor, next);
  }
}

function named(cursor: Cursor, name: string): Term {
  if (name === 'true' || name === 'false') return { kind: 'value', value: name === 'true' };
  if (name === 'nil') return { kind: 'nil' };
  if (!cursor.reader.functions.has(name))
    throw new TemplateError('read', `:${cursor.line}: function ${JSON.stringify(name)} not defined`);
  return { kind: 'function', name };
}

function bracketed(cursor: Cursor, sign: Token): Term {
  if (sign.source === '.') return { kind: 'dot' };
  if (sign.source !== '(')
    throw new TemplateError('read', `:${cursor.line}: unexpected ${JSON.stringify(sign.source)} in operand`);
  const pipe = pipeline(cursor);
  if (!take(cursor, ')')) throw new TemplateError('read', `:${cursor.line}: unclosed left paren`);
  return { kind: 'pipe', pipe };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' };

function unquoted(source: string): string | number {
  const body = source.slice(1, -1);
  if (source.startsWith('`')) return body;
  const text = body.replace(/\\(x[\da-fA-F]{2}|u[\da-fA-F]{4}|.)/g, (_whole, sign: string) =>
    sign.length > 1 ? String.fromCharCode(Number.parseInt(sign.slice(1), 16)) : (escapes[sign] ?? sign),
  );
  return source.startsWith("'") ? (text.codePointAt(0) ?? 0) : text;
}
