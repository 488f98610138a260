import type { FileKind, Stat } from '../../kernel/files';

const kindLetters: Readonly<Record<FileKind, string>> = { file: '-', directory: 'd', symlink: 'l', device: 'c' };

/** The permission column of `ls -l`, such as `drwxr-xr-t`. */
export function modeText({ kind, mode }: Pick<Stat, 'kind' | 'mode'>): string {
  const bits = [0, 1, 2].map((place) => {
    const three = (mode >> (6 - 3 * place)) & 7;
    const special = Boolean(mode & (0o4000 >> place));
    const x = Boolean(three & 1);
    const letter = place === 2 ? 't' : 's';
    const last = special ? (x ? letter : letter.toUpperCase()) : x ? 'x' : '-';
    return `${three & 4 ? 'r' : '-'}${three & 2 ? 'w' : '-'}${last}`;
  });
  return kindLetters[kind] + bits.join('');
}

/** The file type part of `stat -c %f`. */
export const typeBits: Readonly<Record<FileKind, number>> = {
  file: 0o100000,
  directory: 0o040000,
  symlink: 0o120000,
  device: 0o020000,
};

const whoMasks: Readonly<Record<string, number>> = { u: 0o700, g: 0o070, o: 0o007, a: 0o777 };
const threeOf = (letters: string, old: number, directory: boolean): number => {
  let bits = 0;
  if (letters.includes('r')) bits |= 0o444;
  if (letters.includes('w')) bits |= 0o222;
  if (letters.includes('x') || (letters.includes('X') && (directory || old & 0o111))) bits |= 0o111;
  return bits;
};

const copied = (letters: string, old: number): number => {
  const shift = letters.includes('u') ? 6 : letters.includes('g') ? 3 : letters.includes('o') ? 0 : -1;
  return shift < 0 ? 0 : ((old >> shift) & 7) * 0o111;
};

/** The bits of s and t; s counts for those of user and group that are meant. */
const extraBits = (letters: string, mask: number): number => {
  const set = letters.includes('s') ? (mask & 0o700 ? 0o4000 : 0) | (mask & 0o070 ? 0o2000 : 0) : 0;
  return set | (letters.includes('t') ? 0o1000 : 0);
};

function applyClause(clause: string, old: number, directory: boolean): number | undefined {
  const [, who, actions] = /^([ugoa]*)((?:[-+=][rwxXstugo]*)+)$/.exec(clause) ?? [];
  if (who === undefined || actions === undefined) return undefined;
  // Without a class the umask (022 in containers) decides: it takes away w for group and others.
  const mask = who ? Array.from(who).reduce((sum, letter) => sum | (whoMasks[letter] ?? 0), 0) : 0o755;
  let mode = old;
  for (const [, sign = '', letters = ''] of actions.matchAll(/([-+=])([rwxXstugo]*)/g)) {
    const plain = (threeOf(letters, mode, directory) | copied(letters, mode)) & mask;
    const bits = plain | extraBits(letters, mask);
    if (sign === '+') mode |= bits;
    else if (sign === '-') mode &= ~bits;
    else mode = (mode & ~(who ? mask : 0o777)) | bits;
  }
  return mode;
}

/** The mode that `chmod` makes of another one: octal, or symbolic clauses; undefined when it is neither. */
export function changeMode(text: string, old: number, directory: boolean): number | undefined {
  if (/^[0-7]{1,5}$/.test(text)) return parseInt(text, 8) & 0o7777;
  return text
    .split(',')
    .reduce<number | undefined>(
      (mode, clause) => (mode === undefined ? undefined : applyClause(clause, mode, directory)),
      old,
    );
}
