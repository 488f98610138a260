import { type Rule, brief } from '../../rule';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';
import { commandsIn } from '../run-commands';

/** An init system as main process. */
export const df048: Rule<DockerFile> = {
  code: 'DF048',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'warning' },
  title: { en: 'Init system as main process', zh: '以 init 系统为主进程' },
  message: {
    en: '{program} is made to run a whole machine: in a container it needs rights that a container should not have.',
    zh: '{program} 是管理整台机器的：在容器里运行它，需要容器不该有的权限。',
  },
  why: {
    en: 'systemd wants to mount file systems, manage cgroups and be the first process of a machine. A container has one program in the foreground; for reaping children `docker run --init` is enough.',
    zh: 'systemd 要挂载文件系统、管理 cgroup，并充当机器的第一个进程。容器只需要一个前台程序；回收子进程用 `docker run --init` 就够了。',
  },
  lesson: 'docker-deep/isolation',
  *check(file) {
    for (const instruction of instructionsOf(file, 'CMD', 'ENTRYPOINT')) {
      const [run] = commandsIn(instruction, file);
      if (
        run !== undefined &&
        /^((\/usr)?\/s?bin\/init|(\/usr)?\/lib\/systemd\/systemd|systemd)$/.test(run.first.value)
      )
        yield { span: run.first.span, args: { program: brief(run.first.value) } };
    }
  },
  examples: {
    bad: [{ text: 'FROM rockylinux:9\nCMD [«"/usr/sbin/init"»]\n' }],
    good: ['FROM alpine:3.22\nCMD ["tini", "--", "/app"]\nENTRYPOINT ["/init"]\n'],
  },
};
