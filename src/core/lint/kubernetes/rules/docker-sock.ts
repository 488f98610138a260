import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { inPod } from '../examples';

/** Socket of the container engine mounted. */
export const dockerSock: Rule<KubernetesFile> = {
  code: 'docker-sock',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'Socket of the container engine mounted', zh: '挂载了容器引擎的套接字' },
  message: {
    en: 'Who has this socket is root on the node: it can start any container there.',
    zh: '拿到这个套接字就等于节点上的 root：可以启动任意容器。',
  },
  why: {
    en: 'The engine does whatever comes over its socket, without asking who speaks.',
    zh: '引擎会执行从套接字收到的任何请求，不问是谁发来的。',
  },
  lesson: 'career/security',
  *check(file) {
    for (const { map } of file.walk.all('V1HostPathVolumeSource')) {
      const path = scalarOf(map.get('path'));
      if (path !== undefined && /\/(?:docker|containerd\/containerd|crio\/crio)\.sock$/.test(path.text))
        yield { span: path.span };
    }
  },
  examples: {
    bad: [{ text: inPod('volumes:\n  - name: engine\n    hostPath: { path: «/var/run/docker.sock» }') }],
    good: [inPod('volumes:\n  - name: logs\n    hostPath: { path: /opt/logs }')],
  },
};
