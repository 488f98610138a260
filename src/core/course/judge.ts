import { stillWorking, traceLost, type UserError } from '../errors';
import { fill, verbatim, type Args, type Text } from '../text';
import type { EventLog } from './check';
import type { Condition, Exercise, Expectation, FoundCase } from './lesson';
import { diagnose } from './diagnoses';
import { compare, shorten, type Mismatch } from './match';
import { keyOf, looker, valueOf, type Observed, type Told } from './observed';

/** The verdict of one condition, with all that explains it. */
export type ConditionVerdict = { readonly condition: Condition } & (
  | { readonly verdict: 'pass' }
  | { readonly verdict: 'fail'; readonly told: Told; readonly mismatches: readonly Mismatch[] }
  | { readonly verdict: 'unknown'; readonly error: UserError }
);

/** The verdict of an exercise: all pass: pass; one fails: fail; else unknown. */
export type ExerciseVerdict = {
  readonly exercise: Exercise;
  readonly verdict: 'pass' | 'fail' | 'unknown';
  readonly conditions: readonly ConditionVerdict[];
};

/**
 * Judges an exercise by what was observed.
 * @param seen ids of the `once` conditions that an earlier check has seen met
 * @param settling ids of the conditions whose subject had not come to rest when time was up
 */
export function judge(
  exercise: Exercise,
  observed: Observed,
  seen: ReadonlySet<string>,
  settling: ReadonlySet<string> = new Set(),
): ExerciseVerdict {
  const judged = new Map<string, ConditionVerdict>();
  const conditions = exercise.conditions.map((condition): ConditionVerdict => {
    const verdict = judgeCondition(condition, { exercise, observed, seen, settling, judged });
    judged.set(condition.id, verdict);
    return verdict;
  });
  return { exercise, conditions, verdict: sum(conditions) };
}

/** The label by which an object belongs to an exercise. */
const mark = 'tutor.exercise';

type Court = {
  readonly exercise: Exercise;
  readonly observed: Observed;
  readonly seen: ReadonlySet<string>;
  readonly settling: ReadonlySet<string>;
  /** The verdicts of the conditions above the one that is judged. */
  readonly judged: ReadonlyMap<string, ConditionVerdict>;
};

function sum(conditions: readonly ConditionVerdict[]): ExerciseVerdict['verdict'] {
  if (conditions.some((one) => one.verdict === 'fail')) return 'fail';
  return conditions.every((one) => one.verdict === 'pass') ? 'pass' : 'unknown';
}

function judgeCondition(condition: Condition, court: Court): ConditionVerdict {
  if (condition.when === 'once' && court.seen.has(condition.id)) return { condition, verdict: 'pass' };
  const before = court.judged.get(condition.after ?? '');
  const error = blindness(condition, before, court);
  if (error !== undefined) return { condition, verdict: 'unknown', error };
  const foreign = condition.expect.find((one) => isForeign(one, court));
  if (foreign !== undefined) return refuseForeign(condition, foreign, court);
  const mismatches = condition.expect.flatMap((one) => mismatchesOf(one, court));
  const early = before?.verdict === 'fail';
  if (mismatches.length === 0 && !early) return { condition, verdict: 'pass' };
  const excuse = excuseOf(condition, court);
  if (excuse !== undefined) return { condition, verdict: 'unknown', error: excuse };
  return { condition, verdict: 'fail', told: tell(condition, mismatches, early, court), mismatches };
}

/** Why what does not fit is not yet a failure: its trace is gone, or it is still in transition. */
function excuseOf(condition: Condition, court: Court): UserError | undefined {
  if (condition.when === 'once' && forgotten(condition, court)) return traceLost();
  return court.settling.has(condition.id) ? stillWorking() : undefined;
}

