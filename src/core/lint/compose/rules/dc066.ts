import { brief, type Fix, type Rule } from '../../rule';
import { appendTo, indentOf } from '../../yaml/edits';
import { entriesOf, textOf } from '../../yaml/tree';
import { namesIn, type ComposeFile } from '../file';
import { entryAt } from '../paths';
import type { Service } from '../service';

/** Logs without a limit. */
export const dc066: Rule<ComposeFile> = {
  code: 'DC066',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'hint' },
  title: { en: 'Logs without a limit', zh: '日志没有大小限制' },
  message: {
    en: 'The log of "{name}" grows until the disk is full: set max-size, here or for the whole engine.',
    zh: '“{name}”的日志会一直增长，直到写满磁盘：请设置 max-size，写在这里或引擎的配置里。',
  },
  why: {
    en: 'The usual driver `json-file` keeps everything that a container writes, for ever. `max-size` and `max-file` under `logging.options` keep the newest part; set in `daemon.json` they hold for every new container of the machine.',
    zh: '默认的 `json-file` 驱动会永久保留容器输出的全部内容。`logging.options` 下的 `max-size` 和 `max-file` 只保留最新的部分；写进 `daemon.json`，则对本机所有新容器生效。',
  },
  lesson: 'linux/logs',
  *check(file) {
    if (!file.isWhole) return;
    for (const service of file.services) {
      if (isLimited(service)) continue;
      yield { span: service.key.part(), args: { name: brief(service.name) }, fix: limited(file, service) };
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  «web»:\n    build: .\n    restart: always\n',
        fixed:
          'services:\n  web:\n    build: .\n    restart: always\n    logging:\n      options:\n        max-size: 10m\n        max-file: "3"\n',
      },
      { text: 'services:\n  «web»:\n    build: .\n    logging: { driver: json-file }\n' },
    ],
    good: [
      'services:\n  web:\n    build: .\n    logging: { options: { max-size: 10m } }\n  api:\n    build: ./api\n    logging: { driver: local }\n',
    ],
  },
};

function isLimited(service: Service): boolean {
  if (service.has('provider')) return true;
  const logging = service.get('logging');
  const driver = textOf(entryAt(logging, 'driver')?.value) ?? 'json-file';
  return (
    driver !== 'json-file' || namesIn(entryAt(logging, 'options')?.value).some(({ name }) => name.text === 'max-size')
  );
}

function limited(file: ComposeFile, service: Service): Fix | undefined {
  if (service.has('logging') || entriesOf(service.body).length === 0) return undefined;
  const unit = indentOf(file);
  const lines = ['logging:', `${unit}options:`, `${unit}${unit}max-size: 10m`, `${unit}${unit}max-file: "3"`];
  const edit = appendTo(file, service.body, lines);
  return edit && { title: { en: 'Keep 30 MB of it', zh: '只保留 30 MB' }, edits: [edit], safe: false };
}
