import type { Rule } from '../../rule';
import { declaration } from '../declare';
import { namesIn, type ComposeFile } from '../file';
import { undeclared } from '../names';

/** Network that is not declared. */
export const dc010: Rule<ComposeFile> = {
  code: 'DC010',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Network is not declared', zh: '网络没有声明' },
  message: {
    en: 'The network "{name}" is not declared at the top level. {then}',
    zh: '网络“{name}”没有在顶层声明。{then}',
  },
  why: {
    en: 'A service may only join networks that the file declares under `networks:` at the top level; an entry with nothing behind its colon is enough. A network that exists already on the engine is declared, too, with `external: true`. Only `default` is always there.',
    zh: '服务只能加入在顶层 `networks:` 下声明过的网络；写一个键、冒号后面留空就够了。引擎上已有的网络也要声明，并加上 `external: true`。只有 `default` 不用声明。',
  },
  lesson: 'docker/compose',
  *check(file) {
    const references = file.services
      .flatMap((service) => namesIn(service.entry('networks')?.value))
      .map(({ name }) => ({ name: name.text, span: name.part() }))
      .filter(({ name }) => name !== 'default');
    yield* undeclared(file, 'networks', references, (name) => declaration(file, 'networks', name));
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    networks:\n      - «front»\n',
        fixed: 'services:\n  web:\n    build: .\n    networks:\n      - front\nnetworks:\n  front:\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    networks: [front, «net2»]\n\nnetworks:\n  front:\n  net1:\n',
        fixed:
          'services:\n  web:\n    build: .\n    networks: [front, net2]\n\nnetworks:\n  front:\n  net1:\n  net2:\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    networks:\n      «fronted»:\n        aliases: [www]\nnetworks:\n  frontend:\n',
        fixed:
          'services:\n  web:\n    build: .\n    networks:\n      frontend:\n        aliases: [www]\nnetworks:\n  frontend:\n',
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n    networks: [default, front]\nnetworks:\n  front: { external: true, name: proxy }\n',
      'services:\n  web:\n    networks: [from-the-other-file]\n',
      'services:\n  web:\n    build: { context: ., network: host }\n    networks: ["${NET:-front}"]\n',
    ],
  },
};
