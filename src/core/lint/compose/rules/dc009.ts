import type { Problem, Rule } from '../../rule';
import { itemsOf, mappingOf, scalarOf, textOf, type Scalar, type Value } from '../../yaml/tree';
import { declaredIn, isOpen, namesIn, type ComposeFile } from '../file';
import { nearest, unknownName, type Reference } from '../names';
import type { Service } from '../service';

/** Reference to a service that does not exist. */
export const dc009: Rule<ComposeFile> = {
  code: 'DC009',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Service does not exist', zh: '引用了不存在的服务' },
  message: { en: 'There is no service "{name}". {then}', zh: '没有名为“{name}”的服务。{then}' },
  why: {
    en: 'Compose looks up the names in `depends_on`, `links`, `extends`, `volumes_from` and `service:…` among the keys under `services:`, before it starts anything. The name must be the same letter by letter; the name of an image or a container does not count.',
    zh: 'Compose 在启动之前，会到 `services:` 的各个键中查找 `depends_on`、`links`、`extends`、`volumes_from` 和 `service:…` 里的名字。名字必须逐个字母一致；镜像名和容器名不算。',
  },
  lesson: 'docker/compose',
  *check(file) {
    const known = file.isWhole ? declaredIn(file, 'services') : undefined;
    if (known === undefined) return;
    for (const service of file.services) yield* unknownIn(service, known);
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    depends_on:\n      - «databse»\n  database:\n    build: ./db\n',
        fixed: 'services:\n  web:\n    build: .\n    depends_on:\n      - database\n  database:\n    build: ./db\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    depends_on:\n      «chache»: { condition: service_started }\n  cache:\n    build: ./cache\n',
        fixed:
          'services:\n  web:\n    build: .\n    depends_on:\n      cache: { condition: service_started }\n  cache:\n    build: ./cache\n',
      },
      { text: 'services:\n  web:\n    build: .\n    network_mode: service:«vpn»\n' },
      {
        text: 'services:\n  web:\n    build: .\n    links: ["«backnd»:api"]\n  backend:\n    build: ./api\n',
        fixed: 'services:\n  web:\n    build: .\n    links: ["backend:api"]\n  backend:\n    build: ./api\n',
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n    depends_on:\n      db:\n        condition: service_started\n        required: false\n',
      'include: [db.yaml]\nservices:\n  web:\n    build: .\n    depends_on: [db]\n',
      'services:\n  web:\n    depends_on: [db]\n    volumes_from: ["container:old"]\n',
      'services:\n  web:\n    extends:\n      file: base.yaml\n      service: base\n    network_mode: "service:${PEER}"\n',
    ],
  },
};

function* unknownIn(service: Service, known: ReadonlySet<string>): Iterable<Problem> {
  for (const reference of referencesOf(service)) {
    const { name } = reference;
    if (name !== '' && !isOpen(name) && !known.has(name))
      yield unknownName(reference, nearest(name, known, service.name));
  }
}

function referencesOf(service: Service): readonly Reference[] {
  const dependencies = namesIn(service.entry('depends_on')?.value)
    .filter(({ options }) => textOf(options?.get('required')) !== 'false')
    .map(({ name }) => ({ name: name.text, span: name.part() }));
  const listed = ['links', 'volumes_from'].flatMap((key) =>
    itemsOf(service.entry(key)?.value).flatMap(({ value }) => (value?.kind === 'scalar' ? beforeColon(value) : [])),
  );
  const modes = ['network_mode', 'ipc', 'pid'].flatMap((key) => inMode(service.entry(key)?.value));
  return [...dependencies, ...extended(service.entry('extends')?.value), ...listed, ...modes];
}

function extended(base: Value | undefined): readonly Reference[] {
  const options = mappingOf(base);
  const name = scalarOf(options === undefined ? base : options.get('service'));
  return name === undefined || options?.all.has('file') === true ? [] : [{ name: name.text, span: name.part() }];
}

/** `service:alias`, `service:ro`; but `container:name` is none of the project's. */
function beforeColon(item: Scalar): readonly Reference[] {
  const [name = ''] = item.text.split(':');
  return item.text.startsWith('container:') ? [] : [{ name, span: item.part(0, name.length) }];
}

/** `service:name`. */
function inMode(mode: Value | undefined): readonly Reference[] {
  const prefix = 'service:';
  if (mode?.kind !== 'scalar' || !mode.text.startsWith(prefix)) return [];
  return [{ name: mode.text.slice(prefix.length), span: mode.part(prefix.length) }];
}
