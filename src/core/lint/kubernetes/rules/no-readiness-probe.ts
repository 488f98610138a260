import type { Rule } from '../../rule';
import type { Part } from '../../parts';
import type { KubernetesFile } from '../file';
import { onceOf } from '../whole';
import { tableOf } from '../object';
import { beside } from '../pod';
import { inContainer, service, documents } from '../examples';
import { matches } from '../labels';

/** No readiness probe behind a Service. */
export const noReadinessProbe: Rule<KubernetesFile> = {
  code: 'no-readiness-probe',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'information' },
  title: { en: 'No readiness probe behind a Service', zh: 'Service 后面没有就绪探针' },
  message: {
    en: 'The Service sends connections here before the process listens: there is no readinessProbe.',
    zh: '没有 readinessProbe，进程还没监听，Service 就会把连接转过来。',
  },
  why: {
    en: 'Without it a container counts as ready as soon as it runs, so that each update loses some requests.',
    zh: '没有就绪探针，容器一运行就算就绪，每次更新都会丢失一些请求。',
  },
  lesson: 'kubernetes-workloads/health-resources',
  *check(file, nearby) {
    for (const pod of file.pods) {
      const selectors = onceOf(file, nearby, selectorsIn, selectorsIn);
      const candidates = [...pod.labels].flatMap((label) => selectors.get(label.join('=')) ?? []);
      if (!candidates.some((selector) => matches(selector, pod.labels))) continue;
      for (const { map, list, span } of pod.containers)
        if (list === 'containers' && map.all.has('ports') && !map.all.has('readinessProbe')) yield beside(span);
    }
  },
  examples: {
    bad: [
      {
        text: documents(
          service('selector: { app: web }\nports: [{ port: 80 }]'),
          inContainer('ports: [{ containerPort: 80 }]').replace(
            'name: web\n          image',
            'name: «web»\n          image',
          ),
        ),
      },
    ],
    good: [inContainer('ports: [{ containerPort: 80 }]')],
  },
};

/** What the Services of a file select by, under the first label that each asks for. */
function selectorsIn(
  parts: readonly Part<KubernetesFile>[],
): ReadonlyMap<string, readonly ReadonlyMap<string, string>[]> {
  const found = new Map<string, ReadonlyMap<string, string>[]>();
  for (const { map } of parts.flatMap((part) => part.file.walk.all('V1ServiceSpec'))) {
    const selector = tableOf(map.get('selector'));
    const [first] = selector;
    if (first !== undefined) found.set(first.join('='), [...(found.get(first.join('=')) ?? []), selector]);
  }
  return found;
}
