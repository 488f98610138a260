import type { Lesson } from '../../lesson';
import { quiz } from './commands-quiz';
import { dockerImageTags } from './docker-image-tags';
import { dockerLifecycle } from './docker-lifecycle';
import { dockerLogLoop } from './docker-log-loop';
import { dockerTwoWebs } from './docker-two-webs';

/** Lesson docker/commands. */
export const commands: Lesson = {
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
