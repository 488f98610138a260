import { fill } from '../../../text';
import { changeTo } from '../../change-to';
import { brief, type Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { object } from '../examples';
import { deprecationOf } from '../removed';

/** Deprecated API. */
export const k8s015: Rule<KubernetesFile> = {
  code: 'K8S015',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'Deprecated API', zh: '已弃用的 API' },
  message: { en: '{version} {kind} is deprecated{goes}. {then}', zh: '{version} {kind} 已弃用{goes}。{then}' },
  why: {
    en: 'A deprecated version still works and is served beside its successor for some releases more. The API server answers with a warning; the day on which it refuses is known in advance.',
    zh: '已弃用的版本暂时还能用，会与后继版本并存几个发行版。API 服务器会返回警告；哪个版本开始拒绝，事先就会公布。',
  },
  lesson: 'kubernetes-workloads/api-objects',
  *check(file) {
    for (const { apiVersion, kind } of file.objects) {
      if (apiVersion === undefined || kind === undefined) continue;
      const coming = deprecationOf(apiVersion.text, kind.text);
      if (coming === undefined) continue;
      const { use, version, release: end } = coming;
      const goes = end === undefined ? nothing : fill(until, { release: end });
      const then = use === undefined ? none : fill(instead, { use });
      const fix = use === undefined || coming.isReshaped ? undefined : changeTo(apiVersion.span, use, false);
      yield { span: apiVersion.span, args: { version, kind: brief(kind.text, 16), goes, then }, fix };
    }
  },
  examples: {
    bad: [
      {
        text: object('«networking.k8s.io/v1beta1»', 'ServiceCIDR', 'spec: { cidrs: [10.96.0.0/16] }'),
        fixed: object('networking.k8s.io/v1', 'ServiceCIDR', 'spec: { cidrs: [10.96.0.0/16] }'),
      },
      {
        text: 'apiVersion: «kubeadm.k8s.io/v1beta3»\nkind: ClusterConfiguration\n',
      },
      {
        text: object('«v1»', 'Endpoints', 'subsets:\n  - addresses: [{ ip: 192.0.2.10 }]\n    ports: [{ port: 5432 }]'),
      },
    ],
    good: [
      object(
        'discovery.k8s.io/v1',
        'EndpointSlice',
        'addressType: IPv4\nendpoints: [{ addresses: [192.0.2.10] }]\nports: [{ port: 5432 }]',
      ),
    ],
  },
};

const nothing = { en: '', zh: '' };
const until = { en: ', gone in {release}', zh: '，{release} 将移除' };
const instead = { en: 'Use {use}.', zh: '请改用 {use}。' };
const none = { en: 'Nothing takes its place.', zh: '没有替代的 API。' };
