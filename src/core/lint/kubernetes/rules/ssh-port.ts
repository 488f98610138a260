import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { textAt, entryOf } from '../object';
import { inContainer } from '../examples';
import { integerOf } from '../yaml11';

/** SSH server in a container. */
export const sshPort: Rule<KubernetesFile> = {
  code: 'ssh-port',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'warning' },
  title: { en: 'SSH server in a container', zh: '容器里的 SSH 服务' },
  message: {
    en: 'Port 22: a container needs no SSH, kubectl exec opens a shell in it.',
    zh: '端口 22：容器不需要 SSH，用 kubectl exec 就能进入。',
  },
  why: {
    en: 'A second process wants care, keys and passwords, and nobody looks at its log.',
    zh: '多一个服务就多一份维护，还要管密钥和密码，日志也没人看。',
  },
  lesson: 'career/security',
  *check(file) {
    for (const { map } of file.walk.all('V1ContainerPort')) {
      const port = scalarOf(map.get('containerPort'));
      const isUdp = (textAt(map, 'protocol') ?? 'TCP') !== 'TCP';
      if (port !== undefined && !isUdp && integerOf(port) === 22)
        yield { span: entryOf(map, 'containerPort')?.key.span ?? port.span };
    }
  },
  examples: {
    bad: [{ text: inContainer('ports: [{ «containerPort»: 22 }]') }],
    good: [inContainer('ports: [{ containerPort: 2222 }]')],
  },
};
