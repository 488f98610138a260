import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { mappingAt } from '../object';
import { object } from '../examples';

/** Typed Secret without its keys. */
export const k8s060: Rule<KubernetesFile> = {
  code: 'K8S060',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Typed Secret without its keys', zh: '指定了类型的 Secret 缺少键' },
  message: {
    en: 'A Secret of type {type} needs {needed}: the API server refuses it.',
    zh: '{type} 类型的 Secret 需要 {needed}，API 服务器会拒绝。',
  },
  why: {
    en: 'A type promises certain keys to whoever uses the Secret: a certificate and its key, a registry configuration, a user and a password. The API server checks them when the object is created.',
    zh: '类型保证了使用者能找到固定的键：证书和私钥、镜像仓库配置、用户名和密码。创建对象时，API 服务器会检查这些键。',
  },
  lesson: 'kubernetes/configmaps-secrets',
  *check(file) {
    if (file.isPartial) return;
    for (const { map } of file.walk.all('V1Secret')) {
      const type = scalarOf(map.get('type'));
      const needed = type && keysOfType[type.text];
      if (type === undefined || needed === undefined) continue;
      const keys = new Set(['data', 'stringData'].flatMap((one) => [...(mappingAt(map, one)?.all.keys() ?? [])]));
      const missing = needed.filter((key) => !keys.has(key));
      const isWrong = type.text === 'kubernetes.io/basic-auth' ? missing.length === needed.length : missing.length > 0;
      if (isWrong) yield { span: type.span, args: { type: type.text, needed: missing.join(', ') } };
    }
  },
  examples: {
    bad: [
      { text: object('v1', 'Secret', 'type: «kubernetes.io/tls»\ndata: { tls.crt: Q0E= }') },
      { text: object('v1', 'Secret', 'type: «kubernetes.io/dockerconfigjson»\nstringData: { config.json: "{}" }') },
    ],
    good: [object('v1', 'Secret', 'type: kubernetes.io/basic-auth\nstringData: { password: "${PASSWORD}" }')],
  },
};

const keysOfType: Readonly<Record<string, readonly string[] | undefined>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/basic-auth': ['username', 'password'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};
