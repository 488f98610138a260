import type { Text } from '../../../text';
import { changeTo } from '../../change-to';
import { type Fix, type Problem, type Rule, brief } from '../../rule';
import { globalArgs, isGiven, mayBeOfImage } from '../declared';
import type { DockerFile, Instruction } from '../file';
import { insertAbove } from '../own-line';
import { type Pair, pairsOf } from '../pairs';
import { lineage } from '../stages';
import { variablesIn, type Variable } from '../variables';

/** A variable that is not set at this place. */
export const undefinedVar: Rule<DockerFile> = {
  code: 'UndefinedVar',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Variable that is not set here', zh: '此处没有定义的变量' },
  message: { en: '{name} {problem}', zh: '变量 {name} {problem}' },
  why: {
    en: 'An ARG above the first FROM is for FROM lines only. A stage that wants its value repeats `ARG NAME`, without a value, and has it from that line on. A variable that nobody sets is empty, and no tool says so.',
    zh: '第一个 FROM 之前的 ARG 只供 FROM 使用。阶段里要用它的值，就再写一次不带值的 `ARG 名字`，从那一行起有效。没有设置的变量就是空的，而且没有提示。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    const globals = globalArgs(file);
    const set = new Map<number, Set<string>>();
    for (const instruction of file.instructions) {
      const { keyword, stage, onbuild } = instruction;
      if (stage < 0 || keyword === 'FROM') continue;
      const own = set.get(stage) ?? new Set<string>();
      set.set(stage, own);
      const isKnown = (name: string): boolean => lineage(file, stage).some((one) => set.get(one)?.has(name));
      if (!onbuild) yield* unknownIn(file, instruction, { isKnown, globals, own });
      if (keyword === 'ARG' || keyword === 'ENV') for (const { name } of pairsOf(instruction)) own.add(name);
    }
  },
  examples: {
    bad: [
      {
        text: 'ARG VERSION=1\nFROM alpine:3.22\nLABEL version=«$VERSION»\n',
        fixed: 'ARG VERSION=1\nFROM alpine:3.22\nARG VERSION\nLABEL version=$VERSION\n',
      },
      {
        text: 'FROM alpine:3.22\nENV APP_HOME=/app\nWORKDIR «$APP_HMOE»\n',
        fixed: 'FROM alpine:3.22\nENV APP_HOME=/app\nWORKDIR $APP_HOME\n',
      },
      {
        text: 'ARG PACKAGES=curl\nFROM alpine:3.22\nRUN apk add --no-cache «$PACKAGES»\n',
        fixed: 'ARG PACKAGES=curl\nFROM alpine:3.22\nARG PACKAGES\nRUN apk add --no-cache $PACKAGES\n',
      },
    ],
    good: [
      'ARG VERSION=1\nFROM alpine:3.22\nARG VERSION\nLABEL version=$VERSION\n',
      'ARG PYTHON_VERSION=3.13\nFROM python:${PYTHON_VERSION}\nENV A=$PYTHON_VERSION B=$UNKNOWN PATH=/x:$PATH\n',
      'ARG V=1\nFROM alpine:3.22\nRUN V=2; echo $V && for W in a; do echo $W; done\n',
      'ARG V=1\nFROM alpine:3.22 AS base\nARG V\nENV HOST_NAME=x\nFROM base\nENV B=$HOST_NAMES\n',
    ],
  },
};

const replaced = new Set(['ADD', 'COPY', 'ENV', 'EXPOSE', 'LABEL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR', 'ARG']);

type Names = {
  readonly isKnown: (name: string) => boolean;
  /** Declared above the first FROM. */
  readonly globals: ReadonlyMap<string, Pair>;
  /** Set in this stage. */
  readonly own: ReadonlySet<string>;
};

function* unknownIn(file: DockerFile, instruction: Instruction, names: Names): Iterable<Problem> {
  const { rest } = instruction;
  const reader = readerOf(instruction, names);
  if (reader === undefined) return;
  const isShell = reader === 'shell';
  for (const variable of variablesIn(rest, file.escape)) {
    const { name, span } = variable;
    if (isSet(variable, names) || (isShell && setsItself(rest.text, name))) continue;
    if (names.globals.has(name)) {
      const fix = insertAbove(file, instruction, `ARG ${name}`, true);
      yield { span, args: { name: brief(name), problem: problems.before }, fix };
      return;
    }
    const fix = isShell ? undefined : respell(variable, names.own);
    if (fix !== undefined) yield { span, args: { name: brief(name), problem: problems.slip }, fix };
  }
}

/** Who replaces the variables of an instruction, if this can be judged. */
function readerOf({ keyword, rest, json }: Instruction, { globals }: Names): 'shell' | 'docker' | undefined {
  if (/\{\{|<%/.test(rest.text)) return undefined;
  if (keyword === 'RUN') return json === undefined && globals.size > 0 ? 'shell' : undefined;
  return replaced.has(keyword) ? 'docker' : undefined;
}

const isSet = ({ name, modifier }: Variable, { isKnown }: Names): boolean =>
  modifier !== undefined || isKnown(name) || isGiven(name) || mayBeOfImage(name);

function respell({ name, text, span }: Variable, own: ReadonlySet<string>): Fix | undefined {
  const meant = [...own].find((other) => isOneSlip(name, other));
  return changeTo(span, meant && text.replace(name, meant), true, meant);
}

const problems = {
  before: {
    en: 'is declared before FROM only: in this stage it is empty.',
    zh: '只在 FROM 之前声明过，在本阶段里是空的。',
  },
  slip: {
    en: 'is set nowhere in this stage, but a name much like it is: here it is empty.',
    zh: '在本阶段没有设置过（有一个很像的名字），此处是空的。',
  },
} as const satisfies Record<string, Text>;

const setsItself = (text: string, name: string): boolean =>
  new RegExp(`\\b${name}=|\\b(?:for|read|local|export|declare|mapfile|readarray)\\s[^;&|\\n]*\\b${name}\\b`).test(text);

/** The same letters, but for two neighbours that have changed places. */
function isOneSlip(a: string, b: string): boolean {
  if (a.length < 5 || a.length !== b.length || a === b) return false;
  let at = 0;
  while (a[at] === b[at]) at += 1;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
