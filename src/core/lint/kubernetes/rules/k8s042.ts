import { brief, type Problem, type Rule } from '../../rule';
import { scalarOf, type Scalar } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { mappingsIn } from '../pod';
import { inPod, inContainer } from '../examples';

/** Name used twice. */
export const k8s042: Rule<KubernetesFile> = {
  code: 'K8S042',
  aliases: ['container-ports-check'],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Name used twice', zh: '名称重复' },
  message: {
    en: 'The name "{name}" is there twice among the {list}: the API server refuses it.',
    zh: '{list} 中的名称“{name}”重复，API 服务器会拒绝。',
  },
  why: {
    en: 'Containers, volumes and ports are found by their names, and `kubectl apply` matches list items by them, too. Two of one name cannot be told apart.',
    zh: '容器、卷、端口都按名称查找，`kubectl apply` 也按名称比对列表项。两个同名的无法区分。',
  },
  lesson: 'kubernetes/pods',
  *check(file) {
    for (const pod of file.pods) {
      yield* twice(
        pod.containers.map(({ name }) => name),
        'containers',
      );
      yield* twice(
        pod.volumes.map((volume) => scalarOf(volume.get('name'))),
        'volumes',
      );
      for (const { map } of pod.containers)
        yield* twice(
          mappingsIn(map.get('ports')).map((port) => scalarOf(port.get('name'))),
          'ports',
        );
    }
  },
  examples: {
    bad: [
      {
        text: inContainer('ports:\n  - { name: http, containerPort: 8080 }\n  - { name: «http», containerPort: 8081 }'),
      },
      {
        text: inPod(
          'initContainers:\n  - name: «web»\n    image: busybox:1.37\n    resources: { requests: { memory: 8Mi }, limits: { memory: 8Mi } }',
        )
          .replace('name: «web»', 'name: web')
          .replace('- name: web\n          image: nginx', '- name: «web»\n          image: nginx')
          .replace(/name: web\n          image: busybox/, 'name: web\n          image: busybox'),
      },
    ],
    good: [
      inContainer(
        'ports:\n  - { name: http, containerPort: 8080 }\n  - { name: admin, containerPort: 8081 }\n  - { containerPort: 9090 }\n  - { containerPort: 9091 }',
      ),
    ],
  },
};

function* twice(names: readonly (Scalar | undefined)[], list: string): Iterable<Problem> {
  const seen = new Set<string>();
  const inOrder = names.filter((name) => name !== undefined).sort((a, b) => a.span.start - b.span.start);
  for (const name of inOrder) {
    if (seen.has(name.text)) yield { span: name.span, args: { name: brief(name.text), list } };
    seen.add(name.text);
  }
}
