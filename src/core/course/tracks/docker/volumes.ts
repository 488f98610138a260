import type { Lesson } from '../../lesson';
import { dockerBindSite } from './docker-bind-site';
import { dockerRedisData } from './docker-redis-data';
import { dockerVolumeSurvives } from './docker-volume-survives';
import { quiz } from './volumes-quiz';

/** Lesson docker/volumes. */
export const volumes: Lesson = {
  id: 'docker/volumes',
  title: { en: 'Volumes and persistent data', zh: '数据卷与持久化存储' },
  minutes: 55,
  needs: ['docker'],
  teaches: [
    {
      en: "show that a container's own writes end with the container, and a volume's do not",
      zh: '用实验说明：写进容器的内容随容器消失，写进数据卷的不会',
    },
    { en: 'choose volume, bind mount or tmpfs for a case', zh: '根据场景选择数据卷、绑定挂载或 tmpfs' },
    { en: 'mount read-only, and read a mount from inspect', zh: '以只读方式挂载，并能从 inspect 里看懂挂载' },
    { en: 'replace a database container without losing data', zh: '更换数据库容器而不丢数据' },
  ],
  exercises: [dockerVolumeSurvives, dockerBindSite, dockerRedisData],
  quiz,
};
