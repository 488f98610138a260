import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { type Asking, missingYes } from '../missing-yes';

/** yum install without -y. */
export const dl3030: Rule<DockerFile> = {
  code: 'DL3030',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'yum install without -y', zh: 'yum install 没有加 -y' },
  message: {
    en: '{command} without -y asks a question: nobody can answer in a build, so it aborts.',
    zh: '{command} 不加 -y 会询问；构建时没人能回答，安装会中止。',
  },
  why: {
    en: 'yum lists what it is about to do and waits for y or n. A build has no terminal: the question reads an end of file, which counts as no.',
    zh: 'yum 会列出将要做的事，等待输入 y 或 n。构建过程没有终端，读到的是文件结束，等于回答“否”。',
  },
  lesson: 'linux/packages',
  *check(file) {
    yield* missingYes(file, asking);
  },
  examples: {
    bad: [
      {
        text: 'FROM rockylinux:9\nRUN «yum install» httpd && yum clean all\n',
        fixed: 'FROM rockylinux:9\nRUN yum install -y httpd && yum clean all\n',
      },
    ],
    good: [
      'FROM rockylinux:9\nRUN yum -y install httpd && yum install --assumeyes httpd && yes | yum install httpd && yum clean all\n',
    ],
  },
};

const asking: Asking = {
  programs: ['yum'],
  verbs: ['install', 'localinstall', 'groupinstall', 'reinstall'],
  isYes: (option) => /^(-\w*y\w*|--assumeyes|--setopt=assumeyes=.*|--downloadonly)$/.test(option),
  always: /assumeyes\s*=|assumeyes=1/i,
};
