import type { Pragma } from '../rule';
import { ownPragmas } from '../yaml/ignore';
import { textOf } from '../yaml/tree';
import type { KubernetesFile } from './file';

const ofLinter = 'ignore-check.kube-linter.io/';

/** Our own comments, and the annotations of kube-linter and kube-score, each for its object. */
export function* pragmas(file: KubernetesFile): Iterable<Pragma> {
  yield* ownPragmas(file);
  for (const { annotations, root } of file.objects) {
    for (const { key, value } of annotations?.all.values() ?? []) {
      const scope = root.span;
      const at = key.span;
      if (key.text.startsWith(ofLinter)) yield { kind: 'ignore', names: [key.text.slice(ofLinter.length)], scope, at };
      else if (key.text === 'kube-linter.io/ignore-all') yield { kind: 'ignore', names: 'all', scope };
      else if (key.text === 'kube-score/ignore') {
        const names = (textOf(value) ?? '').split(',').map((name) => name.trim());
        yield { kind: 'ignore', names: names.flatMap((name) => [name, ...(alsoHidden[name] ?? [])]), scope, at };
      }
    }
  }
}

/** Checks of kube-score that are several rules of ours, of which one has the name. */
const alsoHidden: Readonly<Record<string, readonly string[]>> = {
  'container-resources': ['unset-memory-requirements', 'unset-cpu-requirements'],
  'pod-probes': ['no-liveness-probe', 'no-readiness-probe'],
  'container-ports-check': ['K8S042', 'K8S049'],
};
