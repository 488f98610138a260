import type { Span } from '../rule';
import { readYaml, type YamlText } from '../yaml/read';
import { isTemplate } from '../yaml/templates';
import {
  itemsOf,
  mappingOf,
  mappingsIn,
  textOf,
  type Entry,
  type Mapping,
  type Scalar,
  type Value,
} from '../yaml/tree';
import { KubernetesObject } from './object';
import { outdentedIn } from './outdented';
import { Pod } from './pod';
import { fieldsOf } from './schema/models';
import { Walk } from './walk';

/** A file with objects of the Kubernetes API, as its rules read it. */
export type KubernetesFile = YamlText & {
  readonly path: string | undefined;
  /** The contents of the documents that are tables, objects or not; none when the text cannot be read for certain. */
  readonly roots: readonly Mapping[];
  readonly objects: readonly KubernetesObject[];
  readonly walk: Walk;
  readonly pods: readonly Pod[];
  /** Entries that stand beside the key whose children they are, with that key. */
  readonly outdented: ReadonlyMap<Entry, Entry>;
  /** Is it laid over other files, so that what is missing here may be there? */
  readonly isPartial: boolean;
  /** Is it the text of a program that makes the file of it? */
  readonly isTemplate: boolean;
  readonly isJson: boolean;
};

/** Reads a file. */
export function parseKubernetes(text: string, path?: string): KubernetesFile {
  const yaml = readYaml(text, { isKey, misplaced, nothing: new Set() });
  const isOpen = isTemplateText(text, yaml.longScalars);
  const roots = isOpen ? [] : (yaml.documents ?? []).flatMap((one) => (one?.kind === 'mapping' ? [one] : []));
  const objects = roots.flatMap((root) => [...objectsIn(root)]);
  const walk = new Walk();
  for (const object of objects) if (object.known !== undefined) walk.object(object, object.known.type);
  return {
    ...yaml,
    torn: isOpen ? [] : yaml.torn,
    faults: isOpen ? [] : yaml.faults,
    path,
    roots,
    objects,
    walk,
    pods: walk.all('V1PodSpec').map((spec) => new Pod(spec)),
    outdented: outdentedIn(walk),
    isPartial: path !== undefined && partial.test(path),
    isTemplate: isOpen,
    isJson: /^\s*\{/.test(text),
  };
}

const partial = /(?:^|[\\/])(?:patch(?:es)?|overlays?|components)[\\/]|[^\\/]*patch[^\\/]*\.(?:ya?ml|json)$/i;

const wellKnown: ReadonlySet<string> = new Set([
  'apiVersion',
  'kind',
  ...['V1PodSpec', 'V1Container', 'V1ServiceSpec', 'V1ServicePort', 'V1DeploymentSpec', 'V1ObjectMeta'].flatMap(
    (type) => [...fieldsOf(type).keys()],
  ),
  ...['metadata', 'spec', 'data', 'stringData'],
]);

/** A word that objects have as a key, at the start of a line. */
function isKey(name: string): boolean {
  return wellKnown.has(name);
}

/** An object, or those in a list of them. */
function* objectsIn(root: Mapping): Iterable<KubernetesObject> {
  const kind = textOf(root.get('kind'));
  const items: Value | undefined = kind?.endsWith('List') === true ? root.get('items') : undefined;
  if (items?.kind === 'sequence') {
    for (const { value } of itemsOf(items)) {
      const item = mappingOf(value);
      if (item !== undefined) yield new KubernetesObject(item);
    }
  } else if (root.all.has('apiVersion') || (kind !== undefined && root.all.has('metadata'))) {
    yield new KubernetesObject(root);
  }
}

/** In block scalars the signs of a template are but words. */
function isTemplateText(text: string, hidden: readonly Span[]): boolean {
  if (!/\{[{%]/.test(text)) return false;
  const ends = [0, ...hidden.map(({ end }) => end)];
  return isTemplate(ends.map((from, index) => text.slice(from, hidden[index]?.start ?? text.length)).join(''));
}

const tables = new Set(['metadata', 'spec', 'template', 'labels', 'matchLabels', 'data', 'stringData', 'selector']);
const lists = new Set(['containers', 'initContainers', 'ports', 'env', 'volumes', 'volumeMounts']);

/** Single values where objects have tables of keys. */
function* misplaced(document: Value): Iterable<Scalar> {
  for (const { own } of mappingsIn(document)) {
    for (const { key, value } of own) {
      if (value?.kind === 'scalar' && tables.has(key.text)) yield value;
      if (value?.kind !== 'sequence' || !lists.has(key.text)) continue;
      for (const item of value.items) if (item.value?.kind === 'scalar') yield item.value;
    }
  }
}
