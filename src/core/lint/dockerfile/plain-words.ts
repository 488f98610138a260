import type { Fix } from '../rule';
import type { DockerFile } from './file';
import type { Logical } from './logical';

const word = /(?:[\p{L}\p{N}_@%+=:,./-]|'[^']*'|"[^"$`\\]*")+/uy;

const builtins = new Set(
  '. : alias bg break builtin case cd command continue eval exec exit export fg for function getopts hash if jobs local read return select set shift source time times trap type ulimit umask unalias unset until wait while'.split(
    ' ',
  ),
);

/** The arguments of a command that needs no shell; nothing when it uses anything that only a shell knows. */
export function plainWords(command: string): readonly string[] | undefined {
  const words: string[] = [];
  for (let at = 0; at < command.length;) {
    word.lastIndex = at;
    const found = word.exec(command)?.[0];
    if (found === undefined) return undefined;
    words.push(found.replace(/'([^']*)'|"([^"]*)"/g, (_, single?: string, double?: string) => single ?? double ?? ''));
    at += found.length;
    const blanks = /^\s+|^$/.exec(command.slice(at));
    if (blanks === null) return undefined;
    at += blanks[0].length;
  }
  const [program = ''] = words;
  return builtins.has(program) || program.includes('=') ? undefined : words;
}

/** Words as a list in JSON, with a blank after each comma. */
export const listOf = (words: readonly string[]): string => `[${words.map((one) => JSON.stringify(one)).join(', ')}]`;

/** The fix that writes a command of plain words in exec form; nothing where it needs the shell or holds a comment. */
export function execForm(file: DockerFile, command: Logical): Fix | undefined {
  const words = plainWords(command.text);
  const span = command.span(0, command.text.length);
  if (words === undefined || file.text.slice(span.start, span.end).includes('#')) return undefined;
  return {
    title: { en: 'Use the exec form', zh: '改用 exec 形式' },
    edits: [{ span, text: listOf(words) }],
    safe: true,
  };
}
