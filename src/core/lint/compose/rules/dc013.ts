import { brief, type Rule } from '../../rule';
import { baseOf, dependenciesOf, type Dependency } from '../dependencies';
import type { ComposeFile } from '../file';

/** Services that wait for each other. */
export const dc013: Rule<ComposeFile> = {
  code: 'DC013',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Services wait for each other', zh: '服务循环依赖' },
  message: {
    en: '{circle}: each needs the next one first, so there is no first one. Compose refuses the file.',
    zh: '{circle}：互相依赖，谁也排不到最前面，Compose 会拒绝此文件。',
  },
  why: {
    en: 'Compose starts services in the order of what they need: `depends_on`, but also `links`, `volumes_from` and `network_mode: service:…`. A circle has no first one. Mostly one of the two sides only needs the other while it runs, and can try again until it is there: leave that dependency out.',
    zh: 'Compose 按依赖关系决定启动顺序：不仅有 `depends_on`，还包括 `links`、`volumes_from` 和 `network_mode: service:…`。成环就没有第一个。多数情况下，其中一方只是运行中才用到对方，重试几次就行：去掉这一方的依赖。',
  },
  lesson: 'docker/compose',
  *check(file) {
    const needed = new Map(file.services.map((service) => [service.name, dependenciesOf(service)]));
    const extended = new Map(file.services.map((service) => [service.name, baseOf(service)]));
    for (const circle of [...circlesIn(needed), ...circlesIn(extended)]) {
      const last = circle.at(-1);
      const names = [circle.at(-1)?.name ?? '', ...circle.map(({ name }) => name)];
      if (last !== undefined) yield { span: last.span, args: { circle: brief(names.join(' → '), 40) } };
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    depends_on: [api]\n  api:\n    build: ./api\n    depends_on: [«web»]\n',
      },
      { text: 'services:\n  web:\n    build: .\n    depends_on:\n      - «web»\n' },
      { text: 'services:\n  web:\n    build: .\n    extends: api\n  api:\n    extends: { service: «web» }\n' },
      {
        text: 'services:\n  web:\n    build: .\n    network_mode: service:proxy\n  proxy:\n    build: ./proxy\n    depends_on:\n      «web»: { condition: service_started }\n',
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n    depends_on: [api, db]\n  api:\n    build: ./api\n    depends_on: [db]\n  db:\n    build: ./db\n',
      'services:\n  web:\n    build: .\n    environment: { API: http://api }\n    depends_on: [api]\n  api:\n    build: ./api\n    environment: { WEB: http://web }\n',
    ],
  },
};

/** The circles among services, each with the dependency that closes it at the end; one for each such dependency. */
function* circlesIn(all: ReadonlyMap<string, readonly Dependency[]>): Iterable<readonly Dependency[]> {
  const done = new Set<string>();
  for (const start of all.keys()) {
    if (done.has(start)) continue;
    const path: { readonly name: string; readonly via: Dependency | undefined; next: number }[] = [
      { name: start, via: undefined, next: 0 },
    ];
    const open = new Map([[start, 0]]);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const edge = all.get(top.name)?.[top.next];
      top.next += 1;
      if (edge === undefined) {
        done.add(top.name);
        open.delete(top.name);
        path.pop();
        continue;
      }
      const at = open.get(edge.name);
      if (at !== undefined) yield [...path.slice(at + 1).flatMap(({ via }) => via ?? []), edge];
      else if (!done.has(edge.name) && all.has(edge.name)) {
        open.set(edge.name, path.length);
        path.push({ name: edge.name, via: edge, next: 0 });
      }
    }
  }
}
