import { DockerfileParser } from 'dockerfile-ast';
import { Lines } from '../lines';
import type { Span } from '../rule';
import { Logical, wordsOf, type Word } from './logical';
import { parserDirectives, shadowOf, type Directive } from './shadow';

/** A here-document's lines, its last one not included. */
export type Comment = { readonly text: string; readonly span: Span };

/** One instruction; that of an ONBUILD stands in the list in place of the ONBUILD. */
export type Instruction = {
  /** In upper case. */
  readonly keyword: string;
  readonly keywordSpan: Span;
  /** From the keyword (of the ONBUILD, if there is one) to the end, here-documents included. */
  readonly span: Span;
  readonly onbuild: boolean;
  /** What follows the keyword, on all its lines. */
  readonly body: Logical;
  /** The words `--name=value` right after the keyword. */
  readonly flags: readonly Word[];
  /** What follows the flags. */
  readonly rest: Logical;
  readonly words: readonly Word[];
  /** The strings of a valid JSON form, with the places of the quoted words. */
  readonly json: readonly Word[] | undefined;
  /** The lines of its here-documents. */
  readonly heredoc: Span | undefined;
  /** The index of its stage; -1 before the first FROM. */
  readonly stage: number;
};

/** A FROM and what belongs to it. */
export type Stage = {
  readonly from: Instruction;
  readonly image: Word | undefined;
  readonly name: string | undefined;
  /** The index of the earlier stage that this one is built on. */
  readonly parent: number | undefined;
};

/** A Dockerfile as its rules read it. */
export type DockerFile = {
  readonly text: string;
  readonly lines: Lines;
  readonly eol: '\n' | '\r\n';
  readonly escape: string;
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  readonly instructions: readonly Instruction[];
  readonly stages: readonly Stage[];
};

/** Reads a Dockerfile; what cannot be read is kept as an instruction that nobody knows. */
export function parseDockerfile(text: string): DockerFile {
  const directives = parserDirectives(text);
  const escape = directives.find(({ name }) => name === 'escape')?.value === '`' ? '`' : '\\';
  const shadow = shadowOf(text, directives, escape);
  const ast = DockerfileParser.parse(shadow);
  const lines = new Lines(text);
  const spanOf = (node: { getRange(): Parameters<typeof rangeOf>[1] }): Span => rangeOf(lines, node.getRange());

  const instructions: Instruction[] = [];
  const stages: Stage[] = [];
  for (const node of ast.getInstructions()) {
    const instruction = readInstruction(text, spanOf(node), node.getKeyword(), escape, {
      keywordSpan: rangeOf(lines, node.getInstructionRange()),
      stage: stages.length - (node.getKeyword() === 'FROM' ? 0 : 1),
    });
    instructions.push(instruction);
    if (instruction.keyword === 'FROM' && !instruction.onbuild) stages.push(stageOf(instruction, stages));
  }
  return {
    text,
    lines,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
    escape,
    directives,
    comments: ast.getComments().map((node) => {
      const span = spanOf(node);
      return { text: text.slice(span.start, span.end), span };
    }),
    instructions,
    stages,
  };
}

type Range = { readonly start: Place; readonly end: Place };
type Place = { readonly line: number; readonly character: number };

const rangeOf = (lines: Lines, range: Range): Span => ({
  start: lines.offsetAt(range.start),
  end: lines.offsetAt(range.end),
});

type Head = { readonly keywordSpan: Span; readonly stage: number };

function readInstruction(text: string, span: Span, keyword: string, escape: string, head: Head): Instruction {
  const { logical, end } = Logical.read(text, head.keywordSpan.end, span.end, escape);
  const heredoc = end < span.end ? { start: end + 1, end: span.end } : undefined;
  const trigger = keyword === 'ONBUILD' ? wordsOf(logical, escape)[0] : undefined;
  const body = trigger === undefined ? logical : logical.slice(trigger.at + trigger.text.length);
  const words = wordsOf(body, escape);
  const firstArgument = words.findIndex((word) => !/^--\w/.test(word.text));
  const flags = firstArgument === -1 ? words : words.slice(0, firstArgument);
  const lastFlag = flags.at(-1);
  const rest = body.slice(lastFlag === undefined ? 0 : lastFlag.at + lastFlag.text.length).trimmed();
  return {
    keyword: trigger === undefined ? keyword : trigger.text.toUpperCase(),
    keywordSpan: trigger === undefined ? head.keywordSpan : trigger.span,
    span,
    onbuild: trigger !== undefined,
    body,
    flags,
    rest,
    words: words.slice(flags.length),
    json: jsonWords(rest),
    heredoc,
    stage: head.stage,
  };
}

/** The strings of a JSON array, or nothing when the text is not exactly that. */
export function jsonWords(rest: Logical): readonly Word[] | undefined {
  if (!rest.text.startsWith('[')) return undefined;
  let values: unknown;
  try {
    values = JSON.parse(rest.text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(values) || !values.every((value) => typeof value === 'string')) return undefined;
  const strings = [...rest.text.matchAll(/"(?:[^"\\]|\\.)*"/g)];
  return values.map((value, index) => {
    const at = strings[index]?.index ?? 0;
    const text = strings[index]?.[0] ?? '';
    return { text, value, span: rest.span(at, at + text.length), at };
  });
}

function stageOf(from: Instruction, earlier: readonly Stage[]): Stage {
  const [image, as, name] = from.words;
  const parent = earlier.findIndex((stage) => stage.name?.toLowerCase() === image?.value.toLowerCase());
  return {
    from,
    image,
    name: as?.value.toUpperCase() === 'AS' ? name?.value : undefined,
    parent: parent === -1 || image === undefined ? undefined : parent,
  };
}

/** The instruction at a place, or the next one after it. */
export function instructionAt(file: DockerFile, offset: number): Instruction | undefined {
  return file.instructions.find((instruction) => instruction.span.end > offset);
}
