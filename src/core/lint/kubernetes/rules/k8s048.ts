import { fill } from '../../../text';
import type { Fix, Rule } from '../../rule';
import { scalarOf, type Mapping } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { textAt, keySpan } from '../object';
import { mappingsIn } from '../pod';
import { insertAbove } from '../fixes';
import { service } from '../examples';
import { integerOf } from '../yaml11';

/** nodePort that the API refuses. */
export const k8s048: Rule<KubernetesFile> = {
  code: 'K8S048',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'nodePort that the API refuses', zh: 'API 不接受的 nodePort' },
  message: { en: '{what}: the API server refuses it.', zh: '{what}，API 服务器会拒绝。' },
  why: {
    en: 'A node port is opened on every node, in the range that the cluster sets aside for it: 30000 to 32767 unless somebody has changed it. Only a Service of type `NodePort` or `LoadBalancer` has one.',
    zh: 'nodePort 会在每个节点上打开，范围由集群预留，默认 30000 到 32767。只有 `NodePort` 和 `LoadBalancer` 类型的 Service 才有。',
  },
  lesson: 'kubernetes/services',
  *check(file) {
    for (const { map } of file.walk.all('V1ServiceSpec')) {
      const isClosed = (textAt(map, 'type') ?? 'ClusterIP') === 'ClusterIP';
      for (const port of mappingsIn(map.get('ports'))) {
        const value = scalarOf(port.get('nodePort'));
        const number = integerOf(value);
        if (value === undefined || number === undefined || !(number >= 1 && number <= 65535)) continue;
        if (!isClosed && !isInRange(number)) yield { span: value.span, args: { what: fill(outside, { number }) } };
        if (isClosed && !file.isPartial)
          yield { span: keySpan(port, 'nodePort'), args: { what: closed }, fix: opened(file, map) };
      }
    }
  },
  examples: {
    bad: [
      { text: service('type: NodePort\nselector: { app: web }\nports:\n  - port: 80\n    nodePort: «8080»') },
      {
        text: service('selector: { app: web }\nports:\n  - port: 80\n    «nodePort»: 30080'),
        fixed: service('type: NodePort\nselector: { app: web }\nports:\n  - port: 80\n    nodePort: 30080'),
      },
    ],
    good: [service('type: NodePort\nselector: { app: web }\nports:\n  - port: 80\n    nodePort: 30080')],
  },
};

const closed = { en: 'A ClusterIP Service has no nodePort', zh: 'ClusterIP 类型的 Service 没有 nodePort' };
const outside = {
  en: '{number} is outside 30000-32767, the range of node ports',
  zh: '{number} 超出 nodePort 范围 30000-32767',
};

function isInRange(port: number): boolean {
  return port >= 30000 && port <= 32767;
}

function opened(file: KubernetesFile, map: Mapping): Fix | undefined {
  const title = { en: 'Make it a NodePort Service', zh: '改为 NodePort 类型' };
  const type = scalarOf(map.get('type'));
  if (type !== undefined) return { title, edits: [{ span: type.part(), text: 'NodePort' }], safe: false };
  const [first] = map.own;
  const edit = first && !map.isFlow ? insertAbove(file, first, ['type: NodePort']) : undefined;
  return edit && { title, edits: [edit], safe: false };
}
