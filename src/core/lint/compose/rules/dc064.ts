import type { Fix, Rule } from '../../rule';
import { copiesOf } from '../copies';
import type { ComposeFile } from '../file';
import { countOf, publishedIn, type Published } from '../ports';

/** One host port for several containers. */
export const dc064: Rule<ComposeFile> = {
  code: 'DC064',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'One host port for several containers', zh: '多个容器共用一个主机端口' },
  message: {
    en: 'One container can have port {port} of the host: the second of {count} cannot start.',
    zh: '主机端口 {port} 只能给一个容器：{count} 个容器中的第二个无法启动。',
  },
  why: {
    en: 'Each copy of a service is a container of its own, and each asks for the same port of the host; the second is told "port is already allocated". Leave the port of the host out, and Docker takes a free one for each; or give a range; or publish one proxy that spreads the work over the copies.',
    zh: '服务的每个副本都是单独的容器，都来要同一个主机端口；第二个会得到 “port is already allocated”。不写主机端口，Docker 会为每个副本选一个空闲端口；也可以写一个范围，或只发布一个代理，由它把请求分给各个副本。',
  },
  lesson: 'docker/compose',
  *check(file) {
    for (const service of file.services) {
      const count = copiesOf(file, service);
      if (count < 2 || service.has('network_mode')) continue;
      for (const port of publishedIn(service.entry('ports')?.value)) {
        const isRange = countOf(port.host) > 1;
        if (!isRange) yield { span: port.span, args: { port: port.host.from, count }, fix: anyPort(port) };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    scale: 3\n    ports:\n      - "«8088»:5000"\n',
        fixed: 'services:\n  web:\n    build: .\n    scale: 3\n    ports:\n      - "5000"\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    deploy: { replicas: 2 }\n    ports:\n      - 127.0.0.1:«8088»:5000/tcp\n',
        fixed:
          'services:\n  web:\n    build: .\n    deploy: { replicas: 2 }\n    ports:\n      - 127.0.0.1::5000/tcp\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    scale: 2\n    ports:\n      - target: 5000\n        published: «8088»\n',
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n    scale: 3\n    ports: ["5000", "8088-8090:5000", "${PORT}:80"]\n  proxy:\n    image: nginx:1.30\n    ports: ["8080:80"]\n',
      'services:\n  web:\n    build: .\n    deploy:\n      replicas: 3\n      restart_policy: { condition: on-failure }\n    ports: ["8088:5000"]\n',
    ],
  },
};

/** Without a port of the host, Docker takes a free one. */
function anyPort({ span, scalar, isShort, address }: Published): Fix | undefined {
  if (!isShort || span === scalar.span) return undefined;
  const end = span.end + (address === '' ? 1 : 0);
  const title = { en: 'Let Docker choose a free port', zh: '让 Docker 选择空闲端口' };
  return { title, edits: [{ span: { start: span.start, end }, text: '' }], safe: false };
}
