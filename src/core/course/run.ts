import { portNotLocal } from '../errors';
import type { EngineFacts, Observation, Observers, Probe, Scene } from './check';
import { judge, type ExerciseVerdict } from './judge';
import type { Condition, Exercise } from './lesson';
import { keyOf, valueOf, type Observed } from './observed';
import { probesOf } from './probes';
import { transitionOf } from './transition';

export { judge };

/** Time, handed in because the core has none: milliseconds since 1970, and a pause that an abort ends. */
export type Clock = { readonly now: () => number; readonly sleep: (ms: number, signal: AbortSignal) => Promise<void> };

/** What one check found: the verdict, the `once` conditions that are met by now, and what the engine calls itself. */
export type CheckResult = {
  readonly verdict: ExerciseVerdict;
  readonly seen: readonly string[];
  readonly engine?: string;
};

/** How long a check waits before it looks again, in milliseconds. */
const pause = 250;

const engineProbe = { source: 'engine' } as const satisfies Probe;

/**
 * Checks an exercise: looks at everything its conditions name, at once; waits for what is still in transition; judges.
 * Changes nothing.
 * @param seen ids of the `once` conditions that were seen met before
 */
export async function checkExercise(
  exercise: Exercise,
  seen: readonly string[],
  observers: Observers,
  scene: Scene,
  clock: Clock,
  signal: AbortSignal,
): Promise<CheckResult> {
  const before = new Set(seen);
  const started = clock.now();
  for (;;) {
    const observed = await observe(exercise, observers, scene, signal);
    const verdict = judge(exercise, observed, before, restless(exercise, observed));
    const left = patience(verdict, observed) - (clock.now() - started);
    if (left <= 0) {
      const met = verdict.conditions.filter((one) => one.condition.when === 'once' && one.verdict === 'pass');
      const engine = valueOf(observed, engineProbe) as EngineFacts | undefined;
      return { verdict, seen: met.map((one) => one.condition.id), ...(engine && { engine: engine.name }) };
    }
    await clock.sleep(Math.min(pause, left), signal);
  }
}

/** Looks through every probe of the exercise once; when its engine cannot be used, everything is unknown. */
async function observe(exercise: Exercise, observers: Observers, scene: Scene, signal: AbortSignal): Promise<Observed> {
  const probes = probesOf(exercise);
  const engine = exercise.needs.includes('docker') ? await observers.engine(engineProbe, scene, signal) : undefined;
  if (engine?.state === 'unknown') return new Map(probes.map((probe) => [keyOf(probe), engine]));
  const host = engine?.state === 'found' ? (engine.value as EngineFacts).remoteHost : undefined;
  const look = async (probe: Probe): Promise<Observation> => {
    if (isLocal(probe) && host !== undefined) return { state: 'unknown', error: portNotLocal({ host }) };
    return observeOne(observers, probe, scene, signal);
  };
  const seen = await Promise.all(probes.map(async (probe) => [keyOf(probe), await look(probe)] as const));
  return new Map(engine === undefined ? seen : [...seen, [keyOf(engineProbe), engine]]);
}

/** What only the machine of the engine can answer for a published port. */
const isLocal = ({ source }: Probe): boolean => source === 'http' || source === 'registry' || source === 'port';

function observeOne(observers: Observers, probe: Probe, scene: Scene, signal: AbortSignal): Promise<Observation> {
  const observer = observers[probe.source] as (probe: Probe, scene: Scene, signal: AbortSignal) => Promise<Observation>;
  return observer(probe, scene, signal);
}

/** The conditions whose failure may still heal, because what they look at has not come to rest. */
function restless(exercise: Exercise, observed: Observed): ReadonlySet<string> {
  const moving = exercise.conditions.filter((one) =>
    one.expect.some(({ probe }) => transitionOf(probe, observed).moving),
  );
  return new Set(moving.map((one) => one.id));
}

/** How long to wait before what is not met now is judged, in milliseconds. */
function patience(verdict: ExerciseVerdict, observed: Observed): number {
  const open = verdict.conditions.filter((one) => one.verdict === 'fail' || one.verdict === 'unknown');
  return Math.max(0, ...open.map(({ condition }) => patienceFor(condition, observed)));
}

function patienceFor({ expect, settle }: Condition, observed: Observed): number {
  const longest = Math.max(0, ...expect.map(({ probe }) => transitionOf(probe, observed).patience));
  return longest > 0 && settle !== undefined ? settle * 1000 : longest;
}
