import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { runCommands } from '../run-commands';

/** SSH host keys in the image. */
export const df059: Rule<DockerFile> = {
  code: 'DF059',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'SSH host keys made at build time', zh: '构建时生成 SSH 主机密钥' },
  message: {
    en: 'Every container of this image has the same host keys, and everybody who has the image knows them.',
    zh: '该镜像的所有容器都用同一套主机密钥，拿到镜像的人也都有了。',
  },
  why: {
    en: 'A host key proves that you talk to the machine that you know. In an image it is a public secret: whoever pulls it can pose as any of its containers. Make the keys when the container starts.',
    zh: '主机密钥用来证明你连的是认识的那台机器。放进镜像就成了公开的秘密：谁拉取镜像，谁就能冒充它的任何一个容器。请在容器启动时生成。',
  },
  lesson: 'docker-deep/image-hierarchy',
  *check(file) {
    for (const { program, first, options } of runCommands(file)) {
      const word = options.find(
        ({ value }) => value === '-A' || /ssh_host_\w*key$/.test(value) || value === 'openssh-server',
      );
      if (
        word === undefined ||
        (program !== 'ssh-keygen' && program !== 'dpkg-reconfigure') ||
        (program === 'ssh-keygen') === (word.value === 'openssh-server')
      )
        continue;
      yield { span: { start: first.span.start, end: word.span.end } };
    }
  },
  examples: {
    bad: [
      { text: 'FROM debian:13\nRUN «ssh-keygen -A»\n' },
      { text: "FROM debian:13\nRUN «ssh-keygen -t rsa -f /etc/ssh/ssh_host_rsa_key» -N ''\n" },
    ],
    good: ["FROM debian:13\nRUN ssh-keygen -t ed25519 -f /root/.ssh/id -N ''\n"],
  },
};
