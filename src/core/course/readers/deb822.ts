import type { InvalidFile } from '../facts';
import { invalid } from './invalid';
import { linesOf } from './lines';

/** A stanza: its fields by name. */
export type Stanza = Readonly<Record<string, string>>;

/** Fields of apt's sources as apt's own manual writes them; apt reads them in any case. */
const canonical: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'Types',
    'URIs',
    'Suites',
    'Components',
    'Signed-By',
    'Architectures',
    'Enabled',
    'Trusted',
    'Package',
    'Status',
  ].map((name) => [name.toLowerCase(), name]),
);

/**
 * Stanzas of Debian's control syntax, between blank lines: apt's `.sources`, dpkg's status. The lines of a long value
 * are joined by line ends, without the blank that each begins with.
 */
export function parseDeb822(text: string): readonly Stanza[] | InvalidFile {
  const stanzas: Map<string, string>[] = [];
  let fields: Map<string, string> | undefined;
  for (const [index, line] of linesOf(text).entries()) {
    if (line.startsWith('#')) continue;
    if (line.trim() === '') {
      fields = undefined;
      continue;
    }
    if (fields === undefined) stanzas.push((fields = new Map<string, string>()));
    const trouble = take(line, fields);
    if (trouble !== undefined) return invalid(trouble, index + 1);
  }
  return stanzas.map((stanza) => Object.fromEntries(stanza));
}

/** Takes a line into its stanza; says what is wrong with it, if something is. */
function take(line: string, fields: Map<string, string>): string | undefined {
  if (/^[ \t]/.test(line)) {
    const [last, value] = [...fields].at(-1) ?? [];
    if (last === undefined) return 'the line continues nothing: a field starts in the first column';
    fields.set(last, `${value ?? ''}\n${line.slice(1).trimEnd()}`);
    return undefined;
  }
  const [, name, value = ''] = /^([^\s:]+)\s*:(.*)$/.exec(line) ?? [];
  if (name === undefined) return `"${line.slice(0, 40)}" is no field: write "Name: value"`;
  fields.set(canonical[name.toLowerCase()] ?? name, value.trim());
  return undefined;
}
