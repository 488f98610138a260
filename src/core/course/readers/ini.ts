import type { InvalidFile } from '../facts';
import { invalid } from './invalid';
import { linesOf } from './lines';

/** Sections by name, each a table of lists; what stands before the first section is in the section ''. */
export type Ini = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/**
 * An INI file as systemd, git and their like write it: a line that ends with a backslash goes on, comments between
 * such lines are left out, a key may be given twice, and a key without `=` has the value ''.
 */
export function parseIni(text: string): Ini | InvalidFile {
  const sections = new Map<string, Map<string, string[]>>();
  let section = '';
  for (const { words, line } of statements(text)) {
    if (words.startsWith('[')) {
      const [, name] = /^\[([^\]]+)\]\s*(?:[#;].*)?$/.exec(words) ?? [];
      if (name === undefined) return invalid(`${words.slice(0, 40)} is no section: write [name]`, line);
      section = name.trim();
      if (!sections.has(section)) sections.set(section, new Map());
    } else add(sections, section, words);
  }
  return Object.fromEntries(Array.from(sections, ([name, keys]) => [name, Object.fromEntries(keys)]));
}

function add(sections: Map<string, Map<string, string[]>>, section: string, words: string): void {
  const at = words.indexOf('=');
  const key = (at === -1 ? words : words.slice(0, at)).trim();
  const value = at === -1 ? '' : words.slice(at + 1).trim();
  const keys = sections.get(section) ?? new Map<string, string[]>();
  sections.set(section, keys.set(key, [...(keys.get(key) ?? []), value]));
}

type Statement = { readonly words: string; readonly line: number };

/** The lines that say something, continued ones joined; the line is that of the first. */
function statements(text: string): readonly Statement[] {
  const all: Statement[] = [];
  let open: Statement | undefined;
  for (const [index, raw] of linesOf(text).entries()) {
    const words = raw.trim();
    if (/^[#;]/.test(words) || (words === '' && open === undefined)) continue;
    const whole: Statement = { words: `${open?.words ?? ''}${words}`, line: open?.line ?? index + 1 };
    const goesOn = words.endsWith('\\');
    open = goesOn ? { ...whole, words: `${whole.words.slice(0, -1).trimEnd()} ` } : undefined;
    if (!goesOn) all.push(whole);
  }
  return open === undefined ? all : [...all, open];
}
