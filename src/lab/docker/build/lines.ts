import { parseDockerfile, type Instruction } from '../../../core/lint/dockerfile/file';
import { DockerfileError } from './refusal';

/** A here-document of an instruction. */
export type Heredoc = {
  /** As it stands in the instruction, `<<EOF`. */
  readonly opener: string;
  readonly name: string;
  readonly content: string;
  /** Are variables in it replaced (its name was not quoted)? */
  readonly expand: boolean;
};

/** One instruction of a Dockerfile, taken apart but not yet understood. */
export type Line = {
  /** In upper case; the trigger's, when `onbuild` is set. */
  readonly keyword: string;
  /** The first line is 1. */
  readonly line: number;
  /** What stands after `Step 1/5 : `. */
  readonly title: string;
  /** The words `--name=value`. */
  readonly flags: readonly string[];
  /** What follows them, without blanks around it. */
  readonly rest: string;
  /** `rest` split at blanks outside quotes, which stay. */
  readonly words: readonly string[];
  /** The strings of the JSON form. */
  readonly json: readonly string[] | undefined;
  readonly heredocs: readonly Heredoc[];
  /** The trigger as an image keeps it, when this is an ONBUILD. */
  readonly onbuild: string | undefined;
};

/** The instructions of a Dockerfile, and its escape character. Throws DockerfileError with the parser's sentences. */
export function readLines(text: string): { readonly lines: readonly Line[]; readonly escape: string } {
  const file = parseDockerfile(text);
  const lines = file.instructions.map((instruction) => readLine(text, instruction));
  if (lines.length === 0) throw new DockerfileError('failed to parse Dockerfile: file with no instructions');
  return { lines, escape: file.escape };
}

function readLine(text: string, instruction: Instruction): Line {
  const first = /^\uFEFF?(\S+)/.exec(text.slice(instruction.span.start, instruction.keywordSpan.end))?.[1] ?? '';
  const written = text.slice(instruction.keywordSpan.start, instruction.keywordSpan.end).replace('\uFEFF', '');
  const body = instruction.body.text.trim();
  const own = body === '' ? written : `${written} ${body}`;
  const heredocs = heredocsOf(text, instruction);
  const title = instruction.onbuild ? `${first} ${own}` : own;
  return {
    keyword: instruction.keyword.replace('\uFEFF', ''),
    line: text.slice(0, instruction.span.start).split('\n').length,
    title: title + summary(heredocs),
    flags: instruction.flags.map((flag) => flag.text),
    rest: instruction.rest.text,
    words: instruction.words.map((word) => word.text),
    json: instruction.json?.map((word) => word.value),
    heredocs,
    onbuild: instruction.onbuild ? own : undefined,
  };
}

/** ` (echo a...)`: the first line of the only here-document, as BuildKit shows it. */
function summary(heredocs: readonly Heredoc[]): string {
  const lines = heredocs[0]?.content.split('\n').filter((line) => line.trim() !== '') ?? [];
  if (heredocs.length !== 1 || lines.length === 0) return '';
  return ` (${lines[0] ?? ''}${lines.length > 1 ? '...' : ''})`;
}

const openers = /(?<=^|\s)\d*<<(?<chomp>-?)(?<quote>["']?)(?<name>[^<\s"']+)\k<quote>(?=\s|$)/g;

function heredocsOf(text: string, instruction: Instruction): readonly Heredoc[] {
  if (!['RUN', 'COPY', 'ADD'].includes(instruction.keyword) || instruction.json !== undefined) return [];
  // What stands in quotes opens nothing; it is blanked so that places stay.
  const plain = instruction.rest.text.replace(/(?<!<<-?)("[^"]*"|'[^']*')/g, (quoted) => '_'.repeat(quoted.length));
  const found = [...plain.matchAll(openers)];
  if (found.length === 0) return [];
  const span = instruction.heredoc;
  const rows = span === undefined ? [] : text.slice(span.start, span.end).split(/\r?\n/);
  return found.map(({ 0: opener, groups = {} }) => {
    const chomp = groups['chomp'] === '-';
    const name = groups['name'] ?? '';
    const end = rows.findIndex((row) => (chomp ? row.replace(/^\t+/, '') : row) === name);
    if (end === -1) throw new DockerfileError('unterminated heredoc');
    const own = rows.splice(0, end + 1).slice(0, -1);
    const content = own.map((row) => `${chomp ? row.replace(/^\t+/, '') : row}\n`).join('');
    return { opener, name, content, expand: groups['quote'] === '' };
  });
}
