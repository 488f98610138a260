import type { Nearby } from '../nearby';
import type { Part } from '../parts';
import type { KubernetesFile } from './file';
import type { Pod } from './pod';
import type { Node } from './walk';

/** The parts of the file that this one is of, or only it. */
export const partsOf = (file: KubernetesFile, { whole }: Nearby): readonly Part<KubernetesFile>[] =>
  (whole?.parts as readonly Part<KubernetesFile>[] | undefined) ?? [
    { at: 0, text: file.text, file, memory: new Map() },
  ];

const made = new WeakMap<object, Map<unknown, unknown>>();

/**
 * What is made of all parts of a file once, whichever of them asks first.
 * @param key what it is called; one who asks with the same key makes the same
 */
export function onceOf<Made>(
  file: KubernetesFile,
  nearby: Nearby,
  key: unknown,
  make: (parts: readonly Part<KubernetesFile>[]) => Made,
): Made {
  const whole = nearby.whole?.parts ?? file;
  const ofWhole = made.get(whole) ?? new Map<unknown, unknown>();
  made.set(whole, ofWhole);
  if (!ofWhole.has(key)) ofWhole.set(key, make(partsOf(file, nearby)));
  return ofWhole.get(key) as Made;
}

/** Every mapping of a type in all parts of a file; their places are those in their parts. */
export function everyNode(file: KubernetesFile, nearby: Nearby, type: string): readonly Node[] {
  return onceOf(file, nearby, type, (parts) => parts.flatMap((part) => part.file.walk.all(type)));
}

/** Every Pod in all parts of a file. */
export function everyPod(file: KubernetesFile, nearby: Nearby): readonly Pod[] {
  return onceOf(file, nearby, everyPod, (parts) => parts.flatMap((part) => part.file.pods));
}
