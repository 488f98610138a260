import { brief, type Problem, type Rule } from '../../rule';
import type { ComposeFile } from '../file';
import { imageOf, officialName } from '../images';
import { countOf, publishedIn, type Published } from '../ports';
import type { Service } from '../service';

/** The ports on which official images listen unless they are told otherwise. */
const ports: Readonly<Record<string, readonly number[]>> = {
  adminer: [8080],
  caddy: [80, 443],
  httpd: [80],
  mariadb: [3306],
  memcached: [11211],
  mongo: [27017],
  mysql: [3306, 33060],
  nginx: [80],
  postgres: [5432],
  rabbitmq: [5672, 15672],
  redis: [6379],
  registry: [5000],
  wordpress: [80],
};

/** Ports of host and container swapped. */
export const dc054: Rule<ComposeFile> = {
  code: 'DC054',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Ports swapped', zh: '两个端口写反了' },
  message: {
    en: '{image} listens on {port}, but {target} is what this leads to: the two ports are swapped.',
    zh: '{image} 监听的是 {port}，这里却转到了 {target}：两个端口写反了。',
  },
  why: {
    en: 'The port of the host comes first, the port of the container second. The second one is no choice of yours: it is the one on which the program in the image listens. Where nobody listens, the browser is told that the connection was reset.',
    zh: '先写主机端口，后写容器端口。第二个不能随意选：它是镜像里的程序监听的端口。没人监听的端口，浏览器只会得到“连接被重置”。',
  },
  lesson: 'docker/networks',
  *check(file) {
    for (const service of file.services) {
      const image = imageOf(service) ?? '';
      const name = officialName(image) ?? '';
      const known = Object.hasOwn(ports, name) ? (ports[name] ?? []) : [];
      if (known.length === 0 || isConfigured(service)) continue;
      for (const port of publishedIn(service.entry('ports')?.value)) {
        const found = problem(image, port, known);
        if (found !== undefined) yield found;
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    image: nginx:1.30\n    ports: ["«80»:8080"]\n',
        fixed: 'services:\n  web:\n    image: nginx:1.30\n    ports: ["8080:80"]\n',
      },
      {
        text: 'services:\n  cache:\n    image: redis:8\n    ports:\n      - 127.0.0.1:«6379»:7000/tcp\n',
        fixed: 'services:\n  cache:\n    image: redis:8\n    ports:\n      - 127.0.0.1:7000:6379/tcp\n',
      },
    ],
    good: [
      'services:\n  web:\n    image: nginx:1.30\n    ports: ["8080:80", "8443:443", "81:8081"]\n  own:\n    image: nginx:1.30\n    volumes: [./nginx.conf:/etc/nginx/nginx.conf:ro]\n    ports: ["82:8080"]\n  cache:\n    image: redis:8\n    command: --port 7000\n    ports: ["6379:7000"]\n  other:\n    image: example/nginx:1.0\n    ports: ["80:8080"]\n',
    ],
  },
};

/** May somebody have told the program to listen elsewhere? */
function isConfigured(service: Service): boolean {
  return [
    'command',
    'entrypoint',
    'configs',
    'environment',
    'env_file',
    'volumes',
    'volumes_from',
    'network_mode',
    'develop',
  ].some((key) => service.has(key));
}

function problem(image: string, port: Published, known: readonly number[]): Problem | undefined {
  const { host, target, span, scalar, isShort } = port;
  const isSwapped =
    countOf(host) === 1 && countOf(target) === 1 && known.includes(host.from) && !known.includes(target.from);
  if (!isSwapped) return undefined;
  const title = { en: 'Swap them', zh: '对调' };
  const end = scalar.inner === undefined ? undefined : span.end + 1 + String(target.from).length;
  const isPlain =
    isShort &&
    end !== undefined &&
    scalar.text.slice(span.end + 1 - (scalar.inner ?? 0)).startsWith(String(target.from));
  const edits = [{ span: { start: span.start, end: end ?? span.end }, text: `${target.from}:${host.from}` }];
  return {
    span,
    args: { image: brief(image, 30), port: host.from, target: target.from },
    fix: isPlain ? { title, edits, safe: false } : undefined,
  };
}
