import { changeTo } from '../../change-to';
import { brief, type Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { inContainer, service } from '../examples';
import { meaningOf } from '../yaml11';

/** Port name that the API refuses. */
export const invalidTargetPorts: Rule<KubernetesFile> = {
  code: 'invalid-target-ports',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Port name that the API refuses', zh: 'API 不接受的端口名' },
  message: {
    en: '"{name}" is no port name: at most 15 of a-z, 0-9 and "-", with a letter.',
    zh: '“{name}”不是有效的端口名：最多 15 个字符，只用小写字母、数字和“-”，至少含一个字母。',
  },
  why: {
    en: 'Names of ports follow the rules for names of services on the Internet (RFC 6335), which are shorter than other names in Kubernetes.',
    zh: '端口名遵循互联网服务名的规则（RFC 6335），比 Kubernetes 里的其他名称更短。',
  },
  lesson: 'kubernetes/services',
  *check(file) {
    const names = [
      ...file.walk.all('V1ContainerPort').map(({ map }) => scalarOf(map.get('name'))),
      ...file.walk.all('V1ServicePort').map(({ map }) => scalarOf(map.get('targetPort'))),
    ];
    for (const name of names) {
      if (name === undefined || meaningOf(name) !== 'text' || isPortName(name.text)) continue;
      const meant = name.text.toLowerCase().replace(/[_. ]/g, '-');
      yield {
        span: name.span,
        args: { name: brief(name.text) },
        fix: isPortName(meant) ? changeTo(name.part(), meant, false) : undefined,
      };
    }
  },
  examples: {
    bad: [
      {
        text: inContainer('ports: [{ name: «HTTP_PORT», containerPort: 80 }]'),
        fixed: inContainer('ports: [{ name: http-port, containerPort: 80 }]'),
      },
      { text: service('selector: { app: web }\nports: [{ port: 80, targetPort: «"8080"» }]') },
    ],
    good: [service('selector: { app: web }\nports: [{ port: 80, targetPort: http-8080 }]')],
  },
};

function isPortName(name: string): boolean {
  return name.length <= 15 && /^[a-z0-9-]+$/.test(name) && /[a-z]/.test(name) && !/^-|-$|--/.test(name);
}
