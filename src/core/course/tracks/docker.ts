import type { Lesson, Track } from '../lesson';
import { quiz } from './docker-commands-quiz';
import { dockerImageTags } from './docker-image-tags';
import { dockerLifecycle } from './docker-lifecycle';
import { dockerLogLoop } from './docker-log-loop';
import { dockerTwoWebs } from './docker-two-webs';

const commands: Lesson = {
  id: 'docker/commands',
  title: { en: 'Everyday commands', zh: '常用命令与操作' },
  minutes: 70,
  needs: ['docker'],
  teaches: [
    {
      en: 'take a container through create, run, stop, start and remove, and predict its status and exit code',
      zh: '让容器经历创建、运行、停止、启动、删除，并能预测它的状态和退出码',
    },
    {
      en: 'read logs live and in part, run a command inside, copy files in and out',
      zh: '实时或部分查看日志，在容器里执行命令，把文件复制进去、复制出来',
    },
    {
      en: 'list, tag, save, load and remove images, and explain a refused removal',
      zh: '列出、打标签、保存、加载和删除镜像，并能解释删除为何被拒绝',
    },
    { en: 'attach and detach without ending the container', zh: '连接和分离容器而不让它结束' },
  ],
  exercises: [dockerTwoWebs, dockerLifecycle, dockerLogLoop, dockerImageTags],
  quiz,
};

const dockerfile: Lesson = {
  id: 'docker/dockerfile',
  title: { en: 'Write a Dockerfile and build an image', zh: '编写 Dockerfile 与构建镜像' },
  minutes: 75,
  needs: ['docker', 'files'],
  teaches: [
    { en: 'write a Dockerfile whose every line does what it says', zh: '写出每一行都名副其实的 Dockerfile' },
    { en: 'say which instructions make a layer, and when the cache is used', zh: '说出哪些指令会产生层、何时命中缓存' },
    { en: 'read what the editor marks, and mend it', zh: '看懂编辑器标出的问题并修好它' },
  ],
  exercises: [],
  quiz: [],
};

/** Track docker: containers on one machine. */
export const docker: Track = {
  id: 'docker',
  title: { en: 'Docker', zh: 'Docker 容器' },
  lessons: [commands, dockerfile],
};
