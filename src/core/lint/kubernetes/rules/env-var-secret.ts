import { brief, type Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { inContainer } from '../examples';
import { meaningOf } from '../yaml11';

/** Password as a plain value. */
export const envVarSecret: Rule<KubernetesFile> = {
  code: 'env-var-secret',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'Password as a plain value', zh: '密码写成明文变量' },
  message: {
    en: '"{name}" has its secret in the manifest: who may read Pods or the repository has it.',
    zh: '“{name}”的机密写在清单里，能看 Pod 或代码仓库的人都能看到。',
  },
  why: {
    en: 'Put the value into a Secret and refer to it with `secretKeyRef`; the manifest then holds a name only.',
    zh: '请把值放进 Secret，用 `secretKeyRef` 引用，清单里就只剩名字。',
  },
  lesson: 'kubernetes/configmaps-secrets',
  *check(file) {
    for (const { map } of file.walk.all('V1EnvVar')) {
      const [name, value] = [scalarOf(map.get('name')), scalarOf(map.get('value'))];
      if (name === undefined || value === undefined || !secret.test(name.text)) continue;
      if (/^[^\s/${}<>()]{3,}$/.test(value.text) && meaningOf(value) === 'text')
        yield { span: value.span, args: { name: brief(name.text) } };
    }
  },
  examples: {
    bad: [{ text: inContainer('env:\n  - { name: DB_PASSWORD, value: «hunter2» }') }],
    good: [
      inContainer(
        'env:\n  - { name: DB_PASSWORD_FILE, value: /run/secrets/db }\n  - { name: DB_PASSWORD, value: $(OTHER) }',
      ),
    ],
  },
};

const secret = /(?:^|_)(?:PASSWORD|PASSWD|SECRET|SECRET_KEY|API_?KEY|PRIVATE_KEY|ACCESS_TOKEN|AUTH_TOKEN|API_TOKEN)$/i;
