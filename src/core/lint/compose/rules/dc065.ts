import type { Text } from '../../../text';
import { type Rule } from '../../rule';
import type { ComposeFile } from '../file';
import { isForStack } from '../stack';

const effects: Readonly<Record<string, Text>> = {
  build: { en: 'builds nothing: name an image from a registry', zh: '不会构建镜像：请写仓库里的镜像' },
  container_name: { en: 'gives containers names of its own', zh: '会自己给容器命名' },
  restart: { en: 'reads deploy.restart_policy instead', zh: '只看 deploy.restart_policy' },
  depends_on: { en: 'starts services in no order', zh: '不按顺序启动服务' },
  network_mode: { en: 'joins networks only', zh: '只使用 networks' },
  links: { en: 'knows no links', zh: '不支持 links' },
};

/** Key that a stack does not know. */
export const dc065: Rule<ComposeFile> = {
  code: 'DC065',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'Not for docker stack deploy', zh: 'docker stack deploy 不支持' },
  message: {
    en: 'In a stack "{key}" has no effect: docker stack deploy {effect}.',
    zh: '在 stack 里“{key}”不起作用：docker stack deploy {effect}。',
  },
  why: {
    en: '`docker stack deploy` reads the older form 3 of the file. A node of a swarm may never have seen your folder, so images come from a registry; containers are made in any number and on any node, so names, start order and `restart` are the business of the swarm. The long form of `depends_on` is refused.',
    zh: '`docker stack deploy` 读的是较早的第 3 版格式。Swarm 的节点上没有你的目录，所以镜像只能来自仓库；容器数量和所在节点都由 Swarm 决定，所以名字、启动顺序、`restart` 都归它管。`depends_on` 的完整写法还会被拒绝。',
  },
  lesson: 'docker-deep/orchestration',
  *check(file, nearby) {
    if (!isForStack(file, nearby)) return;
    for (const service of file.services) {
      for (const { key } of service.body.own) {
        const effect = Object.hasOwn(effects, key.text) ? effects[key.text] : undefined;
        if (effect !== undefined) yield { span: key.part(), args: { key: key.text, effect } };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    image: example/web:1.0\n    «restart»: always\n',
        beside: { 'deploy.sh': '#!/bin/sh\ndocker stack deploy -c compose.yaml shop\n' },
      },
    ],
    good: [
      'services:\n  web:\n    image: example/web:1.0\n    restart: always\n    container_name: web\n',
      {
        text: 'services:\n  web:\n    image: example/web:1.0\n    restart: always\n',
        beside: { 'deploy.sh': '# docker stack deploy -c compose.yaml shop\ndocker stack deploy -c other.yaml shop\n' },
      },
    ],
  },
};
