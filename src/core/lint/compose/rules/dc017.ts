import type { Rule } from '../../rule';
import { removeEntry } from '../../yaml/edits';
import { copiesOf } from '../copies';
import type { ComposeFile } from '../file';

/** One name for several containers. */
export const dc017: Rule<ComposeFile> = {
  code: 'DC017',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'One name for several containers', zh: '多个容器共用一个容器名' },
  message: {
    en: 'A container name exists once, but this service wants {count} containers: Compose refuses the file.',
    zh: '容器名不能重复，而本服务要启动 {count} 个容器：Compose 会拒绝此文件。',
  },
  why: {
    en: 'Names of containers are unique on an engine. Compose numbers them itself (`shop-web-1`, `shop-web-2`), and other services reach them all by the name of the service; a name of your own is not needed for that.',
    zh: '同一个引擎上的容器名必须唯一。Compose 会自己编号（`shop-web-1`、`shop-web-2`），其他服务用服务名就能访问到它们，不需要自己起名字。',
  },
  lesson: 'docker/compose',
  *check(file) {
    for (const service of file.services) {
      const name = service.entry('container_name');
      const count = copiesOf(file, service);
      if (name?.value === undefined || count < 2) continue;
      const removal = removeEntry(file, service.body, name);
      const title = { en: 'Drop the name', zh: '删除容器名' };
      yield {
        span: name.key.part(),
        args: { count },
        fix: removal && { title, edits: [removal.edit], safe: removal.isSafe },
      };
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    «container_name»: web\n    scale: 3\n',
        fixed: 'services:\n  web:\n    build: .\n    scale: 3\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    deploy:\n      replicas: 2\n    «container_name»: "web"\n',
        fixed: 'services:\n  web:\n    build: .\n    deploy:\n      replicas: 2\n',
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n    container_name: web\n    scale: 1\n  api:\n    build: ./api\n    scale: 3\n',
      'services:\n  web:\n    build: .\n    container_name: web\n    deploy: { replicas: "${COPIES:-2}" }\n',
      'services:\n  web:\n    build: .\n    container_name: web\n    deploy: { replicas: 2, update_config: { parallelism: 1 } }\n',
    ],
  },
};
