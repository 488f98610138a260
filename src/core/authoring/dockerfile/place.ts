import { lineEnd, lineStart } from '../../lint/yaml/lines';

/** What is being written at a place of a Dockerfile, by its lines: also while it is broken. */
export type DockerfilePlace = {
  /** The keyword of the instruction, in upper case; "" when it is the keyword that stands here. */
  readonly keyword: string;
  /** From the keyword, or its first letter, to the place, on one line. */
  readonly before: string;
  /** Where the word at the place begins and ends. */
  readonly start: number;
  readonly end: number;
};

/** The place; nothing in a comment. */
export function dockerfilePlace(text: string, offset: number): DockerfilePlace | undefined {
  const first = lineStart(text, offset);
  if (/^\s*#/.test(text.slice(first, offset))) return undefined;
  const before = logicalBefore(text, first, offset);
  const typed = /\S*$/.exec(before)?.[0] ?? '';
  const rest = text.slice(offset, lineEnd(text, offset));
  const end = offset + (/^[\w.-]*/.exec(rest)?.[0].length ?? 0);
  const [, keyword = ''] = /^(?:ONBUILD\s+)?([A-Za-z]+)\s/i.exec(before) ?? [];
  return { keyword: keyword.toUpperCase(), before, start: offset - typed.length, end };
}

/** The instruction up to a place, on one line, without comments. */
function logicalBefore(text: string, line: number, offset: number): string {
  const escape = /^(?:#[^\n]*\n)*#[ \t]*escape[ \t]*=[ \t]*`/i.test(text.slice(0, 500)) ? '`' : '\\';
  const parts = [text.slice(line, offset)];
  for (let first = line; first > 0;) {
    first = lineStart(text, first - 1);
    const above = text.slice(first, lineEnd(text, first)).trimEnd();
    if (/^\s*#/.test(above)) continue;
    if (!above.endsWith(escape)) break;
    parts.unshift(`${above.slice(0, -1)} `);
  }
  return parts.join('').trimStart();
}

/** The names of the stages above a place. */
export function stagesAbove(text: string, offset: number): readonly string[] {
  const names = text
    .slice(0, lineStart(text, offset))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^from\s/i.test(line))
    .flatMap((line) => {
      const [, , as, name] = line.split(/\s+/).filter((word) => !word.startsWith('--'));
      return as?.toUpperCase() === 'AS' && name !== undefined ? [name] : [];
    });
  return [...new Set(names)];
}
