import { fill } from '../../../text';
import { changeTo } from '../../change-to';
import { brief, type Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { meantOr } from '../fixes';
import { object } from '../examples';
import { misfitOf } from '../version';

/** Unknown kind or version. */
export const k8s013: Rule<KubernetesFile> = {
  code: 'K8S013',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Unknown kind or version', zh: '未知的 kind 或版本' },
  message: { en: 'There is no {name} {where}. {then}', zh: '{where}没有 {name}。{then}' },
  why: {
    en: 'Kinds are written with capitals at each word, as in `ConfigMap`, and each group has few versions. A name that the server does not have is refused: "no matches for kind".',
    zh: 'kind 每个单词首字母大写，例如 `ConfigMap`；每个组只有少数几个版本。服务器没有的名字会被拒绝：“no matches for kind”。',
  },
  lesson: 'kubernetes-workloads/api-objects',
  *check(file) {
    for (const object of file.objects) {
      const misfit = misfitOf(object);
      const { apiVersion, kind } = object;
      if (misfit === undefined || misfit.what === 'elsewhere' || apiVersion === undefined || kind === undefined)
        continue;
      const token = misfit.what === 'kind' ? kind : apiVersion;
      const where = misfit.what === 'kind' ? fill(within, { version: brief(apiVersion.text) }) : anywhere;
      const args = { name: brief(token.text), where, then: meantOr(misfit.meant, refused) };
      const severity = misfit.meant === undefined ? 'warning' : 'error';
      yield { span: token.span, args, severity, fix: changeTo(token.span, misfit.meant) };
    }
  },
  examples: {
    bad: [
      {
        text: object(
          'apps/v1',
          '«deployment»',
          'spec:\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec:\n      securityContext: { runAsNonRoot: true }\n      containers: [{ name: web, image: "nginx:1.30", resources: { requests: { memory: 64Mi }, limits: { memory: 64Mi } } }]',
        ),
        fixed: object(
          'apps/v1',
          'Deployment',
          'spec:\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec:\n      securityContext: { runAsNonRoot: true }\n      containers: [{ name: web, image: "nginx:1.30", resources: { requests: { memory: 64Mi }, limits: { memory: 64Mi } } }]',
        ),
      },
      {
        text: object('v1', '«Configmap»', 'data: { MODE: test }'),
        fixed: object('v1', 'ConfigMap', 'data: { MODE: test }'),
      },
    ],
    good: [object('example.com/v1', 'Widget', 'spec: { size: 3 }'), 'apiVersion: v1\nkind: Config\nclusters: []\n'],
  },
};

const within = { en: 'in {version}', zh: '{version} 里' };
const anywhere = { en: 'at all', zh: 'Kubernetes 里' };
const refused = { en: 'The API server refuses it.', zh: 'API 服务器会拒绝。' };
