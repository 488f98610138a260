import { fill, verbatim, type Text } from '../text';
import type { Probe } from './check';
import type { Exercise, Expectation } from './lesson';
import { shorten, type Mismatch } from './match';
import { looker, valueOf, type Observed, type Told } from './observed';

/** The label by which an object of a container engine belongs to an exercise. */
const mark = 'tutor.exercise';

/** Where the labels of an object are; undefined for what bears none. */
function labelsOf(probe: Probe, exercise: Exercise): readonly string[] | undefined {
  switch (probe.source) {
    case 'container':
      return ['Config', 'Labels'];
    case 'image':
      return isBuilt(probe.name, exercise) ? ['Config', 'Labels'] : undefined;
    case 'network':
      return isPredefined(probe.name) ? undefined : ['Labels'];
    case 'volume':
      return ['Labels'];
    default:
      return undefined;
  }
}

/** An image of the exercise's own that was built, not only tagged. */
function isBuilt(name: string, { repositories = [] }: Exercise): boolean {
  return name.startsWith('tutor/') && !repositories.includes(name.replace(/:[^:/]*$/, ''));
}

const isPredefined = (network: string): boolean => ['bridge', 'host', 'none'].includes(network);

/** An object without the exercise's mark is foreign, whatever else it is. */
export function isForeign({ probe }: Expectation, exercise: Exercise, observed: Observed): boolean {
  const path = labelsOf(probe, exercise);
  if (path === undefined || valueOf(observed, probe) === undefined) return false;
  return looker(observed)({ probe, path: [...path, mark] }) !== exercise.id;
}

const words = {
  byCommand: {
    en: '`{name}` exists but is not marked as part of this exercise. If it is yours from elsewhere, rename it; otherwise recreate it with `--label tutor.exercise={exercise}`, so that Reset can remove it.',
    zh: '`{name}` 已存在，但没有本练习的标记。如果它另有用途，请给它改名；否则请加上 `--label tutor.exercise={exercise}` 重新创建，这样“重置”才能清理它。',
  },
  byCompose: {
    en: '`{name}` exists but is not marked as part of this exercise. Give it the label `tutor.exercise: {exercise}` in compose.yaml (services, networks and volumes each have `labels:`), then run `docker compose down` and `docker compose up -d`.',
    zh: '`{name}` 已存在，但没有本练习的标记。请在 compose.yaml 里给它加上标签 `tutor.exercise: {exercise}`（服务、网络和数据卷各有自己的 `labels:`），然后执行 `docker compose down` 和 `docker compose up -d`。',
  },
} as const satisfies Record<string, Text>;

/** The refusal of an object that is not the exercise's own. */
export function refuseForeign(
  { probe }: Expectation,
  exercise: Exercise,
  observed: Observed,
): { readonly told: Told; readonly mismatches: readonly Mismatch[] } {
  const path = [...(labelsOf(probe, exercise) ?? []), mark];
  const found = shorten(looker(observed)({ probe, path }));
  const args = { name: 'name' in probe ? (probe.name ?? probe.source) : probe.source, exercise: exercise.id };
  const text = exercise.project === undefined ? words.byCommand : words.byCompose;
  const place = `${path.slice(0, -1).join('.')}["${mark}"]`;
  return {
    told: { id: 'own', text: fill(text, args) },
    mismatches: [{ path: place, expected: verbatim(exercise.id), found, keys: path, probe }],
  };
}
