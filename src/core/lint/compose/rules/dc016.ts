import { brief, type Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import { namesIn, type ComposeFile } from '../file';
import { lacksHealthcheck } from '../images';
import { addHealthcheck, healthOf } from '../readiness';
import type { Service } from '../service';

/** Waiting for the health of a service that has no health check. */
export const dc016: Rule<ComposeFile> = {
  code: 'DC016',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Waiting for health that nobody checks', zh: '等待的服务没有健康检查' },
  message: {
    en: '"{name}" has no health check, so it never becomes healthy: this service will not start.',
    zh: '“{name}”没有健康检查，永远不会变为 healthy：本服务不会启动。',
  },
  why: {
    en: '`condition: service_healthy` waits until the health check of the other service succeeds. Most images bring none; then Compose gives up at once: "container … has no healthcheck configured". Write a `healthcheck:` that asks the program whether it can answer.',
    zh: '`condition: service_healthy` 会等到对方的健康检查成功。多数镜像不带健康检查，这时 Compose 会立刻放弃：“container … has no healthcheck configured”。请写一个 `healthcheck:`，询问程序能否应答。',
  },
  lesson: 'docker/compose',
  *check(file) {
    if (!file.isWhole) return;
    for (const service of file.services) {
      for (const { name, options } of namesIn(service.entry('depends_on')?.value)) {
        const condition = scalarOf(options?.get('condition'));
        const other = file.service(name.text);
        if (condition?.text !== 'service_healthy' || other === undefined || mayBeHealthy(other)) continue;
        const edits = addHealthcheck(file, other) ?? [];
        const title = { en: 'Add a health check', zh: '添加健康检查' };
        yield {
          span: condition.part(),
          args: { name: brief(name.text) },
          fix: edits.length === 0 ? undefined : { title, edits, safe: false },
        };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    depends_on:\n      cache:\n        condition: «service_healthy»\n  cache:\n    image: redis:8\n',
        fixed:
          'services:\n  web:\n    build: .\n    depends_on:\n      cache:\n        condition: service_healthy\n  cache:\n    image: redis:8\n    healthcheck:\n      test: ["CMD", "redis-cli", "ping"]\n      interval: 5s\n      timeout: 3s\n      retries: 12\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    depends_on: { api: { condition: «service_healthy» } }\n  api:\n    build: ./api\n    healthcheck: { disable: true }\n',
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n    depends_on:\n      api:\n        condition: service_healthy\n  api:\n    build: ./api\n',
      'services:\n  web:\n    build: .\n    depends_on:\n      cache:\n        condition: service_healthy\n  cache:\n    image: redis:8\n    healthcheck:\n      test: redis-cli ping\n',
      'services:\n  web:\n    build: .\n    depends_on:\n      db:\n        condition: service_healthy\n  db:\n    image: example.com/team/db:3\n',
    ],
  },
};

/** Only of well-known images is it certain that they bring no check of their own. */
function mayBeHealthy(service: Service): boolean {
  const health = healthOf(service);
  return health === 'checked' || (health === 'nothing said' && !lacksHealthcheck(service));
}
