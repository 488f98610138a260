import type { Rule } from '../../rule';
import type { YamlText } from '../../yaml/read';
import { yamlSyntax } from '../../yaml/rules/syntax';
import { object, service } from '../examples';
import type { KubernetesFile } from '../file';
import { spacedImage } from '../images';
import { pastedIn } from '../pasted';

const shared: Rule<YamlText> = yamlSyntax({
  code: 'K8S001',
  lesson: 'kubernetes-workloads/api-objects',
  examples: {
    bad: [
      {
        text: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n«\t»name: settings\n',
        fixed: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n',
      },
      { text: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  MODE: «"»test\n' },
    ],
    good: [
      object('v1', 'ConfigMap', 'data:\n  script: |\n    if true; then\n    \techo "yes\n    fi'),
      service('clusterIP: None'),
    ],
  },
});

/** YAML syntax, in words, at the cause. */
export const k8s001: Rule<KubernetesFile> = {
  ...shared,
  *check(file, nearby) {
    const isOther = file.faults.some((fault) => spacedImage(file, fault) !== undefined) || pastedIn(file).length > 0;
    if (!isOther) yield* shared.check(file, nearby);
  },
};
