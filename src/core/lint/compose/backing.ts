import { referenceOf } from '../dockerfile/image';
import { isOpen } from './file';
import { imageOf } from './images';
import type { Service } from './service';

/** A kind of service that others connect to: how it is known, and how they name it. */
type Kind = {
  readonly id: string;
  /** The last word of its images' names, and the usual names of the service. */
  readonly names: readonly string[];
  /** What stands before `_HOST` in the name of a variable. */
  readonly variables: readonly string[];
  readonly schemes: RegExp;
  readonly port: number;
};

const any = ['DB', 'DATABASE', 'SQL'];
const usual = ['db', 'database'];

const kinds: readonly Kind[] = [
  {
    id: 'mysql',
    names: ['mysql', 'mysql-server', 'mariadb', 'percona', 'percona-server', ...usual],
    variables: ['MYSQL', 'MARIADB', ...any],
    schemes: /^(jdbc:)?(mysql2?|mariadb)(\+\w+)?$/,
    port: 3306,
  },
  {
    id: 'postgres',
    names: ['postgres', 'postgresql', 'postgis', 'timescaledb', 'pgvector', ...usual],
    variables: ['POSTGRES', 'POSTGRESQL', 'PG', ...any],
    schemes: /^(jdbc:)?(postgres|postgresql)(\+\w+)?$/,
    port: 5432,
  },
  {
    id: 'mongo',
    names: ['mongo', 'mongodb', 'mongodb-community-server', ...usual],
    variables: ['MONGO', 'MONGODB', 'DB', 'DATABASE'],
    schemes: /^mongodb$/,
    port: 27017,
  },
  {
    id: 'redis',
    names: ['redis', 'valkey', 'redis-stack', 'redis-stack-server', 'keydb'],
    variables: ['REDIS', 'VALKEY', 'CACHE'],
    schemes: /^rediss?$/,
    port: 6379,
  },
  { id: 'rabbitmq', names: ['rabbitmq'], variables: ['RABBITMQ', 'RABBIT', 'AMQP'], schemes: /^amqps?$/, port: 5672 },
  {
    id: 'memcached',
    names: ['memcached'],
    variables: ['MEMCACHED', 'MEMCACHE', 'CACHE'],
    schemes: /^memcached$/,
    port: 11211,
  },
];

/** A place in a value that says "this machine", and the kinds of service that it can only be meant for. */
export type LocalAddress = {
  readonly start: number;
  readonly end: number;
  readonly kinds: readonly Kind[];
  /** The port, when the value has one. */
  readonly port: number | undefined;
};

const here = '(?<host>localhost|127\\.0\\.0\\.1)';
const bare = new RegExp(`^${here}(?::(?<port>\\d+))?$`, 'd');
const inAddress = new RegExp(
  `^(?<scheme>[a-z][a-z0-9+:]*)://(?:[^/?#\\s]*@)?${here}(?::(?<port>\\d+))?(?=[/?,;]|$)`,
  'd',
);

/** Where the value of a variable says "this machine" and can only mean a database or the like. */
export function localAddressIn(name: string, value: string): LocalAddress | undefined {
  const found = bare.exec(value) ?? inAddress.exec(value);
  const [start, end] = found?.indices?.groups?.['host'] ?? [];
  if (start === undefined || end === undefined) return undefined;
  const { scheme, port: digits } = found?.groups ?? {};
  const port = digits === undefined ? undefined : Number(digits);
  const meant = kinds.filter((kind) =>
    scheme === undefined ? namesHost(name, kind) || kind.port === port : kind.schemes.test(scheme),
  );
  return meant.length === 0 ? undefined : { start, end, kinds: meant, port };
}

function namesHost(name: string, { variables }: Kind): boolean {
  const word = /^(?:.*_)?(?<word>[A-Z]+?)_?(?:HOST|HOSTNAME|SERVER|ADDR|ADDRESS)$/.exec(name.toUpperCase())?.groups?.[
    'word'
  ];
  return word !== undefined && variables.includes(word);
}

/** Is the service of this kind: by its image, or by its name when it has an image of its own? */
export function isOfKind(service: Service, { names }: Kind): boolean {
  const image = imageOf(service);
  if (image === undefined || isOpen(image)) return names.includes(service.name);
  return names.includes(referenceOf(image).name.split('/').at(-1) ?? '');
}
