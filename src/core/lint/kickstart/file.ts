import type { Commented } from '../line-based/ignore';
import { eolOf, linesOf, type Line } from '../line-based/lines';
import type { Span } from '../rule';

/** A section: `%packages … %end`. */
export type Section = {
  readonly name: string;
  readonly span: Span;
  /** Before which place its end is missing. */ readonly isOpenAt: number | undefined;
};

/** A line outside of the sections. */
export type Order = {
  readonly name: string;
  readonly args: readonly string[];
  readonly line: Line;
  readonly span: Span;
};

/** A kickstart file as its rules read it. */
export type KickstartFile = Commented & { readonly sections: readonly Section[]; readonly orders: readonly Order[] };

const heads = /^%(?:packages|pre|post|pre-install|onerror|error|traceback|addon|anaconda|certificate)\b/;

/** Reads a kickstart file. */
export function parseKickstart(text: string): KickstartFile {
  const sections: Section[] = [];
  const orders: Order[] = [];
  const comments: Span[] = [];
  const outside = (line: Line, words: string): void => {
    if (words.startsWith('#')) comments.push(line.span);
    else if (/^[a-z]/.test(words)) orders.push(orderOf(line, words));
  };
  let open: { readonly name: string; readonly span: Span } | undefined;
  for (const line of linesOf(text)) {
    const words = line.text.trimEnd();
    const isEnd = words === '%end';
    const head = heads.exec(words)?.[0];
    if (open !== undefined && (isEnd || head !== undefined)) {
      sections.push({ ...open, isOpenAt: isEnd ? undefined : line.span.start });
      open = undefined;
    }
    if (head !== undefined) open = { name: head, span: { start: line.span.start, end: line.span.start + head.length } };
    else if (open === undefined) outside(line, words);
  }
  if (open !== undefined) sections.push({ ...open, isOpenAt: text.length });
  const statements = [...sections.map(({ span }) => span), ...orders.map(({ line }) => line.span)];
  return {
    text,
    eol: eolOf(text),
    sections,
    orders,
    comments,
    statements: statements.sort((a, b) => a.start - b.start),
  };
}

function orderOf(line: Line, words: string): Order {
  const [name = '', ...args] = words.split(/\s+/);
  return { name, args, line, span: { start: line.span.start, end: line.span.start + name.length } };
}
