import { preconditionFailed, stillWorking, traceLost, type UserError } from '../errors';
import { fill, type Args, type Text } from '../text';
import type { EventLog } from './check';
import { diagnose } from './diagnoses';
import type { Condition, Exercise, Expectation, FoundCase } from './lesson';
import { compare, shorten, type Mismatch } from './match';
import { keyOf, looker, valueOf, type Observed, type Told } from './observed';
import { isForeign, refuseForeign } from './own';
import { plainly, tooEarly } from './plain';
import { probesIn } from './probes';

/** The verdict of one condition, with all that explains it. */
export type ConditionVerdict = { readonly condition: Condition } & (
  | { readonly verdict: 'pass'; readonly note?: Told }
  | { readonly verdict: 'fail'; readonly told: Told; readonly mismatches: readonly Mismatch[] }
  | { readonly verdict: 'unknown' | 'not-applicable'; readonly error: UserError }
);

/**
 * The verdict of an exercise: all required conditions pass: pass; one fails: fail; else unknown. Of a group one
 * suffices; what is optional or not applicable does not count.
 */
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
  const court = { exercise, observed, seen, settling };
  const barred = barrier(court);
  const judged = new Map<string, ConditionVerdict>();
  const conditions = exercise.conditions.map((condition): ConditionVerdict => {
    const verdict = barred
      ? ({ condition, verdict: 'unknown', error: barred } as const)
      : judgeCondition(condition, { ...court, judged });
    judged.set(condition.id, verdict);
    return verdict;
  });
  return { exercise, conditions, verdict: sum(conditions) };
}

type Court = {
  readonly exercise: Exercise;
  readonly observed: Observed;
  readonly seen: ReadonlySet<string>;
  readonly settling: ReadonlySet<string>;
  /** The verdicts of the conditions above the one that is judged. */
  readonly judged: ReadonlyMap<string, ConditionVerdict>;
};

/** The first precondition that does not hold, as the reason why nothing can be judged. */
function barrier(court: Omit<Court, 'judged'>): UserError | undefined {
  for (const condition of court.exercise.preconditions ?? []) {
    const one = judgeCondition(condition, { ...court, judged: new Map() });
    if (one.verdict === 'unknown') return one.error;
    if (one.verdict === 'fail') return preconditionFailed({ why: one.told.text });
  }
  return undefined;
}

function sum(conditions: readonly ConditionVerdict[]): ExerciseVerdict['verdict'] {
  const counting = conditions.filter((one) => one.condition.optional !== true && one.verdict !== 'not-applicable');
  const verdicts = counting.map((one) => best(counting.filter((other) => isOneGroup(one.condition, other.condition))));
  if (verdicts.includes('fail')) return 'fail';
  return verdicts.length > 0 && verdicts.every((one) => one === 'pass') ? 'pass' : 'unknown';
}

const isOneGroup = (one: Condition, other: Condition): boolean =>
  one === other || (one.group !== undefined && one.group === other.group);

/** Of a group: one pass suffices; as long as one is unknown, it is not yet failed. */
function best(group: readonly ConditionVerdict[]): ConditionVerdict['verdict'] {
  const order = ['pass', 'unknown', 'fail'] as const;
  return order.find((verdict) => group.some((one) => one.verdict === verdict)) ?? 'unknown';
}

function judgeCondition(condition: Condition, court: Court): ConditionVerdict {
  if (condition.when === 'once' && court.seen.has(condition.id)) return { condition, verdict: 'pass' };
  const before = court.judged.get(condition.after ?? '');
  if (before?.verdict === 'unknown') return { condition, verdict: 'unknown', error: before.error };
  const early = before?.verdict === 'fail';
  const ways = [condition.expect, ...(condition.or ?? [])].map((way) => judgeWay(way, court));
  if (!early && ways.some((way) => way.outcome === 'pass')) return withNote(condition, court);
  const blind = ways.find((way) => way.outcome === 'blind');
  if (blind?.error !== undefined) return cannotLook(condition, blind.error);
  return refuse(condition, ways, early, court);
}

