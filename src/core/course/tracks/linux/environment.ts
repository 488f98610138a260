import type { Lesson } from '../../lesson';
import { quiz } from './environment-quiz';
import { linuxEnvironmentSurvey } from './linux-environment-survey';

/** Lesson linux/environment. */
export const environment: Lesson = {
  id: 'linux/environment',
  title: { en: 'Linux, and where to get one', zh: 'Linux 简介与环境准备' },
  minutes: 75,
  needs: ['files'],
  teaches: [
    {
      en: 'tell apart what people call Linux: the kernel, the distribution, the version',
      zh: '分清人们口中的 Linux 到底指什么：内核、发行版，还是版本',
    },
    {
      en: 'pick one of four ways to get a Linux machine: virtual machine, WSL, cloud server, container',
      zh: '从四种途径里选一种得到 Linux 机器：虚拟机、WSL、云服务器、容器',
    },
    { en: 'identify an unknown machine in a minute', zh: '一分钟内摸清一台陌生机器' },
    { en: 'know which later lessons need systemd or root', zh: '知道后面哪些课程需要 systemd 或 root' },
  ],
  exercises: [linuxEnvironmentSurvey],
  quiz,
};
