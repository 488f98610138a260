/** A word as a POSIX shell reads it back: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A command line of words, each quoted where it has to be. */
export function commandLine(...words: readonly string[]): string {
  return words.map(quoted).join(' ');
}

/** The words of what somebody typed: split at blanks, but for those within quotes or behind a backslash. */
export function wordsOf(typed: string): readonly string[] {
  const found = typed.match(/(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\]|["'\\])+/gs) ?? [];
  return found.map((word) => word.replace(/"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/gs, unquoted));
}

function unquoted(_all: string, double?: string, single?: string, escaped?: string): string {
  return double?.replace(/\\(["\\$`])/g, '$1') ?? single ?? escaped ?? '';
}
