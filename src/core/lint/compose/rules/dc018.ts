import { brief, type Rule } from '../../rule';
import type { ComposeFile } from '../file';
import { isOpen } from '../file';
import { dropped } from '../removal';
import { runTogether } from '../profiles';
import type { Service } from '../service';

/** One container name for two services. */
export const dc018: Rule<ComposeFile> = {
  code: 'DC018',
  aliases: ['no-duplicate-container-names'],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Container name given twice', zh: '容器名重复' },
  message: {
    en: 'The service "{other}" has the container name {name} already: the second container cannot be made.',
    zh: '服务“{other}”已经用了容器名 {name}：第二个容器无法创建。',
  },
  why: {
    en: 'On one engine a name belongs to one container, whatever project it is of: the second is told that the name is already in use. Other services find a service by its own name, so hardly any needs a container name.',
    zh: '同一个引擎上，一个名字只属于一个容器，不管它在哪个项目里：后来者会得到“名字已被占用”的错误。其他服务用服务名就能找到它，几乎都不需要自定义容器名。',
  },
  lesson: 'docker/compose',
  *check(file) {
    const taken = new Map<string, Service[]>();
    for (const service of file.services) {
      const entry = service.entry('container_name');
      if (entry?.value?.kind !== 'scalar' || isOpen(entry.value.text)) continue;
      const name = entry.value.text;
      const earlier = taken.get(name)?.find((one) => runTogether(one, service));
      taken.set(name, [...(taken.get(name) ?? []), service].slice(0, 20));
      if (earlier === undefined) continue;
      const title = { en: 'Drop the name', zh: '删除容器名' };
      yield {
        span: entry.value.part(),
        args: { name: brief(name), other: brief(earlier.name) },
        fix: dropped(file, service.body, entry, title),
      };
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    container_name: shop\n  api:\n    build: ./api\n    container_name: «shop»\n',
        fixed: 'services:\n  web:\n    build: .\n    container_name: shop\n  api:\n    build: ./api\n',
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n    container_name: shop\n    profiles: [a]\n  api:\n    build: ./api\n    container_name: shop\n    profiles: [b]\n  one:\n    build: .\n    container_name: $NAME\n  two:\n    build: .\n    container_name: $NAME\n',
    ],
  },
};
