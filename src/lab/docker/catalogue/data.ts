import { alpineGroups, group } from './accounts';
import { debianPasswd, nobleSteps } from './debian-bases';
import {
  bulk,
  directory,
  layer,
  note,
  program,
  script,
  usualPath,
  type CatalogueImage,
  type FileSpecs,
  type Step,
} from './entry';
import { redisEntrypoint } from './scripts';
import { alpinePasswd, alpineSteps } from './small-bases';

/** How one of the two servers of the Redis protocol is packed. */
type KeyStore = {
  readonly name: 'redis' | 'valkey';
  readonly version: string;
  readonly size: number;
  readonly env: readonly string[];
};

const keyStoreFiles = ({ name, size }: KeyStore): FileSpecs => ({
  [`/usr/local/bin/${name}-server`]: program('redis-server', Math.round(size * 0.4)),
  [`/usr/local/bin/${name}-cli`]: program('redis-cli', Math.round(size * 0.1)),
  [`/usr/local/bin/${name}-benchmark`]: bulk(Math.round(size * 0.1)),
  ...(name === 'valkey'
    ? {
        '/usr/local/bin/redis-server': program('redis-server', 0),
        '/usr/local/bin/redis-cli': program('redis-cli', 0),
      }
    : {}),
});

const keyStoreSteps = (store: KeyStore): readonly Step[] => [
  ...alpineSteps,
  layer(
    `RUN /bin/sh -c set -eux; addgroup -S -g 1000 ${store.name}; adduser -S -G ${store.name} -u 999 ${store.name}`,
    0,
    () => ({
      '/etc/passwd': alpinePasswd([store.name, 999, 1000, '', `/home/${store.name}`, '/sbin/nologin']),
      '/etc/group': alpineGroups + group([[store.name, 1000, store.name]]),
    }),
  ),
  layer('RUN /bin/sh -c set -eux; apk add --no-cache gcompat libgcc libstdc++ setpriv tzdata', 5_900_000, () => ({
    '/usr/lib/libstdc++.so.6': bulk(2_500_000),
    '/usr/share/zoneinfo.bin': bulk(1_400_000),
  })),
  ...store.env.map((line) => note(`ENV ${line}`)),
  layer('RUN /bin/sh -c set -eux; make -j "$(nproc)" all; make install', store.size, () => keyStoreFiles(store)),
  layer(`RUN /bin/sh -c mkdir /data && chown ${store.name}:${store.name} /data`, 0, () => ({
    '/data': directory(0o755, 999),
  })),
  note('VOLUME [/data]'),
  note('WORKDIR /data'),
  layer('COPY docker-entrypoint.sh /usr/local/bin/', 0, () => ({
    '/usr/local/bin/docker-entrypoint.sh': script(redisEntrypoint(`${store.name}-server`)),
  })),
  note('ENTRYPOINT ["docker-entrypoint.sh"]'),
  note('EXPOSE map[6379/tcp:{}]'),
  note(`CMD ["${store.name}-server"]`),
];

const keyStoreConfig = (store: KeyStore) => ({
  ExposedPorts: { '6379/tcp': {} },
  Env: [usualPath, ...store.env],
  Cmd: [`${store.name}-server`],
  Entrypoint: ['docker-entrypoint.sh'],
  Volumes: { '/data': {} },
  WorkingDir: '/data',
});

const redis: KeyStore = {
  name: 'redis',
  version: '8.2.5',
  size: 46_500_000,
  env: ['REDIS_DOWNLOAD_URL=https://github.com/redis/redis/archive/refs/tags/8.2.5.tar.gz'],
};
const valkey: KeyStore = { name: 'valkey', version: '8.1.6', size: 29_000_000, env: ['VALKEY_VERSION=8.1.6'] };

const mariadbFiles = (): FileSpecs => ({
  '/usr/sbin/mariadbd': program('mariadbd', 28_000_000),
  '/usr/bin/mariadb': program('mariadb', 5_400_000),
  '/usr/bin/mariadb-admin': program('mariadb-admin', 5_000_000),
  '/usr/bin/mariadb-dump': program('mariadb-dump', 5_100_000),
  '/usr/bin/mysql': program('mariadb', 0),
  '/usr/bin/mysqladmin': program('mariadb-admin', 0),
  '/usr/share/mariadb/data.bin': bulk(120_000_000),
  '/etc/mysql/mariadb.cnf':
    '[client-server]\nsocket = /run/mysqld/mysqld.sock\n!includedir /etc/mysql/conf.d/\n!includedir /etc/mysql/mariadb.conf.d/\n',
  '/etc/mysql/conf.d': directory(),
  '/etc/mysql/mariadb.conf.d/05-skipcache.cnf': '[mariadb]\nhost-cache-size=0\nskip-name-resolve\n',
  '/var/lib/mysql': directory(0o755, 999),
  '/run/mysqld': directory(0o1777, 999),
  '/docker-entrypoint-initdb.d': directory(),
});

