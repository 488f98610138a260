import { itemsOf, scalarOf, type Mapping, type Scalar } from '../yaml/tree';
import type { KubernetesFile } from './file';
import { scalarAt, textAt } from './object';
import { mappingsIn } from './pod';

/** The kustomizations in a file; a file of that name needs to say nothing of itself. */
export function kustomizationsIn({ roots, path }: KubernetesFile): readonly Mapping[] {
  const isNamed = /(?:^|[\\/])[Kk]ustomization(?:\.ya?ml)?$/.test(path ?? '');
  return roots.filter((root) => isNamed || (textAt(root, 'apiVersion') ?? '').startsWith('kustomize.config.k8s.io/'));
}

/** The files and folders beside it that a kustomization names. */
export function namedBy(root: Mapping): readonly Scalar[] {
  const lists = ['resources', 'bases', 'components', 'crds', 'configurations', 'patchesStrategicMerge', 'transformers'];
  const listed = lists.flatMap((key) => itemsOf(root.get(key))).flatMap((item) => scalarOf(item.value) ?? []);
  const patches = mappingsIn(root.get('patches')).flatMap((patch) => scalarAt(patch, 'path') ?? []);
  return [...listed, ...patches].filter(({ text, style }) => style !== 'block' && isLocal(text));
}

/** Addresses of repositories are none of this folder; neither is a patch that is written in place. */
function isLocal(text: string): boolean {
  return (
    text !== '' &&
    !/[\n?{}$]|:\/\/|^(?:git@|github\.com\/|gitlab\.com\/|bitbucket\.org\/|git::)|\.git(?:\/|$)/.test(text)
  );
}

/** The folder that a path leads to; "" is that of the file. */
export function folderOf(path: string): string {
  const trimmed = path.replace(/\/$/, '');
  return trimmed.includes('/') ? trimmed.slice(0, trimmed.lastIndexOf('/')) : '';
}

/** What the rules on a kustomization look at. */
export function looksOf(file: KubernetesFile): readonly string[] {
  return kustomizationsIn(file).flatMap((root) => namedBy(root).flatMap(({ text }) => [text, folderOf(text)]));
}
