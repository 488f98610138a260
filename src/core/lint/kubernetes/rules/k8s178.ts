import { changeTo } from '../../change-to';
import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { scalarAt } from '../object';
import { mappingsIn } from '../pod';

/** Plugin version that kubectl dropped. */
export const k8s178: Rule<KubernetesFile> = {
  code: 'K8S178',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Plugin version that kubectl dropped', zh: 'kubectl 已不支持的插件版本' },
  message: {
    en: 'client.authentication.k8s.io/v1alpha1 is gone since 1.24: kubectl cannot log in.',
    zh: 'client.authentication.k8s.io/v1alpha1 自 1.24 起已移除，kubectl 无法登录。',
  },
  why: {
    en: 'A program that gives kubectl a token speaks one version of this interface. Update the program of your cloud and write `v1beta1` or `v1`.',
    zh: '为 kubectl 提供令牌的程序使用这个接口的某个版本。请升级云厂商的程序，并写成 `v1beta1` 或 `v1`。',
  },
  lesson: 'kubernetes/environment',
  *check(file) {
    for (const root of file.roots) {
      for (const user of mappingsIn(root.get('users'))) {
        const version = scalarAt(user, 'user', 'exec', 'apiVersion');
        if (version?.text === 'client.authentication.k8s.io/v1alpha1')
          yield { span: version.span, fix: changeTo(version.part(), 'client.authentication.k8s.io/v1beta1') };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'apiVersion: v1\nkind: Config\nusers:\n  - name: admin\n    user: { exec: { apiVersion: «client.authentication.k8s.io/v1alpha1», command: aws } }\n',
        fixed:
          'apiVersion: v1\nkind: Config\nusers:\n  - name: admin\n    user: { exec: { apiVersion: client.authentication.k8s.io/v1beta1, command: aws } }\n',
      },
    ],
    good: [
      'apiVersion: v1\nkind: Config\nusers:\n  - name: admin\n    user: { exec: { apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command: aws } }\n',
    ],
  },
};
