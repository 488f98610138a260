import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { entryOf } from '../object';
import { remove } from '../fixes';
import { inPod } from '../examples';

/** Probe or hook in an init container. */
export const k8s077: Rule<KubernetesFile> = {
  code: 'K8S077',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Probe or hook in an init container', zh: '初始化容器里有探针或钩子' },
  message: {
    en: 'An init container has no {field}: the API server refuses it unless restartPolicy is Always.',
    zh: '初始化容器不能有 {field}，除非 restartPolicy 为 Always，否则 API 服务器会拒绝。',
  },
  why: {
    en: 'Init containers run to their end, one after the other, so there is nothing to probe. Only a sidecar, an init container with `restartPolicy: Always`, goes on and may be probed.',
    zh: '初始化容器逐个运行到结束，没有什么可探测的。只有 sidecar，即带 `restartPolicy: Always` 的初始化容器，才会一直运行，才能有探针。',
  },
  lesson: 'kubernetes/pods',
  *check(file) {
    for (const pod of file.pods) {
      for (const { map, list, isSidecar } of pod.containers) {
        if (list !== 'initContainers' || isSidecar) continue;
        for (const field of ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle']) {
          const entry = entryOf(map, field);
          if (entry?.value !== undefined)
            yield { span: entry.key.span, args: { field }, fix: remove(file, map, entry, false) };
        }
      }
    }
  },
  examples: {
    bad: [
      {
        text: inPod(
          'initContainers:\n  - name: migrate\n    image: busybox:1.37\n    «readinessProbe»: { tcpSocket: { port: 80 } }\n    resources: { requests: { memory: 8Mi }, limits: { memory: 8Mi } }',
        ),
        fixed: inPod(
          'initContainers:\n  - name: migrate\n    image: busybox:1.37\n    resources: { requests: { memory: 8Mi }, limits: { memory: 8Mi } }',
        ),
      },
    ],
    good: [
      inPod(
        'initContainers:\n  - name: proxy\n    image: busybox:1.37\n    restartPolicy: Always\n    readinessProbe: { tcpSocket: { port: 80 } }',
      ),
    ],
  },
};
