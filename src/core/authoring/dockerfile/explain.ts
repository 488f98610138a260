import { instructionAt, type DockerFile, type Instruction } from '../../lint/dockerfile/file';
import { flagsOf } from '../../lint/dockerfile/flags';
import { lessonLine, type PageOptions } from '../../lint/page';
import type { Span } from '../../lint/rule';
import type { Language, Text } from '../../text';
import type { Explanation } from '../suggestion';
import { flagFacts } from './flags';
import { instructionFacts, type InstructionFact } from './instructions';

const words = {
  pitfall: { en: 'Mind:', zh: '注意：' },
} as const satisfies Readonly<Record<string, Text>>;

/** How an explanation speaks and where its links lead. */
export type ExplainOptions = PageOptions;

/** Explains the instruction or the flag at a place of a Dockerfile. */
export function explainDockerfile(file: DockerFile, offset: number, options: ExplainOptions): Explanation | undefined {
  const instruction = instructionAt(file, offset);
  return (
    instruction && (explainKeyword(instruction, offset, options) ?? explainFlag(instruction, offset, options.language))
  );
}

function explainKeyword(instruction: Instruction, offset: number, options: ExplainOptions): Explanation | undefined {
  const { keyword, keywordSpan, span, onbuild } = instruction;
  const trigger = { start: span.start, end: span.start + 'ONBUILD'.length };
  const places: readonly (readonly [string, Span])[] = [
    [keyword, keywordSpan],
    ...(onbuild ? [['ONBUILD', trigger] as const] : []),
  ];
  const [name, place] = places.find(([, one]) => holds(one, offset)) ?? [];
  const fact = name !== undefined && Object.hasOwn(instructionFacts, name) ? instructionFacts[name] : undefined;
  if (name === undefined || place === undefined || fact === undefined) return undefined;
  return { span: place, markdown: aboutInstruction(name, fact, options) };
}

function explainFlag(instruction: Instruction, offset: number, language: Language): Explanation | undefined {
  const { keyword } = instruction;
  const flag = flagsOf(instruction).find(({ span }) => holds(span, offset));
  const known = flagFacts[keyword]?.[flag?.name ?? ''];
  if (flag === undefined || known === undefined) return undefined;
  const list = (known.values ?? []).filter(({ about }) => about !== undefined);
  const values = list.map(({ value, about }) => `- \`${value}\`: ${about?.[language] ?? ''}`).join('\n');
  const markdown = [`**${keyword} --${flag.name}**`, known.about[language], values];
  return { span: flag.nameSpan, markdown: markdown.filter((one) => one !== '').join('\n\n') };
}

const holds = ({ start, end }: Span, offset: number): boolean => start <= offset && offset <= end;

/** What is known of an instruction, as Markdown. */
export function aboutInstruction(keyword: string, fact: InstructionFact, options: ExplainOptions): string {
  const { forms, about, pitfall, lesson } = fact;
  const { language } = options;
  return [
    `**${keyword}** ${about[language]}`,
    `\`\`\`dockerfile\n${forms.join('\n')}\n\`\`\``,
    `${words.pitfall[language]}${language === 'en' ? ' ' : ''}${pitfall[language]}`,
    lessonLine(lesson, options),
  ].join('\n\n');
}
