import { readFileSync } from 'node:fs';
import { Failure } from '../failure';

/** `a=b` and `a` as an object; the value of a key alone is empty. */
export const pairsOf = (list: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    list.map((text) => {
      const [key = '', value = ''] = text.split(/=(.*)/s);
      return [key, value];
    }),
  );

/** The lines of a file of variables or labels; comments and empty lines go. Throws a Failure. */
export function fileLines(file: string): readonly string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Failure(`open ${file}: ${reason(error)}`);
  }
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.trimStart());
  return lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => checked(line, file));
}

function checked(line: string, file: string): string {
  const [name = ''] = line.split('=', 1);
  if (name === '') throw new Failure(`invalid env file (${file}): no variable name on line '${line}'`);
  if (/\s/.test(name)) throw new Failure(`invalid env file (${file}): variable '${name}' contains whitespaces`);
  return line;
}

/** The system's words for why a file cannot be read. */
export function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return 'no such file or directory';
  if (code === 'EACCES') return 'permission denied';
  if (code === 'EISDIR') return 'is a directory';
  return error instanceof Error ? error.message : String(error);
}

/** Variables as the API takes them; one without a value takes that of this process, and is left out when it has none. */
export function variables(
  given: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  return given.flatMap((text) => {
    if (text.startsWith('=')) throw new Failure(`invalid environment variable: ${text}`);
    if (text.includes('=')) return [text];
    const value = env[text];
    return value === undefined ? [] : [`${text}=${value}`];
  });
}
