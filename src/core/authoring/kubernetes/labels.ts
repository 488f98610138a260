import { sameNamespace, type Fact } from '../../lint/kubernetes/world';
import { verbatim } from '../../text';
import type { Level } from '../place';
import { sketchAt, sketchValue, type Sketch } from '../sketch';
import type { Hint, LabelsWanted } from '../slot';

/** Where labels are asked for, or given: by the type and its field. */
const fields: Readonly<Record<string, LabelsWanted['of']>> = {
  'V1ServiceSpec.selector': 'Pod',
  'V1ReplicationControllerSpec.selector': 'Pod',
  'V1DeploymentSpec.selector': 'Pod',
  'V1StatefulSetSpec.selector': 'Pod',
  'V1DaemonSetSpec.selector': 'Pod',
  'V1ReplicaSetSpec.selector': 'Pod',
  'V1JobSpec.selector': 'Pod',
  'V1PodDisruptionBudgetSpec.selector': 'Pod',
  'V1NetworkPolicySpec.podSelector': 'Pod',
  'V1NetworkPolicyPeer.podSelector': 'Pod',
  'V1NetworkPolicyPeer.namespaceSelector': 'Namespace',
  'V1PodAffinityTerm.labelSelector': 'Pod',
  'V1PodAffinityTerm.namespaceSelector': 'Namespace',
  'V1TopologySpreadConstraint.labelSelector': 'Pod',
  'V1PodTemplateSpec.metadata': 'selector',
  'V1Pod.metadata': 'selector',
};

/** What is wanted at a place: labels' keys as the keys of a table, or keys and values as its values. */
type Place = { readonly keys?: LabelsWanted; readonly values?: LabelsWanted };

/**
 * The labels that are wanted at the end of a path; nothing where none are.
 * @param types the types at the beginnings of the path: of none of its steps, of the first, of the first two …
 * @param levels the tables around the place
 */
export function labelsAt(
  types: readonly (string | undefined)[],
  path: readonly string[],
  levels: readonly Level[],
): Place | undefined {
  const fieldAt = (index: number): string => `${types[index] ?? ''}.${path[index] ?? ''}`;
  const at = path.findLastIndex((_, index) => fields[fieldAt(index)] !== undefined);
  const of = fields[fieldAt(at)];
  if (of === undefined) return undefined;
  // A selector of a Service is the table itself.
  if (types[at + 1]?.startsWith('{') === true) return inTable(of, path.slice(at + 1));
  const [first, ...rest] = path.slice(at + 1);
  if (first === (of === 'selector' ? 'labels' : 'matchLabels')) return inTable(of, rest);
  return first === 'matchExpressions' ? inExpression(of, rest, levels) : undefined;
}

function inTable(of: LabelsWanted['of'], [key, ...deeper]: readonly string[]): Place | undefined {
  if (key === undefined) return { keys: { of } };
  return deeper.length === 0 ? { values: { of, key } } : undefined;
}

function inExpression(
  of: LabelsWanted['of'],
  [, field]: readonly string[],
  levels: readonly Level[],
): Place | undefined {
  if (field === 'key') return { values: { of } };
  const key = levels.findLast((one) => one.path.at(-2) === 'matchExpressions')?.values.get('key');
  return field === 'values' && key !== undefined ? { values: { of, key } } : undefined;
}

type Pair = readonly [key: string, value: string];
type Labelled = { readonly title: string; readonly rank: number; readonly pairs: readonly Pair[] };

/**
 * The labels that are known, those of the same object, file and namespace first.
 * @param sketches the objects of the text
 * @param facts what other files say
 */
export function labelHints(
  { of, key }: LabelsWanted,
  sketches: readonly Sketch[],
  offset: number,
  facts: Iterable<Fact>,
): readonly Hint[] {
  const own = sketchAt(sketches, offset);
  const namespace = own && sketchValue(own, 'metadata', 'namespace');
  const far = (other: string | undefined): number => (of === 'Namespace' || sameNamespace(namespace, other) ? 0 : 2);
  const here = sketches.map((one): Labelled => {
    const rank = one === own ? 0 : 1 + far(sketchValue(one, 'metadata', 'namespace'));
    return { title: titleOf(one), rank, pairs: pairsIn(one, of) };
  });
  const elsewhere = [...facts].map((fact): Labelled => {
    const rank = 2 + far(fact.namespace);
    return { title: `${fact.kind}/${fact.name}`, rank, pairs: pairsOf(fact, of) };
  });
  return [...here, ...elsewhere]
    .toSorted((a, b) => a.rank - b.rank)
    .flatMap(({ title, rank, pairs }) =>
      pairs
        .filter((pair) => key === undefined || (pair[0] === key && pair[1] !== ''))
        .map((pair) => ({ name: key === undefined ? pair[0] : pair[1], rank, detail: verbatim(title) })),
    );
}

function pairsOf({ kind, labels, selector }: Fact, of: LabelsWanted['of']): readonly Pair[] {
  if (of === 'selector') return selector ?? [];
  return (kind === 'Namespace') === (of === 'Namespace') ? (labels ?? []) : [];
}

function pairsIn(sketch: Sketch, of: LabelsWanted['of']): readonly Pair[] {
  const kind = sketchValue(sketch, 'kind') ?? '';
  return sketch.leaves.flatMap(({ path, value }): readonly Pair[] => {
    const isWanted = of === 'selector' ? isAsked(path, kind) : isGiven(path, kind, of);
    return isWanted ? [[path.at(-1) ?? '', value]] : [];
  });
}

/** Is it a label of Pods, or of a Namespace? */
function isGiven(path: readonly string[], kind: string, of: 'Pod' | 'Namespace'): boolean {
  if (path.at(-3) !== 'metadata' || path.at(-2) !== 'labels') return false;
  return path.length === 3 ? kind === of : of === 'Pod' && path.at(-4) === 'template';
}

/** Is it a label that a selector of Pods asks for? */
function isAsked(path: readonly string[], kind: string): boolean {
  if (path.at(-2) === 'matchLabels') return /^(?:selector|podSelector|labelSelector)$/.test(path.at(-3) ?? '');
  return path.length === 3 && path[1] === 'selector' && /^(?:Service|ReplicationController)$/.test(kind);
}

const titleOf = (sketch: Sketch): string =>
  `${sketchValue(sketch, 'kind') ?? '?'}/${sketchValue(sketch, 'metadata', 'name') ?? '?'}`;
