import { brief, type Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { inPod, inContainer, object, service } from '../examples';
import { converted, foundIn, ownRuleOf, wantedOf } from '../types';

/** Wrong type of value. */
export const k8s017: Rule<KubernetesFile> = {
  code: 'K8S017',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Wrong type of value', zh: '值的类型不对' },
  message: {
    en: '"{field}" must be {wanted}, here it is {found}: the API server refuses it.',
    zh: '“{field}”应为{wanted}，这里却是{found}，API 服务器会拒绝。',
  },
  why: {
    en: 'The API checks every value against its type: a number is written without quotes, a text that looks like a number or a boolean with quotes, a list with dashes, a table with keys. YAML decides by the way it is written, not by what was meant.',
    zh: 'API 会按类型检查每个值：数字不加引号；看起来像数字或布尔值的文本要加引号；列表用短横线；映射用键。YAML 只看写法，不看本意。',
  },
  lesson: 'kubernetes-workloads/api-objects',
  *check(file) {
    for (const wrong of file.walk.types) {
      if (ownRuleOf(wrong) !== undefined) continue;
      const args = { field: brief(wrong.key.text), wanted: wantedOf(wrong.wanted), found: foundIn(wrong.value) };
      yield { span: wrong.span, args, fix: converted(wrong) };
    }
  },
  examples: {
    bad: [
      {
        text: object(
          'apps/v1',
          'Deployment',
          'spec:\n  replicas: «"3"»\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec:\n      securityContext: { runAsNonRoot: true }\n      containers: [{ name: web, image: "nginx:1.30", resources: { requests: { memory: 64Mi }, limits: { memory: 64Mi } } }]',
        ),
        fixed: object(
          'apps/v1',
          'Deployment',
          'spec:\n  replicas: 3\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec:\n      securityContext: { runAsNonRoot: true }\n      containers: [{ name: web, image: "nginx:1.30", resources: { requests: { memory: 64Mi }, limits: { memory: 64Mi } } }]',
        ),
      },
      { text: inPod('nodeSelector: «disk=ssd»'), fixed: inPod('nodeSelector: { disk: ssd }') },
      { text: inContainer('command: «sleep»'), fixed: inContainer('command: ["sleep"]') },
      { text: inContainer('args:\n  - --port\n  - «8080»'), fixed: inContainer('args:\n  - --port\n  - "8080"') },
      { text: inContainer('«env»:\n  MODE: test') },
    ],
    good: [
      inContainer('args: ["--port", "8080"]\nports:\n  - containerPort: 8080\ntty: yes'),
      service('selector: { app: web }\nports:\n  - port: 80\n    targetPort: http'),
    ],
  },
};
