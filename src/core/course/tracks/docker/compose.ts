import type { Lesson } from '../../lesson';
import { quiz } from './compose-quiz';
import { dockerComposeClinic } from './docker-compose-clinic';
import { dockerComposeCounter } from './docker-compose-counter';
import { dockerComposeWordpress } from './docker-compose-wordpress';

/** Lesson docker/compose. */
export const compose: Lesson = {
  id: 'docker/compose',
  title: {
    en: 'Docker Compose: several containers as one application',
    zh: 'Docker Compose：多容器编排',
  },
  minutes: 75,
  needs: ['docker', 'files'],
  teaches: [
    {
      en: 'describe services, networks and volumes in one `compose.yaml`, and bring them up and down',
      zh: '在一个 `compose.yaml` 里描述服务、网络和数据卷，并把它们一起启动、一起撤下',
    },
    {
      en: 'connect services by name, and order their start by health, not by luck',
      zh: '用名字连接各个服务，按健康状态而不是凭运气安排启动顺序',
    },
    { en: 'keep passwords out of the file', zh: '不把密码写进文件' },
    {
      en: 'read project, service and container names from labels',
      zh: '从标签读出项目、服务和容器的名字',
    },
  ],
  exercises: [dockerComposeClinic, dockerComposeCounter, dockerComposeWordpress],
  quiz,
};
