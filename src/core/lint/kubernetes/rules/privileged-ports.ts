import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { inContainer } from '../examples';
import { integerOf } from '../yaml11';

/** Port below 1024. */
export const privilegedPorts: Rule<KubernetesFile> = {
  code: 'privileged-ports',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'hint' },
  title: { en: 'Port below 1024', zh: '低于 1024 的端口' },
  message: {
    en: 'Port {port} is below 1024: some runtimes let only root open it.',
    zh: '端口 {port} 小于 1024，有些运行时只允许 root 打开。',
  },
  why: {
    en: 'Inside a Pod any number will do; the Service gives it the usual one.',
    zh: '在 Pod 里用哪个端口都行，对外的常用端口由 Service 提供。',
  },
  lesson: 'career/security',
  *check(file) {
    for (const { map } of file.walk.all('V1ContainerPort')) {
      const value = scalarOf(map.get('containerPort'));
      const port = integerOf(value);
      if (value !== undefined && port !== undefined && port > 0 && port < 1024)
        yield { span: value.span, args: { port } };
    }
  },
  examples: {
    bad: [{ text: inContainer('ports: [{ containerPort: «80» }]') }],
    good: [inContainer('ports: [{ containerPort: 8080 }]')],
  },
};
