import type { Rule } from '../../rule';
import { runsOf } from '../docker-run';
import type { ShellFile } from '../file';

/** Links between containers, which Docker's documentation calls a legacy feature. */
export const sh039: Rule<ShellFile> = {
  code: 'SH039',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'information' },
  title: { en: '--link is legacy', zh: '--link 已过时' },
  message: {
    en: '--link is a legacy feature: in a network of your own, containers find each other by their names.',
    zh: '--link 是过时的功能：在自定义网络里，容器可以直接用名字互相访问。',
  },
  why: {
    en: 'A link worked in the default network only and one way only. `docker network create shop` and `--network shop` for both containers do more: the names work in both directions, also after a container is made anew.',
    zh: 'link 只在默认网络里有效，而且只有单向。用 `docker network create shop` 建网络，并给两个容器都加上 `--network shop`，名字在两个方向都有效，容器重建之后也一样。',
  },
  lesson: 'docker/networks',
  *check(file) {
    for (const { options } of runsOf(file)) {
      const word = options.find(({ name }) => name === '--link')?.words[0];
      if (word === undefined) continue;
      yield { span: { start: word.span.start, end: word.span.start + '--link'.length } };
    }
  },
  examples: {
    bad: [{ text: 'docker run -d «--link» db:mysql --name web nginx:1.30\n' }],
    good: ['docker run -d --network shop --link-local-ip 169.254.1.1 --name web nginx:1.30\n'],
  },
};
