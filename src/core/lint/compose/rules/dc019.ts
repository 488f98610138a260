import { fill } from '../../../text';
import { brief, type Fix, type Rule } from '../../rule';
import type { ComposeFile } from '../file';
import { countOf, publishedIn, type Published, type Range } from '../ports';
import { runTogether } from '../profiles';
import type { Service } from '../service';

type Taken = Published & { readonly service: Service };

/** Host port that two services publish. */
export const dc019: Rule<ComposeFile> = {
  code: 'DC019',
  aliases: ['no-duplicate-exported-ports'],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Host port published twice', zh: '主机端口重复发布' },
  message: {
    en: 'Port {port} of the host already leads to "{other}": the container that comes second cannot start.',
    zh: '主机端口 {port} 已经给了服务“{other}”：后启动的容器会失败。',
  },
  why: {
    en: 'A port of the host, on one address, leads to one container: whoever comes second is told "port is already allocated". The port behind the colon is the container\'s own and may be the same everywhere; only the one before it must be different.',
    zh: '主机上同一个地址的同一个端口，只能通向一个容器：后来的会得到 “port is already allocated”。冒号后面是容器自己的端口，可以相同；冒号前面的主机端口必须不同。',
  },
  lesson: 'docker/networks',
  *check(file) {
    const all = file.services.flatMap((service) => takenBy(service));
    const taken = new Set(all.flatMap(({ host }) => numbersIn(host)));
    const byPort = new Map<number, Taken[]>();
    for (const port of all) {
      const earlier = firstConflict(port, byPort);
      if (earlier !== undefined)
        yield {
          span: port.span,
          args: {
            port: countOf(port.host) === 1 ? port.host.from : brief(`${port.host.from}-${port.host.to}`),
            other: brief(earlier.service.name),
          },
          fix: nextFree(port, taken),
        };
      for (const number of numbersIn(port.host))
        byPort.set(number, [...(byPort.get(number) ?? []), port].slice(0, most));
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    ports: ["8080:80"]\n  api:\n    build: ./api\n    ports:\n      - "«8080»:3000"\n',
        fixed:
          'services:\n  web:\n    build: .\n    ports: ["8080:80"]\n  api:\n    build: ./api\n    ports:\n      - "8081:3000"\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    ports: [127.0.0.1:8080:80, 127.0.0.1:8081:81]\n  api:\n    build: ./api\n    ports:\n      - target: 80\n        published: "«8080»"\n        host_ip: 127.0.0.1\n',
        fixed:
          'services:\n  web:\n    build: .\n    ports: [127.0.0.1:8080:80, 127.0.0.1:8081:81]\n  api:\n    build: ./api\n    ports:\n      - target: 80\n        published: "8082"\n        host_ip: 127.0.0.1\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    ports: ["8000-8009:8000-8009"]\n  api:\n    build: ./api\n    ports: ["0.0.0.0:«8005»:80"]\n',
        fixed:
          'services:\n  web:\n    build: .\n    ports: ["8000-8009:8000-8009"]\n  api:\n    build: ./api\n    ports: ["0.0.0.0:8010:80"]\n',
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n    ports: ["8080:80", "53:53/tcp"]\n  api:\n    build: ./api\n    ports: ["8081:80", "53:53/udp", "80", "${PORT}:80"]\n',
      'services:\n  web:\n    build: .\n    profiles: [blue]\n    ports: ["8080:80"]\n  api:\n    build: ./api\n    profiles: [green]\n    ports: ["8080:80"]\n',
      'services:\n  web:\n    build: .\n    ports: ["127.0.0.1:8080:80"]\n  api:\n    build: ./api\n    ports: ["192.168.1.5:8080:80", "8000-8009:80"]\n  test:\n    build: .\n    network_mode: host\n    ports: []\n',
    ],
  },
};

// Whole ranges are published for telephony; who publishes more has no use for this rule.
const widest = 1000;
const most = 20;

/** The ports that a service certainly takes: of a range for one port of the container, Docker takes a free one. */
function takenBy(service: Service): readonly Taken[] {
  if (service.has('network_mode') || service.text('scale') === '0') return [];
  return publishedIn(service.entry('ports')?.value)
    .filter(({ host, target }) => countOf(host) === countOf(target) && countOf(host) <= widest)
    .map((port) => ({ ...port, service }));
}

function firstConflict(port: Taken, byPort: ReadonlyMap<number, readonly Taken[]>): Taken | undefined {
  for (const number of numbersIn(port.host)) {
    const found = byPort.get(number)?.find((other) => collide(port, other));
    if (found !== undefined) return found;
  }
  return undefined;
}

function numbersIn(range: Range): readonly number[] {
  return Array.from({ length: countOf(range) }, (_, index) => range.from + index);
}

function collide(a: Taken, b: Taken): boolean {
  return (
    a.service !== b.service && a.address === b.address && a.protocol === b.protocol && runTogether(a.service, b.service)
  );
}

function nextFree({ host, span, scalar }: Taken, taken: ReadonlySet<number>): Fix | undefined {
  if (countOf(host) > 1 || span === scalar.span) return undefined;
  let port = host.from + 1;
  while (taken.has(port)) port += 1;
  if (port > 65535) return undefined;
  const title = { en: 'Use port {port}, which is free in this file', zh: '改用本文件里没有用到的端口 {port}' };
  return { title: fill(title, { port }), edits: [{ span, text: String(port) }], safe: false };
}
