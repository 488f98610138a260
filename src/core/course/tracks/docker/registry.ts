import type { Lesson } from '../../lesson';
import { dockerLocalRegistry } from './docker-local-registry';
import { quiz } from './registry-quiz';

/** Lesson docker/registry. */
export const registry: Lesson = {
  id: 'docker/registry',
  title: { en: 'Registries: publish and fetch images', zh: '私有镜像仓库与镜像发布' },
  minutes: 45,
  needs: ['docker'],
  teaches: [
    {
      en: 'read an image name: registry, namespace, repository, tag, digest',
      zh: '读懂镜像名：仓库地址、命名空间、仓库名、tag、摘要',
    },
    {
      en: 'run a registry, push two versions, and list them over HTTP',
      zh: '运行一个镜像仓库，推送两个版本，并通过 HTTP 列出它们',
    },
    {
      en: 'pull an image back after deleting it locally',
      zh: '删除本地镜像之后，再从仓库把它拉回来',
    },
    { en: 'give a versioning rule that makes rollback possible', zh: '定下一条能让回滚成为可能的版本规则' },
  ],
  exercises: [dockerLocalRegistry],
  quiz,
};
