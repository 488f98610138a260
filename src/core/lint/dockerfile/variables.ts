import type { Span } from '../rule';
import type { Logical } from './logical';

/** A place where Docker puts in the value of a variable. */
export type Variable = {
  readonly name: string;
  /** The sign after the name in `${name:-value}`. */
  readonly modifier: string | undefined;
  readonly text: string;
  readonly at: number;
  readonly span: Span;
};

const variable = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(:[^}\s]|[^:}\s\w])?)/y;

/** The variables that Docker itself reads: not in single quotes, not after an escape. Nested ones come after their outer one. */
export function variablesIn(logical: Logical, escape: string): readonly Variable[] {
  const { text } = logical;
  if (!text.includes('$')) return [];
  const found: Variable[] = [];
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === escape && quote !== "'") at += 1;
    else if (character === '"' || character === "'") quote = quoteAfter(quote, character);
    else if (character === '$' && quote !== "'") {
      const read = readVariable(logical, at);
      if (read === undefined) continue;
      found.push(read.variable);
      at = read.next - 1;
    }
  }
  return found;
}

/** Inside of one kind of quotes the other is an ordinary character. */
function quoteAfter(open: string, quote: string): string {
  if (open === '') return quote;
  return open === quote ? '' : open;
}

function readVariable(logical: Logical, at: number): { variable: Variable; next: number } | undefined {
  const { text } = logical;
  variable.lastIndex = at;
  const [whole, plain, braced, modifier] = variable.exec(text) ?? [];
  const name = plain ?? braced;
  if (whole === undefined || name === undefined) return undefined;
  const next = at + whole.length;
  const end = braced !== undefined && text[next] === '}' ? next + 1 : next;
  return { variable: { name, modifier, text: text.slice(at, end), at, span: logical.span(at, end) }, next };
}

/** Variables that BuildKit gives to every build without a declaration before the first FROM. */
export const platformVariables: ReadonlySet<string> = new Set(
  ['BUILD', 'TARGET'].flatMap((side) => ['PLATFORM', 'OS', 'OSVERSION', 'ARCH', 'VARIANT'].map((part) => side + part)),
);

/** Build arguments that need no ARG. */
export const predefined: ReadonlySet<string> = new Set([
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'FTP_PROXY', 'NO_PROXY', 'ALL_PROXY'].flatMap((name) => [name, name.toLowerCase()]),
  ...['TARGETSTAGE', 'SOURCE_DATE_EPOCH', 'BUILDKIT_SYNTAX', 'BUILDKIT_INLINE_CACHE', 'BUILDKIT_SANDBOX_HOSTNAME'],
  ...['BUILDKIT_CACHE_MOUNT_NS', 'BUILDKIT_CONTEXT_KEEP_GIT_DIR', 'BUILDKIT_MULTI_PLATFORM'],
  ...['BUILDKIT_DOCKERFILE_CHECK', 'BUILDKIT_BUILD_NAME', 'BUILDKIT_INLINE_BUILDINFO_ATTRS'],
]);
