import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';
import { commandsIn } from '../run-commands';

/** sshd in an image. */
export const df060: Rule<DockerFile> = {
  code: 'DF060',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'warning' },
  title: { en: 'sshd in an image', zh: '镜像里运行 sshd' },
  message: {
    en: 'A shell in a container needs no sshd: `docker exec` opens one, without keys, passwords and a port.',
    zh: '进入容器不需要 sshd：`docker exec` 就能打开 shell，不用密钥、密码和端口。',
  },
  why: {
    en: 'An SSH server is one more process to look after, one more port to guard and accounts to keep. `docker exec -it` and `kubectl exec` do the same by the rights of the engine.',
    zh: 'SSH 服务意味着多一个进程要照看、多一个端口要防护、还要维护账户。`docker exec -it` 和 `kubectl exec` 用引擎自身的权限就能做到。',
  },
  lesson: 'docker-deep/image-hierarchy',
  *check(file) {
    for (const { words } of instructionsOf(file, 'EXPOSE'))
      for (const { value, span } of words) if (/^22(\/tcp)?$/.test(value)) yield { span };
    for (const instruction of instructionsOf(file, 'CMD', 'ENTRYPOINT')) {
      const [run] = commandsIn(instruction, file);
      if (run?.program === 'sshd') yield { span: run.first.span };
    }
  },
  examples: {
    bad: [{ text: 'FROM debian:13\nEXPOSE 80 «22»\n' }, { text: 'FROM debian:13\nCMD [«"/usr/sbin/sshd"», "-D"]\n' }],
    good: ['FROM debian:13\nEXPOSE 2222 80\n'],
  },
};
