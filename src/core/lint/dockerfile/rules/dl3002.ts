import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { lastOf, lineage } from '../stages';

/** The last USER is root. */
export const dl3002: Rule<DockerFile> = {
  code: 'DL3002',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'warning' },
  title: { en: 'The last USER is root', zh: '最后的 USER 是 root' },
  message: {
    en: 'Containers of this image run as root: a hole in the program is a hole in everything that the container can reach.',
    zh: '该镜像的容器以 root 运行：程序一旦有漏洞，容器够得到的一切都会受影响。',
  },
  why: {
    en: 'Root in a container is root for the kernel, kept apart by namespaces only. Do what needs root first, and switch to an ordinary user for good before CMD.',
    zh: '容器里的 root 对内核来说就是 root，只靠命名空间隔开。需要 root 的步骤先做完，在 CMD 之前再切换到普通用户，不要换回来。',
  },
  lesson: 'docker-deep/image-hierarchy',
  *check(file) {
    const users = lastOf(file, 'USER');
    const last = lineage(file, file.stages.length - 1)
      .map((stage) => users.get(stage))
      .find((user) => user !== undefined);
    const word = last?.words[0];
    if (word !== undefined && /^(root|0)(:|$)/.test(word.value)) yield { span: word.span };
  },
  examples: {
    bad: [{ text: 'FROM alpine:3.22\nUSER app\nRUN true\nUSER «root:root»\n' }],
    good: [
      'FROM alpine:3.22\nUSER root\nRUN true\nUSER app\n',
      'FROM golang:1.26\nUSER root\nFROM alpine:3.22\nUSER app\n',
    ],
  },
};