function refuse(condition: Condition, ways: readonly Way[], early: boolean, court: Court): ConditionVerdict {
  const way = ways.find((one) => one.guarded !== true) ?? ways[0];
  if (way?.foreign !== undefined) {
    return { condition, verdict: 'fail', ...refuseForeign(way.foreign, court.exercise, court.observed) };
  }
  const excuse = excuseOf(condition, court);
  if (excuse !== undefined) return { condition, verdict: 'unknown', error: excuse };
  const mismatches = way?.mismatches ?? [];
  return { condition, verdict: 'fail', told: tell(condition, mismatches, early, court), mismatches };
}

/** What became of one right answer: all of its expectations. */
type Way = {
  readonly outcome: 'pass' | 'fail' | 'blind';
  readonly error?: UserError;
  readonly foreign?: Expectation;
  /** Another way was chosen: one of its guards does not hold. */
  readonly guarded?: true;
  readonly mismatches: readonly Mismatch[];
};

function judgeWay(way: readonly Expectation[], { exercise, observed }: Court): Way {
  const guards = way.filter((one) => one.guard === true && observed.get(keyOf(one.probe))?.state !== 'unknown');
  const barred = mismatchesOf(guards, observed);
  if (barred.length > 0) return { outcome: 'fail', guarded: true, mismatches: barred };
  for (const probe of way.flatMap((one) => [one.probe, ...probesIn(one.shape)])) {
    const observation = observed.get(keyOf(probe));
    if (observation?.state === 'unknown') return { outcome: 'blind', error: observation.error, mismatches: [] };
  }
  const foreign = way.find((one) => isForeign(one, exercise, observed));
  if (foreign !== undefined) return { outcome: 'fail', foreign, mismatches: [] };
  const mismatches = mismatchesOf(way, observed);
  return { outcome: mismatches.length === 0 ? 'pass' : 'fail', mismatches };
}

const mismatchesOf = (way: readonly Expectation[], observed: Observed): readonly Mismatch[] =>
  way.flatMap(({ probe, shape }) =>
    compare(shape, valueOf(observed, probe), looker(observed)).map((one) => ({ ...one, probe })),
  );

/** What this host can never show does not count; all else that one could not look at is unknown. */
function cannotLook(condition: Condition, error: UserError): ConditionVerdict {
  const excused = condition.excusedBy?.includes(error.code) === true;
  return { condition, verdict: excused ? 'not-applicable' : 'unknown', error };
}

function withNote(condition: Condition, court: Court): ConditionVerdict {
  const note = condition.notes?.find((one) => isCase(one, court));
  return { condition, verdict: 'pass', ...(note && { note: toldBy(note, court) }) };
}

/** Why what does not fit is not yet a failure: its trace is gone, or it is still in transition. */
function excuseOf(condition: Condition, court: Court): UserError | undefined {
  if (condition.when === 'once' && forgotten(condition, court)) return traceLost();
  return court.settling.has(condition.id) ? stillWorking() : undefined;
}

function forgotten(condition: Condition, court: Court): boolean {
  return condition.expect.some(({ probe }) => {
    if (probe.source !== 'events') return false;
    return (valueOf(court.observed, probe) as EventLog | undefined)?.complete === false;
  });
}

/** The row's own words first: they are more to the point than the shared diagnoses. */
function tell(condition: Condition, mismatches: readonly Mismatch[], early: boolean, court: Court): Told {
  if (early) return tooEarly(condition, court.exercise);
  const found = condition.told.find((one) => isCase(one, court));
  if (found !== undefined) return toldBy(found, court);
  const shared = diagnose(condition, mismatches, court.exercise, court.observed);
  return shared ?? plainly(mismatches);
}

function isCase(found: FoundCase, court: Court): boolean {
  const observation = court.observed.get(keyOf(found.probe));
  if (observation === undefined || observation.state === 'unknown') return false;
  return compare(found.shape, valueOf(court.observed, found.probe), looker(court.observed)).length === 0;
}

function toldBy(found: FoundCase, court: Court): Told {
  const look = looker(court.observed);
  const args: Args = Object.fromEntries(
    Object.entries(found.args ?? {}).map(([name, place]) => [name, shorten(look(place)) ?? '?']),
  );
  const text: Text = fill(found.text, args);
  return { id: found.id, text };
}
