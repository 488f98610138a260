import { changeTo } from '../change-to';
import type { Nearby, Peer } from '../nearby';
import { rememberedOf } from '../parts';
import type { Problem, Related, Span } from '../rule';
import { itemsOf, mappingOf, scalarOf, textOf, type Mapping, type Scalar, type Value } from '../yaml/tree';
import type { KubernetesFile } from './file';
import { nearest } from './fixes';
import { mappingAt, tableOf, textAt, valueAt, type KubernetesObject } from './object';
import { mappingsIn, type Pod } from './pod';
import { onceOf } from './whole';
import { integerOf } from './yaml11';

/** A port, by name, number, or both. */
export type Port = { readonly name?: string | undefined; readonly number?: number | undefined };

/** What rules that judge other objects may know of one. */
export type Fact = {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string | undefined;
  /** The place of its name, in the whole file. */
  readonly at: Span;
  /** Of a Pod or what makes some, and of a Namespace. */
  readonly labels?: readonly (readonly [string, string])[];
  readonly ports?: readonly Port[];
  /** Of a ConfigMap or a Secret; left out when others may add some. */
  readonly keys?: readonly string[];
  /** Of a Service. */
  readonly isHeadless?: boolean;
  readonly selector?: readonly (readonly [string, string])[];
  readonly nodePorts?: readonly number[];
};

/** A fact, and the file that it is from when it is another one. */
export type Known = Fact & { readonly path?: string };

const makers = [
  'Pod',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Job',
  'CronJob',
  'ReplicationController',
];

/** The facts of a file. */
export function factsIn(file: KubernetesFile): readonly Fact[] {
  const pods = new Map(file.pods.map((pod) => [pod.object, pod]));
  return file.objects.flatMap((object) => {
    const { name, kind } = object;
    if (name === undefined || kind === undefined) return [];
    const { namespace } = object;
    return [{ kind: kind.text, name: name.text, namespace, at: name.span, ...details(object, pods.get(object)) }];
  });
}

function details(object: KubernetesObject, pod: Pod | undefined): Partial<Fact> {
  if (pod !== undefined && object.is(...makers)) return { labels: [...pod.labels], ports: portsOf(pod) };
  if (object.is('ConfigMap', 'Secret')) return { keys: keysOf(object) };
  if (object.is('Namespace')) return { labels: [...tableOf(object.metadata?.get('labels'))] };
  if (!object.is('Service')) return {};
  const ports = mappingsIn(object.spec?.get('ports'));
  return {
    isHeadless: textAt(object.spec, 'clusterIP') === 'None',
    selector: [...tableOf(object.spec?.get('selector'))],
    ports: ports.map((port) => ({ name: textAt(port, 'name'), number: integerOf(scalarOf(port.get('port'))) })),
    nodePorts: ports.flatMap((port) => integerOf(scalarOf(port.get('nodePort'))) ?? []),
  };
}

function keysOf({ root }: KubernetesObject): readonly string[] {
  return ['data', 'binaryData', 'stringData'].flatMap((key) => [...(mappingOf(root.get(key))?.all.keys() ?? [])]);
}

/** The ports that the containers of a Pod say they open. */
export function portsOf(pod: Pod): readonly Port[] {
  return pod.containers.flatMap(({ map }) =>
    mappingsIn(map.get('ports')).map((port) => ({
      name: textAt(port, 'name'),
      number: integerOf(scalarOf(port.get('containerPort'))),
    })),
  );
}

/** Objects by kind. */
class Objects {
  readonly #byKind = new Map<string, Known[]>();
  /** What was asked before: many rules, and the rules of many files, ask the same. */
  readonly #asked = new Map<string, readonly Known[]>();

  constructor(all: readonly Known[]) {
    for (const one of all) {
      const known = this.#byKind.get(one.kind);
      if (known === undefined) this.#byKind.set(one.kind, [one]);
      else known.push(one);
    }
  }

  of(kinds: readonly string[], namespace: string | undefined): readonly Known[] {
    const question = `${kinds.join()} ${namespace ?? '*'}`;
    const before = this.#asked.get(question);
    if (before !== undefined) return before;
    const all = kinds.flatMap((kind) => this.#byKind.get(kind) ?? []);
    const found = all.filter((one) => sameNamespace(one.namespace, namespace));
    this.#asked.set(question, found);
    return found;
  }
}

/** The objects of a file and of those around it. Many rules ask the same, so an answer is kept. */
export class World {
  readonly #answers = new Map<string, readonly Known[]>();
  readonly #labelled = new Map<string, ReadonlyMap<string, readonly Known[]>>();

  /** @param without the path under which the file is among the others */
  constructor(
    readonly own: Objects,
    readonly others: Objects,
    readonly without: string | undefined,
  ) {}

