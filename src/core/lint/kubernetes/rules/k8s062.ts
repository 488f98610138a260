import type { Rule } from '../../rule';
import { textOf, type Mapping } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { mappingAt } from '../object';
import { object } from '../examples';

/** ConfigMap or Secret above 1 MiB. */
export const k8s062: Rule<KubernetesFile> = {
  code: 'K8S062',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'ConfigMap or Secret above 1 MiB', zh: 'ConfigMap 或 Secret 超过 1 MiB' },
  message: {
    en: 'This {kind} holds {size} KiB; the API server takes 1,024 at most.',
    zh: '该 {kind} 有 {size} KiB，API 服务器最多接受 1024 KiB。',
  },
  why: {
    en: 'Objects live in etcd, which is made for small things. Large files belong into an image, a volume, or a download when the Pod starts.',
    zh: '对象存放在 etcd 里，而 etcd 只适合小数据。大文件请放进镜像、卷，或者在 Pod 启动时下载。',
  },
  lesson: 'kubernetes/configmaps-secrets',
  *check(file) {
    for (const { root, kind, span } of file.objects) {
      if (kind?.text !== 'ConfigMap' && kind?.text !== 'Secret') continue;
      const isEncoded = kind.text === 'Secret';
      const size =
        bytesIn(root, 'data', isEncoded) + bytesIn(root, 'binaryData', true) + bytesIn(root, 'stringData', false);
      if (size > 1024 * 1024) yield { span, args: { kind: kind.text, size: Math.ceil(size / 1024) } };
    }
  },
  examples: {
    bad: [
      {
        text: object(
          'v1',
          '«ConfigMap»',
          `data:\n  a: &a "${'0123456789abcdef'.repeat(256)}"\n${Array.from({ length: 256 }, (_, at) => `  b${at}: *a`).join('\n')}`,
        ),
      },
    ],
    good: [object('v1', 'ConfigMap', 'data: { small: "1" }')],
  },
};

function bytesIn(root: Mapping, field: string, isEncoded: boolean): number {
  const values = [...(mappingAt(root, field)?.all.values() ?? [])];
  const characters = values.reduce((sum, { value }) => sum + (textOf(value)?.length ?? 0), 0);
  return isEncoded ? characters * 0.75 : characters;
}
