import type { InvalidFile } from '../facts';
import { invalid } from './invalid';
import { linesOf } from './lines';

/** What a value is made of: a word in single quotes, one in double quotes, an escaped character, anything bare. */
const piece = /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\;&|<>()`]+)/y;

/**
 * Assignments as a shell reads them, one a line: `/etc/os-release`, `/etc/default/*`. Quotes are taken off, of a name
 * that is given twice the last value counts, and nothing is expanded.
 * https://www.freedesktop.org/software/systemd/man/latest/os-release.html
 */
export function parseEnv(text: string): Readonly<Record<string, string>> | InvalidFile {
  const values = new Map<string, string>();
  for (const [index, raw] of linesOf(text).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const [, name, rest = ''] = /^(?:export\s+)?([A-Za-z_]\w*)=(.*)$/.exec(line) ?? [];
    if (name === undefined) return invalid(`"${line.slice(0, 40)}" is no assignment: write NAME=value`, index + 1);
    const value = unquote(rest);
    if (value === undefined) return invalid(`the value of ${name} is not quoted as a shell wants it`, index + 1);
    values.set(name, value);
  }
  return Object.fromEntries(values);
}

/** The value that a shell would make of the rest of a line; a comment may follow after a blank. */
function unquote(rest: string): string | undefined {
  let value = '';
  let at = 0;
  while (at < rest.length && !/^\s+(#|$)/.test(rest.slice(at))) {
    piece.lastIndex = at;
    const found = piece.exec(rest);
    if (found === null) return undefined;
    const [whole, single, double, escaped, bare] = found;
    value += single ?? double?.replace(/\\([$"\\`])/g, '$1') ?? escaped ?? bare ?? '';
    at += whole.length;
  }
  return value;
}