  /** The objects of some kinds that a namespace may hold. */
  of(kinds: readonly string[], namespace?: string): readonly Known[] {
    const question = `${kinds.join()} ${namespace ?? '*'}`;
    const before = this.#answers.get(question);
    if (before !== undefined) return before;
    const others = this.others.of(kinds, namespace).filter(({ path }) => path !== this.without);
    const answer = [...this.own.of(kinds, namespace), ...others];
    this.#answers.set(question, answer);
    return answer;
  }

  /** All that makes Pods, in a namespace. */
  makers(namespace?: string): readonly Known[] {
    return this.of(makers, namespace);
  }

  /** All that makes Pods which have a label, in a namespace. */
  labelled(key: string, value: string, namespace?: string): readonly Known[] {
    const known = this.#labelled.get(namespace ?? '*') ?? byLabel(this.makers(namespace));
    this.#labelled.set(namespace ?? '*', known);
    return known.get(`${key}=${value}`) ?? [];
  }
}

function byLabel(all: readonly Known[]): ReadonlyMap<string, readonly Known[]> {
  const found = new Map<string, Known[]>();
  for (const one of all) {
    for (const [key, value] of one.labels ?? []) {
      const same = found.get(`${key}=${value}`);
      if (same === undefined) found.set(`${key}=${value}`, [one]);
      else same.push(one);
    }
  }
  return found;
}

/** May two objects be in one namespace? One that says none is in that of who applies it. */
export function sameNamespace(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

/** What is known of the objects of a file, of which this may be a part, and of those around it. */
export function worldOf(file: KubernetesFile, nearby: Nearby): World {
  const { all, own } = nearby.peers;
  return onceOf(file, nearby, all, (parts) => {
    const others = around.get(all) ?? new Objects(all.flatMap(knownOf));
    around.set(all, others);
    return new World(new Objects(rememberedOf(parts, 'facts', factsIn)), others, own);
  });
}

const around = new WeakMap<readonly Peer<unknown>[], Objects>();

/** What another file says, with its path. */
function knownOf({ path, facts }: Peer<unknown>): readonly Known[] {
  return path.startsWith('../../') || !isFacts(facts) ? [] : facts.map((fact) => ({ ...fact, path }));
}

/** What another file says, as facts; its room has made them. */
export function isFacts(facts: unknown): facts is readonly Fact[] {
  return Array.isArray(facts);
}

/** A name that stands for another object. */
export type Reference = {
  readonly kinds: readonly string[];
  readonly name: Scalar;
  readonly namespace: string | undefined;
};

/** The object with nearly this name, when there is none with the name itself. */
export function nearMiss(world: World, { kinds, name, namespace }: Reference): Known | undefined {
  const all = world.of(kinds, namespace);
  if (name.text === '' || all.some((one) => one.name === name.text)) return undefined;
  const meant = nearest(
    name.text,
    all.map((one) => one.name),
  );
  return all.find((one) => one.name === meant);
}

const here = { en: 'This one is there', zh: '存在的是这个' };

/** Where an object stands, for a finding about another one. */
export function placeOf({ path, at }: Known): Related {
  return { ...(path !== undefined && { path }), span: at, message: here, isOfWhole: true };
}

/** The finding for a name that nearly is another one. */
export function referenceProblem(world: World, reference: Reference): Problem | undefined {
  const meant = nearMiss(world, reference);
  if (meant === undefined) return undefined;
  const { name } = reference;
  const args = { name: name.text.slice(0, 32), meant: meant.name.slice(0, 32), kind: meant.kind };
  return { span: name.part(), args, fix: changeTo(name.part(), meant.name), related: [placeOf(meant)] };
}

/** All that makes Pods which a selector of equal values chooses. */
export function selectedPods(
  world: World,
  selector: ReadonlyMap<string, string>,
  namespace: string | undefined,
): readonly Known[] {
  const [first, ...others] = selector;
  if (first === undefined) return [];
  return world
    .labelled(first[0], first[1], namespace)
    .filter(({ labels = [] }) =>
      others.every(([key, value]) => labels.some(([name, own]) => name === key && own === value)),
    );
}

/** The items of a list at a path. */
export function listAt(value: Value | undefined, ...path: readonly string[]): readonly Mapping[] {
  return itemsOf(valueAt(value, ...path)).flatMap((item) => mappingOf(item.value) ?? []);
}

/** The selector of equal values at a path; nothing when it has expressions or there is none. */
export function selectorAt(
  value: Value | undefined,
  ...path: readonly string[]
): ReadonlyMap<string, string> | undefined {
  const selector = mappingAt(value, ...path);
  if (selector === undefined || selector.all.has('matchExpressions')) return undefined;
  return tableOf(selector.get('matchLabels'));
}

/** The text of a value in a table of labels. */
export function labelEntry(value: Value | undefined, key: string): Scalar | undefined {
  const one = mappingOf(value)?.get(key);
  return textOf(one) === undefined ? undefined : scalarOf(one);
}
