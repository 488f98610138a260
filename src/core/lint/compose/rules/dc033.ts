import { fill } from '../../../text';
import { brief, type Problem, type Rule } from '../../rule';
import { isOfKind, localAddressIn, type LocalAddress } from '../backing';
import { variablesIn, type Variable } from '../environment';
import { namesIn, type ComposeFile } from '../file';
import type { Service } from '../service';

/** localhost where another service is meant. */
export const dc033: Rule<ComposeFile> = {
  code: 'DC033',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'localhost instead of a service', zh: '用 localhost 访问其他服务' },
  message: {
    en: 'Inside a container {host} is the container itself; the service meant here is called "{service}".',
    zh: '在容器里，{host} 是容器自己；这里要访问的服务名是“{service}”。',
  },
  why: {
    en: 'Every container has a `localhost` of its own. A program that asks there for its database finds nobody: "connection refused", although the database runs. On the network of a project, each service is reached by its name, at the port of the container and not at the published one.',
    zh: '每个容器都有自己的 `localhost`。程序到那里找数据库，只会得到 “connection refused”，哪怕数据库正在运行。在项目的网络里，服务之间用服务名互相访问，端口是容器端口，而不是发布到主机的端口。',
  },
  lesson: 'docker/compose',
  *check(file) {
    for (const service of file.services) {
      // In another's network, or the host's, it may be right.
      if (service.has('network_mode') || renamesLocalhost(service)) continue;
      for (const variable of variablesIn(service.entry('environment')?.value)) {
        const address = localAddressIn(variable.name, variable.value);
        if (address === undefined || address.kinds.some((kind) => isOfKind(service, kind))) continue;
        const found = problem(file, service, variable, address);
        if (found !== undefined) yield found;
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    environment:\n      DB_HOST: «localhost»\n  store:\n    image: mariadb:11.8\n    env_file: db.env\n    volumes: [./data:/var/lib/mysql]\n',
        fixed:
          'services:\n  web:\n    build: .\n    environment:\n      DB_HOST: store\n  store:\n    image: mariadb:11.8\n    env_file: db.env\n    volumes: [./data:/var/lib/mysql]\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    environment:\n      - "REDIS_URL=redis://«127.0.0.1»:6379/0"\n  cache:\n    image: redis:8\n',
        fixed:
          'services:\n  web:\n    build: .\n    environment:\n      - "REDIS_URL=redis://cache:6379/0"\n  cache:\n    image: redis:8\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    environment:\n      CACHE_HOST: «localhost»:7000\n  cache:\n    image: redis:8\n    ports: ["7000:6379"]\n',
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n    environment:\n      APP_HOST: localhost\n      BASE_URL: http://localhost:8080\n      DB_HOST: db\n  db:\n    image: mariadb:11.8\n    env_file: db.env\n    volumes: [./data:/var/lib/mysql]\n',
      'services:\n  web:\n    build: .\n    network_mode: host\n    environment:\n      DB_HOST: localhost\n  db:\n    image: mariadb:11.8\n    env_file: db.env\n    environment:\n      MYSQL_HOST: localhost\n    volumes: [./data:/var/lib/mysql]\n    ports: ["127.0.0.1:3306:3306"]\n    healthcheck:\n      test: mariadb-admin ping -h localhost\n',
      'services:\n  web:\n    build: .\n    environment:\n      DB_HOST: localhost # no database here: it is in the same container\n',
    ],
  },
};

function renamesLocalhost(service: Service): boolean {
  return namesIn(service.get('extra_hosts')).some(({ name }) => name.text.startsWith('localhost'));
}

function problem(file: ComposeFile, service: Service, variable: Variable, address: LocalAddress): Problem | undefined {
  const others = file.services.filter((one) => one !== service && address.kinds.some((kind) => isOfKind(one, kind)));
  const needed = new Set(namesIn(service.get('depends_on')).map(({ name }) => name.text));
  const named = others.filter(({ name }) => needed.has(name));
  const [meant] = [...named, ...others];
  if (meant === undefined || others.some((one) => one.has('network_mode'))) return undefined;
  const span = variable.part(address.start, address.end);
  const isClear = (named.length || others.length) === 1 && span !== variable.scalar.span;
  const isOwnPort = address.port === undefined || address.kinds.some(({ port }) => port === address.port);
  const title = fill({ en: 'Use the service "{name}"', zh: '改用服务“{name}”' }, { name: brief(meant.name) });
  return {
    span,
    args: { host: variable.value.slice(address.start, address.end), service: brief(meant.name) },
    // A published port would be as wrong as the address.
    fix: isClear && isOwnPort ? { title, edits: [{ span, text: meant.name }], safe: false } : undefined,
  };
}
