import { brief, type Rule } from '../../rule';
import { entriesOf, textOf } from '../../yaml/tree';
import type { ComposeFile } from '../file';
import { isForStack } from '../stack';

const swarmOnly = new Set(['placement', 'update_config', 'rollback_config', 'endpoint_mode']);

/** Keys that only a swarm reads. */
export const dc059: Rule<ComposeFile> = {
  code: 'DC059',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'information' },
  title: { en: 'Only a swarm reads this', zh: '只有 Swarm 才读取' },
  message: {
    en: 'docker compose up does not look at "{key}": only docker stack deploy does, and it refuses a build.',
    zh: 'docker compose up 不看“{key}”：只有 docker stack deploy 才用，而它又不能构建镜像。',
  },
  why: {
    en: 'Under `deploy`, Compose itself reads `replicas`, `resources`, `labels` and `restart_policy`. On which node a container runs and how it is updated step by step are questions of a swarm. This file builds images, so it is one for `docker compose`.',
    zh: '`deploy` 下，Compose 自己只读取 `replicas`、`resources`、`labels` 和 `restart_policy`。放在哪个节点、怎样滚动更新，是 Swarm 的事。本文件里有镜像构建，说明它是给 `docker compose` 用的。',
  },
  lesson: 'docker-deep/orchestration',
  *check(file, nearby) {
    if (!file.services.some((one) => one.body.all.has('build')) || isForStack(file, nearby)) return;
    for (const service of file.services) {
      for (const { key, value } of entriesOf(service.body.get('deploy'))) {
        if (swarmOnly.has(key.text) || (key.text === 'mode' && textOf(value) === 'global'))
          yield { span: key.part(), args: { key: brief(key.text) } };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    deploy:\n      «placement»:\n        constraints: [node.role == manager]\n',
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n    deploy:\n      replicas: 2\n      restart_policy: { condition: on-failure }\n      resources: { limits: { memory: 64M } }\n',
      'services:\n  web:\n    image: example/web:1.0\n    deploy: { placement: { constraints: [node.role == manager] } }\n',
    ],
  },
};
