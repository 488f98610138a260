import { type Fix, type Problem, type Rule, brief } from '../../rule';
import type { DockerFile, Instruction } from '../file';
import { instructionsOf } from '../instructions-of';
import { type Pair, pairsOf } from '../pairs';
import { lineage, rootImage } from '../stages';
import { variablesIn } from '../variables';

/** ENV uses a name that the same ENV sets. */
export const dl3044: Rule<DockerFile> = {
  code: 'DL3044',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'ENV uses a name that it sets itself', zh: 'ENV 引用了自己正在设置的变量' },
  message: {
    en: '${name} still has its old value here: what this ENV sets is known from the next instruction on.',
    zh: '${name} 在这里还是旧值：本条 ENV 设置的值要到下一条指令才生效。',
  },
  why: {
    en: 'All values of one ENV are worked out before any of them is set. A name that nothing has set before is empty at this place, and nobody says so. Use two ENV, one after the other.',
    zh: '一条 ENV 里的所有值都在设置之前算好。此前没有设置过的名字在这里就是空的，而且不会有提示。请拆成前后两条 ENV。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    const known = new Map<number, Set<string>>();
    for (const instruction of instructionsOf(file, 'ENV', 'ARG')) {
      const { stage, keyword, onbuild } = instruction;
      const own = known.get(stage) ?? new Set<string>();
      known.set(stage, own);
      const pairs = pairsOf(instruction);
      if (keyword === 'ENV' && pairs.length > 1 && !onbuild) yield* selfReferences(file, instruction, pairs, known);
      for (const { name } of pairs) own.add(name);
    }
  },
  examples: {
    bad: [
      { text: 'FROM alpine:3.22\nENV A=/x B=«$A»/y\n', fixed: 'FROM alpine:3.22\nENV A=/x\nENV B=$A/y\n' },
      { text: 'FROM alpine:3.22\nENV A=/x \\\n    B=1 \\\n    C=«$A»\n' },
    ],
    good: ['FROM alpine:3.22\nENV A=/x\nENV A=/y B=$A/z\nENV PATH=/x:$PATH C=1 D=$E LD=$LD:/x\n'],
  },
};

function* selfReferences(
  file: DockerFile,
  instruction: Instruction,
  pairs: readonly Pair[],
  known: ReadonlyMap<number, ReadonlySet<string>>,
): Iterable<Problem> {
  const line = lineage(file, instruction.stage);
  const names = new Map(pairs.map(({ name }, index) => [name, index]));
  const isKnown = (name: string): boolean => usual.has(name) || line.some((stage) => known.get(stage)?.has(name));
  const isInherited = isOwnBase(file, line);
  for (const [index, { written }] of pairs.entries()) {
    const variable = (written === undefined ? [] : variablesIn(written, file.escape)).find(({ name, modifier }) => {
      const at = names.get(name);
      return at !== undefined && at !== index && !isKnown(name) && modifier === undefined;
    });
    if (variable === undefined || !isInherited) continue;
    yield { span: variable.span, args: { name: brief(variable.name) }, fix: split(file, instruction, pairs, index) };
    return;
  }
}

/** Names that a base image may well have set. */
const usual = new Set([
  'PATH',
  'HOME',
  'LANG',
  'LC_ALL',
  'JAVA_HOME',
  'GOPATH',
  'PYTHONPATH',
  'LD_LIBRARY_PATH',
  'MANPATH',
  'CLASSPATH',
]);

/** A base that nobody knows may set anything. */
const isOwnBase = (file: DockerFile, line: readonly number[]): boolean =>
  line[0] === -1 || rootImage(file, line[0] ?? 0) !== undefined;

function split(file: DockerFile, instruction: Instruction, pairs: readonly Pair[], index: number): Fix | undefined {
  const word = pairs[index]?.word;
  const before = pairs[index - 1]?.word;
  if (word === undefined || before === undefined) return undefined;
  const between = { start: before.span.end, end: word.span.start };
  if (file.text.slice(between.start, between.end).trim() !== '' || index !== pairs.length - 1) return undefined;
  const keyword = file.text.slice(instruction.keywordSpan.start, instruction.keywordSpan.end);
  return {
    title: { en: 'Split it into two ENV', zh: '拆成两条 ENV' },
    edits: [{ span: between, text: `${file.eol}${keyword} ` }],
    safe: true,
  };
}
