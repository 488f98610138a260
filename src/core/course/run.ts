import { portNotLocal } from '../errors';
import type { EngineFacts, HttpAnswer, Observation, Observers, Probe, Scene } from './check';
import { judge, type ExerciseVerdict } from './judge';
import type { Exercise } from './lesson';
import type { Matcher, Shape } from './match';
import { keyOf, valueOf, type Observed } from './observed';

/** Time, handed in because the core has none: milliseconds since 1970, and a pause that an abort ends. */
export type Clock = { readonly now: () => number; readonly sleep: (ms: number, signal: AbortSignal) => Promise<void> };

/** What one check found: the verdict, the `once` conditions that are met by now, and what the engine calls itself. */
export type CheckResult = {
  readonly verdict: ExerciseVerdict;
  readonly seen: readonly string[];
  readonly engine?: string;
};

/** How long a check waits for something that is still in transition, in milliseconds. */
const settleTimes = { health: 90_000, http: 3_000 } as const;
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
    if (probe.source === 'http' && host !== undefined) return { state: 'unknown', error: portNotLocal({ host }) };
    return observeOne(observers, probe, scene, signal);
  };
  const seen = await Promise.all(probes.map(async (probe) => [keyOf(probe), await look(probe)] as const));
  return new Map(engine === undefined ? seen : [...seen, [keyOf(engineProbe), engine]]);
}

function observeOne(observers: Observers, probe: Probe, scene: Scene, signal: AbortSignal): Promise<Observation> {
  const observer = observers[probe.source] as (probe: Probe, scene: Scene, signal: AbortSignal) => Promise<Observation>;
  return observer(probe, scene, signal);
}

/** Every probe that judging the exercise may read, each once. */
export function probesOf(exercise: Exercise): readonly Probe[] {
  const shared: readonly Probe[] = exercise.needs.includes('docker')
    ? [{ source: 'containers' }, { source: 'events' }]
    : [];
  const named = exercise.conditions.flatMap((one) => [
    ...one.expect.flatMap(({ probe, shape }) => [probe, ...probesIn(shape)]),
    ...one.told.flatMap(({ probe, shape, args }) => [
      probe,
      ...probesIn(shape),
      ...Object.values(args ?? {}).map((place) => place.probe),
    ]),
  ]);
  return [...new Map([...shared, ...named].map((probe) => [keyOf(probe), probe])).values()];
}

function probesIn(shape: Shape): readonly Probe[] {
  if (typeof shape !== 'object' || shape === null) return [];
  const matcher = shape as Matcher;
  if (matcher.is === 'sameAs' || matcher.is === 'differs') return [matcher.place.probe];
  return Object.values(shape as Record<string, Shape>).flatMap(probesIn);
}

/** Is what the probe saw still on its way to another state? Then by how much patience, in milliseconds. */
function settleTime(probe: Probe, observed: Observed): number {
  const value = valueOf(observed, probe);
  if (probe.source === 'container') {
    const health = (value as { State?: { Health?: { Status?: string } } } | undefined)?.State?.Health?.Status;
    return health === 'starting' ? settleTimes.health : 0;
  }
  if (probe.source === 'http') {
    const answer = value as HttpAnswer | undefined;
    return answer !== undefined && 'failure' in answer && isPublished(probe.port, observed) ? settleTimes.http : 0;
  }
  return 0;
}

function isPublished(port: number, observed: Observed): boolean {
  const rows = valueOf(observed, { source: 'containers' }) as
    readonly { State: string; Ports?: readonly { PublicPort?: number }[] }[] | undefined;
  return rows?.some((row) => row.State === 'running' && row.Ports?.some((one) => one.PublicPort === port)) ?? false;
}

/** The conditions whose failure may still heal: a health check that has not come to a result. */
function restless(exercise: Exercise, observed: Observed): ReadonlySet<string> {
  const starting = exercise.conditions.filter((one) =>
    one.expect.some(({ probe }) => probe.source === 'container' && settleTime(probe, observed) > 0),
  );
  return new Set(starting.map((one) => one.id));
}

function patience(verdict: ExerciseVerdict, observed: Observed): number {
  const open = verdict.conditions.filter((one) => one.verdict !== 'pass');
  return Math.max(0, ...open.flatMap((one) => one.condition.expect.map(({ probe }) => settleTime(probe, observed))));
}
