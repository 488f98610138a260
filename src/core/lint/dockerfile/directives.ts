import type { Span } from '../rule';

/** A parser directive: `# escape=\``, `# syntax=…`, `# check=…` at the top of the file. */
export type Directive = { readonly name: string; readonly value: string; readonly span: Span };

const known = new Set(['syntax', 'escape', 'check']);

/** The parser directives, read by BuildKit's own rule: the first line that is none ends them. */
export function parserDirectives(text: string): readonly Directive[] {
  const found: Directive[] = [];
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (;;) {
    const newline = text.indexOf('\n', start);
    const line = text.slice(start, newline === -1 ? text.length : newline).replace(/\r$/, '');
    const match = /^#\s*([a-z][a-z0-9]*)\s*=\s*(.+?)\s*$/i.exec(line);
    const name = match?.[1]?.toLowerCase() ?? '';
    if (!known.has(name)) return found;
    found.push({ name, value: match?.[2] ?? '', span: { start, end: start + line.length } });
    if (newline === -1) return found;
    start = newline + 1;
  }
}

/** Another front end may know other instructions and flags. */
export function hasForeignSyntax({ directives }: { readonly directives: readonly Directive[] }): boolean {
  const syntax = directives.find(({ name }) => name === 'syntax')?.value;
  return syntax !== undefined && !/(^|\/)dockerfile(-upstream)?([:@\s]|$)/.test(syntax);
}