const mariadbEnv = ['GOSU_VERSION=1.19', 'LANG=C.UTF-8', 'MARIADB_VERSION=1:11.8.6+maria~ubu2404'];
const mariadbLabels = {
  'org.opencontainers.image.authors': 'MariaDB Community',
  'org.opencontainers.image.base.name': 'docker.io/library/ubuntu:noble',
  'org.opencontainers.image.description':
    'MariaDB Server is a high performing open source relational database, forked from MySQL.',
  'org.opencontainers.image.licenses': 'GPL-2.0',
  'org.opencontainers.image.title': 'MariaDB Database',
  'org.opencontainers.image.vendor': 'MariaDB Community',
  'org.opencontainers.image.version': '11.8.6',
};

/** Data bases and caches. */
export const data: readonly CatalogueImage[] = [
  {
    repository: 'redis',
    tags: ['8-alpine', '8.2-alpine', 'alpine', 'latest', '8', '8.2'],
    created: '2026-05-07T20:12:31Z',
    description: 'Redis is the world’s fastest data platform for caching, vector search, and NoSQL databases.',
    stars: 13_600,
    official: true,
    config: keyStoreConfig(redis),
    steps: keyStoreSteps(redis),
  },
  {
    repository: 'valkey/valkey',
    tags: ['8-alpine', '8.1-alpine', 'alpine', 'latest', '8'],
    created: '2026-05-06T08:40:12Z',
    description: 'Official Valkey images: a flexible distributed key-value datastore',
    stars: 150,
    official: false,
    config: keyStoreConfig(valkey),
    steps: keyStoreSteps(valkey),
  },
  {
    repository: 'mariadb',
    tags: ['11.8', '11.8.6', 'lts', 'latest', '11', '11.8-noble'],
    created: '2026-05-08T21:33:58Z',
    description: 'MariaDB Server is a high performing open source relational database, forked from MySQL.',
    stars: 6100,
    official: true,
    config: {
      ExposedPorts: { '3306/tcp': {} },
      Env: [usualPath, ...mariadbEnv],
      Cmd: ['mariadbd'],
      Entrypoint: ['docker-entrypoint.sh'],
      Volumes: { '/var/lib/mysql': {} },
      Labels: mariadbLabels,
    },
    steps: [
      ...nobleSteps,
      layer(
        'RUN /bin/sh -c groupadd --gid 999 -r mysql && useradd -r -g mysql mysql --home-dir /var/lib/mysql --uid 999',
        0,
        () => ({
          '/etc/passwd': debianPasswd(['mysql', 999, 999, '', '/var/lib/mysql', '/bin/sh']),
        }),
      ),
      note(`ENV ${mariadbEnv[0] ?? ''}`),
      layer(
        'RUN /bin/sh -c set -eux; apt-get install -y --no-install-recommends ca-certificates gpg libjemalloc2 pwgen tzdata xz-utils zstd; gosu --version',
        18_900_000,
        () => ({
          '/usr/local/bin/gosu': bulk(2_500_000),
        }),
      ),
      ...mariadbEnv.slice(1).map((line) => note(`ENV ${line}`)),
      ...Object.entries(mariadbLabels).map(([name, value]) => note(`LABEL ${name}=${value}`)),
      layer(
        'RUN /bin/sh -c set -ex; apt-get install -y --no-install-recommends mariadb-server="$MARIADB_VERSION" mariadb-backup',
        233_000_000,
        mariadbFiles,
      ),
      note('VOLUME [/var/lib/mysql]'),
      layer('COPY healthcheck.sh /usr/local/bin/healthcheck.sh', 10_900, () => ({
        '/usr/local/bin/healthcheck.sh': program('healthcheck.sh', 10_900),
      })),
      layer('COPY docker-entrypoint.sh /usr/local/bin/', 26_100, () => ({
        '/usr/local/bin/docker-entrypoint.sh': program('mariadb-entrypoint', 26_100),
      })),
      note('ENTRYPOINT ["docker-entrypoint.sh"]'),
      note('EXPOSE map[3306/tcp:{}]'),
      note('CMD ["mariadbd"]'),
    ],
  },
];
