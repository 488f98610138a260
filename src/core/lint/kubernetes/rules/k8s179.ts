import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { mappingAt, entryOf } from '../object';
import { mappingsIn } from '../pod';
import { remove } from '../fixes';
import { isTrue } from '../yaml11';

/** Certificate and no check of it. */
export const k8s179: Rule<KubernetesFile> = {
  code: 'K8S179',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Certificate and no check of it', zh: '既给了证书又跳过校验' },
  message: {
    en: 'With CA data kubectl refuses insecure-skip-tls-verify: true. Keep one of both.',
    zh: '已给出 CA 证书时，kubectl 不接受 insecure-skip-tls-verify: true，二者只能留一个。',
  },
  why: {
    en: 'The certificate of the authority is there to check the server; to skip the check at the same time is a contradiction, and kubectl stops.',
    zh: 'CA 证书就是用来校验服务器的，同时又要跳过校验，自相矛盾，kubectl 会停下。',
  },
  lesson: 'kubernetes/environment',
  *check(file) {
    for (const root of file.roots) {
      for (const map of mappingsIn(root.get('clusters')).flatMap((one) => mappingAt(one, 'cluster') ?? [])) {
        const skip = entryOf(map, 'insecure-skip-tls-verify');
        const hasAuthority = map.all.has('certificate-authority-data') || map.all.has('certificate-authority');
        if (skip !== undefined && isTrue(scalarOf(skip.value)) && hasAuthority)
          yield { span: skip.key.span, fix: remove(file, map, skip, false) };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'apiVersion: v1\nkind: Config\nclusters:\n  - name: lab\n    cluster:\n      server: https://127.0.0.1:6443\n      certificate-authority-data: Q0E=\n      «insecure-skip-tls-verify»: true\n',
        fixed:
          'apiVersion: v1\nkind: Config\nclusters:\n  - name: lab\n    cluster:\n      server: https://127.0.0.1:6443\n      certificate-authority-data: Q0E=\n',
      },
    ],
    good: [
      'apiVersion: v1\nkind: Config\nclusters: [{ name: lab, cluster: { server: "https://127.0.0.1:6443", insecure-skip-tls-verify: true } }]\n',
    ],
  },
};
