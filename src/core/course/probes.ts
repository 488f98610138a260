import type { Place, Probe } from './check';
import type { Condition, Exercise, Need } from './lesson';
import type { Matcher, Shape } from './match';
import { keyOf } from './observed';

/** What the shared diagnoses read beside what the conditions name. */
const sharedProbes: Readonly<Partial<Record<Need, readonly Probe[]>>> = {
  docker: [{ source: 'containers' }, { source: 'events' }],
};

/** Every probe that judging the exercise may read, each once. */
export function probesOf(exercise: Exercise): readonly Probe[] {
  const shared = exercise.needs.flatMap((need) => sharedProbes[need] ?? []);
  const images = exercise.conditions.some((one) => one.expect.some(({ probe }) => probe.source === 'image'));
  const named = [...(exercise.preconditions ?? []), ...exercise.conditions].flatMap(probesOfCondition);
  const all = [...shared, ...(images ? [{ source: 'images' } as const] : []), ...named];
  return [...new Map(all.map((probe) => [keyOf(probe), probe])).values()];
}

function probesOfCondition({ expect, or = [], told, notes = [] }: Condition): readonly Probe[] {
  const expectations = [...expect, ...or.flat()].flatMap(({ probe, shape }) => [probe, ...probesIn(shape)]);
  const cases = [...told, ...notes].flatMap(({ probe, shape, args }) => [
    probe,
    ...probesIn(shape),
    ...Object.values(args ?? {}).flatMap(probesAt),
  ]);
  return [...expectations, ...cases];
}

/** The probe of a place, and those that its way there compares with. */
const probesAt = ({ probe, path }: Place): readonly Probe[] => [
  probe,
  ...path.flatMap((step) => (typeof step === 'object' ? probesIn(step.first) : [])),
];

/** The probes that a shape compares with. */
export function probesIn(shape: Shape): readonly Probe[] {
  if (typeof shape !== 'object' || shape === null) return [];
  const { place } = shape as Partial<Extract<Matcher, { place: unknown }>>;
  if (typeof (shape as Matcher).is === 'string' && place !== undefined) return probesAt(place);
  return Object.values(shape as Record<string, Shape>).flatMap(probesIn);
}
