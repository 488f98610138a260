import { brief, type Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { mappingAt } from '../object';
import { object } from '../examples';

/** Password in a ConfigMap. */
export const k8s061: Rule<KubernetesFile> = {
  code: 'K8S061',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Password in a ConfigMap', zh: 'ConfigMap 里有密码' },
  message: {
    en: '"{key}" looks like a secret: everybody who may read ConfigMaps sees it.',
    zh: '“{key}”像是机密信息，凡是能读 ConfigMap 的人都看得到。',
  },
  why: {
    en: 'A Secret is hardly better hidden, but who may read it is decided apart, it is left out of many outputs, and it can be encrypted at rest.',
    zh: 'Secret 也只是稍微隐蔽，但它的读取权限可以单独控制，很多输出会略过它，存储时还可以加密。',
  },
  lesson: 'kubernetes/configmaps-secrets',
  *check(file) {
    for (const { map } of file.walk.all('V1ConfigMap')) {
      for (const { key, value } of mappingAt(map, 'data')?.all.values() ?? []) {
        const text = value?.kind === 'scalar' ? value.text : '';
        if (
          secret.test(key.text) &&
          /^[^\s/${}<>()]{4,64}$/.test(text) &&
          !/^(?:true|false|none|null|changeme)$/i.test(text)
        )
          yield { span: key.span, args: { key: brief(key.text) } };
      }
    }
  },
  examples: {
    bad: [{ text: object('v1', 'ConfigMap', 'data:\n  «DB_PASSWORD»: hunter2') }],
    good: [
      object(
        'v1',
        'ConfigMap',
        'data:\n  DB_PASSWORD_FILE: /run/secrets/db\n  DB_PASSWORD: "${DB_PASSWORD}"\n  api-key: ""',
      ),
    ],
  },
};

const secret =
  /(?:^|[_.-])(?:password|passwd|secret[_.-]?key|api[_.-]?key|private[_.-]?key|access[_.-]?token|auth[_.-]?token|api[_.-]?token)$/i;
