import type { Rule } from '../../rule';
import { itemsOf, scalarOf } from '../../yaml/tree';
import { namesIn, type ComposeFile } from '../file';
import { dropped } from '../removal';
import type { Service } from '../service';

/** Links between services. */
export const dc052: Rule<ComposeFile> = {
  code: 'DC052',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'information' },
  title: { en: 'links are not needed', zh: '不需要 links' },
  message: {
    en: 'Services find each other by name without links; what is left of it is the order of the start.',
    zh: '没有 links，服务之间也能用名字互访；它剩下的作用只是决定启动顺序。',
  },
  why: {
    en: 'Links come from a time when containers had no network with names. On the networks of Compose every service is known by its name anyway; for another name there are `aliases` of a network, and for the order `depends_on`.',
    zh: 'links 来自容器网络还没有名字解析的年代。在 Compose 的网络里，服务名本来就能用；想要别的名字，用网络的 `aliases`；想要启动顺序，用 `depends_on`。',
  },
  lesson: 'docker/networks',
  *check(file) {
    for (const service of file.services) {
      const links = service.entry('links');
      if (links?.value?.kind !== 'sequence' || links.value.items.length === 0) continue;
      const title = { en: 'Drop links', zh: '删除 links' };
      const fix = isIdle(service) ? dropped(file, service.body, links, title, true) : undefined;
      yield { span: links.key.part(), fix };
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    depends_on: [api]\n    «links»: [api]\n  api:\n    build: ./api\n',
        fixed: 'services:\n  web:\n    build: .\n    depends_on: [api]\n  api:\n    build: ./api\n',
      },
      { text: 'services:\n  web:\n    build: .\n    «links»:\n      - api:backend\n  api:\n    build: ./api\n' },
    ],
    good: [
      'services:\n  web:\n    build: .\n    depends_on: [api]\n    external_links: [other]\n  api:\n    build: ./api\n    networks:\n      default:\n        aliases: [backend]\n',
    ],
  },
};

/** Do its links give no other names, and is their order said elsewhere? */
function isIdle(service: Service): boolean {
  const needed = new Set(namesIn(service.get('depends_on')).map(({ name }) => name.text));
  return itemsOf(service.get('links')).every(({ value }) => {
    const [name = '', alias = name] = (scalarOf(value)?.text ?? ':').split(':');
    return alias === name && needed.has(name);
  });
}
