import { changeTo } from '../../change-to';
import { brief, type Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { meantOr } from '../fixes';
import { inBareContainer, object } from '../examples';
import { meaningOf } from '../yaml11';
import { quantityOf, meantQuantity } from '../quantity';

/** Amount that cannot be read. */
export const k8s025: Rule<KubernetesFile> = {
  code: 'K8S025',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Amount that cannot be read', zh: '无法解析的资源数量' },
  message: {
    en: '"{amount}" is no amount that Kubernetes can read. {then}',
    zh: 'Kubernetes 无法解析数量“{amount}”。{then}',
  },
  why: {
    en: 'An amount is a number with one suffix and no blank: `500m` is half a CPU, `64Mi` and `1Gi` are binary, `500M` and `1G` decimal. `MB`, `GB`, `mb` and `g` are none, and the API server refuses the object.',
    zh: '数量是一个数字加一个后缀，中间没有空格：`500m` 是半个 CPU，`64Mi`、`1Gi` 按二进制，`500M`、`1G` 按十进制。`MB`、`GB`、`mb`、`g` 都无效，API 服务器会拒绝该对象。',
  },
  lesson: 'kubernetes-workloads/health-resources',
  *check(file) {
    for (const { value } of file.walk.amounts) {
      if (quantityOf(value.text) !== undefined || meaningOf(value) === 'integer' || value.text === '') continue;
      const meant = meantQuantity(value.text);
      const fix = changeTo(value.part(), meant, false);
      yield { span: value.span, args: { amount: brief(value.text, 20), then: meantOr(meant, refused) }, fix };
    }
  },
  examples: {
    bad: [
      {
        text: inBareContainer('resources:\n  requests:\n    memory: «512MB»\n  limits:\n    memory: 1Gi'),
        fixed: inBareContainer('resources:\n  requests:\n    memory: 512Mi\n  limits:\n    memory: 1Gi'),
      },
      {
        text: object(
          'v1',
          'PersistentVolumeClaim',
          'spec:\n  accessModes: [ReadWriteOnce]\n  resources:\n    requests:\n      storage: «10g»',
        ),
        fixed: object(
          'v1',
          'PersistentVolumeClaim',
          'spec:\n  accessModes: [ReadWriteOnce]\n  resources:\n    requests:\n      storage: 10Gi',
        ),
      },
    ],
    good: [
      inBareContainer(
        'resources:\n  requests: { cpu: 0.5, memory: 64Mi, ephemeral-storage: 1e9 }\n  limits: { cpu: "2", memory: 1.5Gi, nvidia.com/gpu: 1 }',
      ),
    ],
  },
};

const refused = { en: 'The API server refuses it.', zh: 'API 服务器会拒绝。' };
