import { DockerfileParser } from 'dockerfile-ast';
import { Lines } from '../lines';
import type { Span } from '../rule';
import { parserDirectives, type Directive } from './directives';
import { Instruction } from './instruction';
import { Logical, type Word } from './logical';
import { noOptions, type DockerfileOptions } from './options';
import { skeletonOf } from './skeleton';

/** A line that is a comment, from its "#" on. */
export type Comment = { readonly text: string; readonly span: Span };

export type { Instruction } from './instruction';

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
  /** The name of the file, without its folder. */
  readonly name: string;
  readonly options: DockerfileOptions;
  readonly eol: '\n' | '\r\n';
  readonly escape: string;
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  readonly instructions: readonly Instruction[];
  readonly stages: readonly Stage[];
};

/** Reads a Dockerfile; what cannot be read is kept as an instruction that nobody knows. */
export function parseDockerfile(text: string, path = 'Dockerfile', options = noOptions): DockerFile {
  const directives = parserDirectives(text);
  const escape = directives.find(({ name }) => name === 'escape')?.value === '`' ? '`' : '\\';
  const top = directives.at(-1)?.span.end ?? 0;
  const skeleton = skeletonOf(text, top, escape);
  const { instructions, stages } = instructionsIn(text, skeleton, escape);
  return {
    text,
    name: /[^/\\]*$/.exec(path)?.[0] ?? path,
    options,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
    escape,
    directives,
    comments: commentsOf(text, top, instructions),
    instructions,
    stages,
  };
}

type Read = Pick<DockerFile, 'instructions' | 'stages'>;

function instructionsIn(text: string, skeleton: string, escape: string): Read {
  const lines = new Lines(skeleton);
  const instructions: Instruction[] = [];
  const stages: Stage[] = [];
  const named = new Map<string, number>();
  for (const node of DockerfileParser.parse(skeleton).getInstructions()) {
    const instruction = readInstruction(node, text, lines, escape, stages.length);
    instructions.push(instruction);
    if (instruction.keyword !== 'FROM' || instruction.onbuild) continue;
    const stage = stageOf(instruction, named);
    if (stage.name !== undefined) named.set(stage.name.toLowerCase(), stages.length);
    stages.push(stage);
  }
  // A template is a Dockerfile only when it has been filled: until then nothing about it is certain.
  const isTemplate = instructions.some(({ keyword }) => /^(\{\{|\{%|<%)/.test(keyword));
  return isTemplate ? { instructions: [], stages: [] } : { instructions, stages };
}

/** The lines that start with "#", but for those of here-documents. */
function commentsOf(text: string, from: number, instructions: readonly Instruction[]): readonly Comment[] {
  const heredocs = instructions.flatMap(({ heredoc }) => heredoc ?? []);
  const comments: Comment[] = [];
  let next = 0;
  for (const { index, 0: line } of text.slice(from).matchAll(/^\uFEFF?[^\S\n]*(?=#)[^\r\n]*/gm)) {
    const end = from + index + line.length;
    const start = from + index + line.indexOf('#');
    while ((heredocs[next]?.end ?? Infinity) <= start) next += 1;
    if ((heredocs[next]?.start ?? Infinity) > start)
      comments.push({ text: text.slice(start, end), span: { start, end } });
  }
  return comments;
}

type Range = { readonly start: Place; readonly end: Place };
type Place = { readonly line: number; readonly character: number };

const rangeOf = (lines: Lines, range: Range): Span => ({
  start: lines.offsetAt(range.start),
  end: lines.offsetAt(range.end),
});

type Node = ReturnType<ReturnType<typeof DockerfileParser.parse>['getInstructions']>[number];

function readInstruction(node: Node, text: string, lines: Lines, escape: string, stages: number): Instruction {
  const span = rangeOf(lines, node.getRange());
  const own = rangeOf(lines, node.getInstructionRange());
  const { logical, end } = Logical.read(text, own.end, span.end, escape);
  const keyword = node.getKeyword();
  const trigger = keyword === 'ONBUILD' ? /\S+/.exec(logical.text) : null;
  const heredoc = end < span.end ? { start: end + 1, end: span.end } : undefined;
  const stage = stages - (keyword === 'FROM' ? 0 : 1);
  if (trigger === null) return new Instruction(keyword, own, span, logical, heredoc, stage, false, escape);
  const [name] = trigger;
  const after = trigger.index + name.length;
  const triggerSpan = logical.span(trigger.index, after);
  return new Instruction(name.toUpperCase(), triggerSpan, span, logical.slice(after), heredoc, stage, true, escape);
}

function stageOf(from: Instruction, named: ReadonlyMap<string, number>): Stage {
  const [image, as, name] = from.words;
  return {
    from,
    image,
    name: as?.value.toUpperCase() === 'AS' ? name?.value : undefined,
    parent: named.get(image?.value.toLowerCase() ?? ''),
  };
}

/** The instruction at a place, or the next one after it. */
export function instructionAt({ instructions }: DockerFile, offset: number): Instruction | undefined {
  let low = 0;
  let high = instructions.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((instructions[middle]?.span.end ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return instructions[low];
}
