import { changeTo } from '../../change-to';
import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { inContainer } from '../examples';
import { integerOf } from '../yaml11';
import { fieldsOf } from '../schema/models';

/** Probe that the API refuses. */
export const k8s046: Rule<KubernetesFile> = {
  code: 'K8S046',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Probe that the API refuses', zh: 'API 不接受的探针' },
  message: { en: '{what}: the API server refuses this probe.', zh: '{what}，API 服务器会拒绝这个探针。' },
  why: {
    en: 'A probe asks in exactly one way: `httpGet`, `tcpSocket`, `exec` or `grpc`. `successThreshold` above 1 makes sense for readiness only; a container that is restarted needs one success.',
    zh: '一个探针只能用一种方式检查：`httpGet`、`tcpSocket`、`exec` 或 `grpc`。`successThreshold` 大于 1 只对就绪探针有意义；其余的成功一次就够。',
  },
  lesson: 'kubernetes-workloads/health-resources',
  *check(file) {
    if (file.isPartial) return;
    for (const { map, key, span } of file.walk.all('V1Probe')) {
      const handlers = [...map.all.values()].filter(({ key: one }) => ways.has(one.text));
      const second = handlers[1];
      const isMisspelt = [...map.all.keys()].some((one) => !fieldsOf('V1Probe').has(one));
      if (second !== undefined) yield { span: second.key.span, args: { what: two } };
      if (handlers.length === 0 && !isMisspelt) yield { span, args: { what: none } };
      const threshold = scalarOf(map.get('successThreshold'));
      const count = integerOf(threshold);
      if (threshold === undefined || count === undefined || count <= 1 || key === 'readinessProbe') continue;
      yield { span: threshold.span, args: { what: more }, fix: changeTo(threshold.part(), '1') };
    }
  },
  examples: {
    bad: [
      {
        text: inContainer('livenessProbe:\n  httpGet: { path: /, port: 80 }\n  successThreshold: «2»'),
        fixed: inContainer('livenessProbe:\n  httpGet: { path: /, port: 80 }\n  successThreshold: 1'),
      },
      { text: inContainer('livenessProbe:\n  httpGet: { path: /, port: 80 }\n  «tcpSocket»: { port: 80 }') },
      { text: inContainer('«readinessProbe»:\n  periodSeconds: 5') },
    ],
    good: [
      inContainer(
        'readinessProbe:\n  httpGet: { path: /, port: 80 }\n  successThreshold: 3\nlivenessProbe:\n  tcpSocket: { port: 80 }\n  successThreshold: 1',
      ),
    ],
  },
};

const ways = new Set(['httpGet', 'tcpSocket', 'exec', 'grpc']);
const two = { en: 'A second way to ask', zh: '写了两种检查方式' };
const none = { en: 'No httpGet, tcpSocket, exec or grpc', zh: '没有 httpGet、tcpSocket、exec 或 grpc' };
const more = { en: 'More than one success outside of readiness', zh: '非就绪探针的 successThreshold 大于 1' };
