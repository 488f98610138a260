import type { Commented } from '../line-based/ignore';
import { eolOf, linesOf, partOf, type Line } from '../line-based/lines';
import type { Span } from '../rule';
import { parseShell, type Command } from '../shell/file';

/** The head of a section, as it is written. */
export type Head = {
  readonly text: string;
  readonly span: Span;
  /** Do devstack's tools take it for one? */ readonly isRight: boolean;
};

/** A line of a localrc that sets a variable. */
export type Setting = { readonly name: string; readonly value: string; readonly command: Command };

/** DevStack's local.conf as its rules read it. */
export type LocalConf = Commented & {
  /** Is it the file of DevStack, and not another program's of this name? */
  readonly isOurs: boolean;
  readonly lines: readonly Line[];
  readonly heads: readonly Head[];
  /** The commands of `[[local|localrc]]`, which is a shell script. */
  readonly commands: readonly Command[];
  /** Commands before the first head, which nobody runs. */
  readonly lost: readonly Command[];
  readonly isUnsure: boolean;
};

// The phases of https://docs.openstack.org/devstack/latest/configuration.html (November 2026), and one of older releases.
const ours =
  /^[ \t]*(?:\[\[?[ \t]*(?:local|post-config|post-extra|extra|test-config|pre-install)\b|(?:enable|disable)_(?:service|plugin)\b|(?:ADMIN|DATABASE|RABBIT|SERVICE)_PASSWORD\b)/m;

/** Reads a local.conf. */
export function parseLocalConf(text: string): LocalConf {
  const lines = linesOf(text);
  const isOurs = ours.test(text);
  const heads = isOurs ? lines.flatMap((line) => headOf(line)) : [];
  const first = heads[0]?.span.start ?? text.length;
  const script = parseShell(onlyIn(text, localrcOf(heads, text.length)));
  const before = parseShell(onlyIn(text, [{ start: 0, end: first }]));
  const commands = isOurs ? script.commands : [];
  const lost = isOurs ? before.commands : [];
  const comments = lines.flatMap((line) => (/^[ \t]*#/.test(line.text) ? [line.span] : []));
  const statements = [
    ...heads.map(({ span }) => span),
    ...commands.map(({ span }) => span),
    ...lost.map(({ span }) => span),
  ].sort((a, b) => a.start - b.start);
  return {
    text,
    isOurs,
    lines,
    heads,
    commands,
    lost,
    comments,
    statements,
    eol: eolOf(text),
    isUnsure: script.isUnsure,
  };
}

function headOf(line: Line): readonly Head[] {
  const found =
    /^[ \t]*(\[\[.*\]\]?|\[[ \t]*local[ \t]*(?:\|[ \t]*\w*[ \t]*)?\]?|\[\[?(?:local|post-config|post-extra|extra|test-config|pre-install)\|.*)[ \t]*$/.exec(
      line.text,
    );
  const words = found?.[1]?.trimEnd();
  if (words === undefined || /^\[\[[ \t].*[=<>-].*\]\]?/.test(words)) return [];
  const start = line.text.indexOf('[');
  const isRight = start === 0 && /^\[\[[\w-]+\|[^\s|\]]+\]\]$/.test(words);
  return [{ text: words, span: partOf(line, start, start + words.length), isRight }];
}

/** The sections that are shell scripts; a head that was meant to be one counts. */
function localrcOf(heads: readonly Head[], end: number): readonly Span[] {
  return heads.flatMap(({ text, span }, index) =>
    /^\[\[?\s*local\b/.test(text) ? [{ start: span.end, end: heads[index + 1]?.span.start ?? end }] : [],
  );
}

/** The text with blanks in the place of everything else. */
function onlyIn(text: string, spans: readonly Span[]): string {
  let at = 0;
  const parts: string[] = [];
  for (const { start, end } of spans) {
    parts.push(text.slice(at, start).replace(/[^\r\n]/g, ' '), text.slice(start, end));
    at = end;
  }
  return parts.join('') + text.slice(at).replace(/[^\r\n]/g, ' ');
}
