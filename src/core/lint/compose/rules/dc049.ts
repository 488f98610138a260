import { brief, type Rule } from '../../rule';
import { entriesOf, mappingOf, textOf } from '../../yaml/tree';
import type { ComposeFile } from '../file';
import { dropped } from '../removal';

/** Something external with more to say; what happens is what compose-go does (validation/validation.go, 2.26 to 5.0). */
export const dc049: Rule<ComposeFile> = {
  code: 'DC049',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'External, and described all the same', zh: 'external 却又写了其他属性' },
  message: {
    en: '"{key}" {effect}: with external: true Compose takes what exists and makes nothing itself.',
    zh: '“{key}”{effect}：external: true 表示使用已有的，Compose 不会自己创建。',
  },
  why: {
    en: '`external: true` says that the network, volume, secret or config is there already, made by somebody else. Only `name` is looked at, the name that it has there; for a volume everything else is refused, elsewhere it is ignored.',
    zh: '`external: true` 表示这个网络、卷、secret 或 config 已经由别人创建好了。此时只看 `name`，也就是它在那边的名字；对卷来说写别的会被拒绝，其他几种则是忽略。',
  },
  lesson: 'docker/compose',
  *check(file) {
    for (const section of ['volumes', 'networks', 'secrets', 'configs'] as const) {
      for (const { value } of entriesOf(file.root?.get(section))) {
        const body = mappingOf(value);
        if (body === undefined || textOf(body.get('external')) !== 'true') continue;
        for (const entry of body.own) {
          const { key } = entry;
          if (/^(?:external|name|x-.*)$/.test(key.text)) continue;
          const title = { en: 'Drop it', zh: '删除' };
          yield {
            span: key.part(),
            args: { key: brief(key.text), effect: section === 'volumes' ? effects.refused : effects.ignored },
            fix: dropped(file, body, entry, title, true),
            ...(section !== 'volumes' && { severity: 'warning' as const }),
          };
        }
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    volumes: [data:/data]\nvolumes:\n  data:\n    external: true\n    «driver»: local\n',
        fixed: 'services:\n  web:\n    build: .\n    volumes: [data:/data]\nvolumes:\n  data:\n    external: true\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    networks: [front]\nnetworks:\n  front: { external: true, name: proxy, «driver»: bridge }\n',
      },
    ],
    good: [
      'services:\n  web:\n    build: .\nvolumes:\n  a: { external: true, name: b, x-note: mine }\n  c: { external: false, driver: local }\n  d: { external: "${OUT}", driver: local }\nnetworks:\n  e: { external: { name: f } }\n',
    ],
  },
};

const effects = {
  refused: { en: 'is refused', zh: '会被拒绝' },
  ignored: { en: 'has no effect', zh: '不起作用' },
} as const;
