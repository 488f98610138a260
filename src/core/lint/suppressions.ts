import { fill } from '../text';
import {
  isNamed,
  overlap,
  ruleNamed,
  type Edit,
  type Finding,
  type Level,
  type Pragma,
  type Problem,
  type Profile,
  type Rule,
  type Severity,
  type Span,
} from './rule';

/** The code of a comment that hides nothing. */
export const unusedSuppression = 'unused-suppression';

const message = {
  en: '{names} finds nothing here, so this hides nothing; left standing, it would hide the next mistake.',
  zh: '{names} 在这里没有报告问题，这条忽略不起作用；留着它会掩盖以后的错误。',
};
const removeTitle = { en: 'Remove it', zh: '删除' };

/** A finding before the comments of the author's are heard. */
type Found = { readonly rule: Pick<Rule<never>, 'code' | 'aliases'>; readonly problem: Problem };

/** What was found in a text, and how it was judged. */
export type Judgement<File> = {
  readonly rules: readonly Rule<File>[];
  readonly pragmas: readonly Pragma[];
  readonly found: readonly Found[];
  /** Was this rule asked at all? */
  readonly isAsked: (rule: Rule<File>) => boolean;
};

/**
 * The comments that hide nothing. One that names a rule which was not asked, or is another tool's, may well be needed;
 * so may one that hides everything.
 */
export function unusedSuppressions<File>(judgement: Judgement<File>, severity: Severity): readonly Finding[] {
  return judgement.pragmas.flatMap((pragma) => {
    if (pragma.kind !== 'ignore' || pragma.names === 'all' || pragma.at === undefined) return [];
    const { names, scope, at, remove } = pragma;
    const rules = names.map((name) => ruleNamed(judgement.rules, name));
    const [first] = rules;
    if (first === undefined || rules.some((rule) => rule === undefined || !judgement.isAsked(rule))) return [];
    const isUsed = judgement.found.some(
      ({ rule, problem }) =>
        (scope === 'file' || overlap(scope, problem.span)) && names.some((name) => isNamed(rule, name)),
    );
    if (isUsed) return [];
    const fix = remove && { title: removeTitle, edits: [remove], safe: false };
    const text = fill(message, { names: names.slice(0, 3).join(', ') });
    return [{ code: unusedSuppression, severity, span: at, message: text, lesson: first.lesson, fix }];
  });
}

/** How loud a comment that hides nothing is: silent unless good practice, or the author, asks for it. */
export function severityOfUnused(
  profile: Profile | undefined,
  levels: Readonly<Record<string, Level>> | undefined,
): Level {
  // Where only errors are looked for, nobody knows what a comment hides.
  if (profile === 'quiet') return 'off';
  return levels?.[unusedSuppression] ?? (profile === 'strict' ? 'hint' : 'off');
}

/** Takes out a comment: its whole line when it stands there alone. */
export function withoutComment(text: string, { start, end }: Span): Edit {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const line = from + (text.startsWith('\uFEFF', from) ? 1 : 0);
  const before = text.slice(line, start);
  if (before.trim() !== '') return { span: { start: line + before.trimEnd().length, end }, text: '' };
  const next = text.indexOf('\n', end);
  const isLast = next === -1 || text.slice(end, next).trim() !== '';
  return { span: { start: line, end: isLast ? end : next + 1 }, text: '' };
}
