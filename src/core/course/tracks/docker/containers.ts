import type { Lesson } from '../../lesson';
import { quiz } from './containers-quiz';
import { dockerSameKernel } from './docker-same-kernel';

/** Lesson docker/containers. */
export const containers: Lesson = {
  id: 'docker/containers',
  title: { en: 'Containers and virtual machines', zh: '容器与虚拟机的区别' },
  minutes: 35,
  needs: ['docker'],
  teaches: [
    {
      en: 'say what a container shares with its host (the kernel) and what it has of its own (file system, processes, network, host name)',
      zh: '说出容器与主机共用什么（内核），自己独有什么（文件系统、进程、网络、主机名）',
    },
    {
      en: 'tell an image (a read-only template) from a container (a process and a writable layer)',
      zh: '分清镜像（只读模板）和容器（进程加可写层）',
    },
    {
      en: 'name the kernel features and the job of each: namespaces separate, cgroups limit, the root file system comes from the image',
      zh: '说出各项内核功能的分工：namespace 负责隔离，cgroup 负责限制，根文件系统来自镜像',
    },
    {
      en: 'name a workload that belongs in a virtual machine, and say why',
      zh: '举出一种应该放进虚拟机的负载，并说明理由',
    },
  ],
  exercises: [dockerSameKernel],
  quiz,
};