/** The reason why one could not look at what the condition is about, or at what must come before it. */
function blindness(condition: Condition, before: ConditionVerdict | undefined, court: Court): UserError | undefined {
  if (before?.verdict === 'unknown') return before.error;
  for (const { probe } of condition.expect) {
    const observation = court.observed.get(keyOf(probe));
    if (observation?.state === 'unknown') return observation.error;
  }
  return undefined;
}

function mismatchesOf({ probe, shape }: Expectation, court: Court): readonly Mismatch[] {
  return compare(shape, valueOf(court.observed, probe), looker(court.observed));
}

function forgotten(condition: Condition, court: Court): boolean {
  return condition.expect.some(({ probe }) => {
    if (probe.source !== 'events') return false;
    return (valueOf(court.observed, probe) as EventLog | undefined)?.complete === false;
  });
}

/** An object without the exercise's mark is foreign, whatever else it is. */
function isForeign({ probe }: Expectation, court: Court): boolean {
  if (probe.source !== 'container') return false;
  const value = valueOf(court.observed, probe);
  if (value === undefined) return false;
  return looker(court.observed)({ probe, path: ['Config', 'Labels', mark] }) !== court.exercise.id;
}

function tell(condition: Condition, mismatches: readonly Mismatch[], early: boolean, court: Court): Told {
  if (early) return tooEarly(condition, court);
  const found = condition.told.find((one) => isCase(one, court));
  if (found !== undefined) return { id: found.id, text: fill(found.text, argsOf(found, court)) };
  const shared = diagnose(condition, mismatches, court.exercise, court.observed);
  return shared ?? plainly(mismatches);
}

function isCase(found: FoundCase, court: Court): boolean {
  const observation = court.observed.get(keyOf(found.probe));
  if (observation === undefined || observation.state === 'unknown') return false;
  return compare(found.shape, valueOf(court.observed, found.probe), looker(court.observed)).length === 0;
}

function argsOf(found: FoundCase, court: Court): Args {
  const look = looker(court.observed);
  return Object.fromEntries(
    Object.entries(found.args ?? {}).map(([name, place]) => [name, shorten(look(place)) ?? '?']),
  );
}

function refuseForeign(condition: Condition, { probe }: Expectation, court: Court): ConditionVerdict {
  const path = ['Config', 'Labels', mark];
  const found = shorten(looker(court.observed)({ probe, path }));
  const expected = verbatim(court.exercise.id);
  const args = { name: 'name' in probe ? probe.name : probe.source, exercise: court.exercise.id };
  const text: Text = {
    en: '`{name}` exists but is not marked as part of this exercise. If it is yours from elsewhere, rename it; otherwise recreate it with `--label tutor.exercise={exercise}`, so that Reset can remove it.',
    zh: '`{name}` 已存在，但没有本练习的标记。如果它另有用途，请给它改名；否则请加上 `--label tutor.exercise={exercise}` 重新创建，这样“重置”才能清理它。',
  };
  return {
    condition,
    verdict: 'fail',
    told: { id: 'own', text: fill(text, args) },
    mismatches: [{ path: `Config.Labels["${mark}"]`, expected, found }],
  };
}

function tooEarly(condition: Condition, court: Court): Told {
  const before = court.exercise.conditions.find((one) => one.id === condition.after);
  const text: Text = {
    en: 'This counts only after an earlier step has been seen: {before}.',
    zh: '要先完成前面的步骤，这一项才算数：{before}。',
  };
  return { id: 'too-early', text: fill(text, { before: before?.title ?? condition.id }) };
}

function plainly([first]: readonly Mismatch[]): Told {
  const text: Text = {
    en: 'Expected {path} to be {expected}, found {found}.',
    zh: '期望 {path} 为 {expected}，实际为 {found}。',
  };
  return {
    id: 'plain',
    text: fill(text, {
      path: first?.path === '' || first === undefined ? { en: 'it', zh: '它' } : `\`${first.path}\``,
      expected: first?.expected ?? '',
      found: first?.found ?? { en: 'nothing', zh: '不存在' },
    }),
  };
}
