import { jammySteps, nobleSteps, trixieSlimSteps, trixieSteps } from './debian-bases';
import {
  bulk,
  directory,
  layer,
  link,
  note,
  program,
  script,
  usualPath,
  type CatalogueImage,
  type FileSpecs,
  type Step,
} from './entry';
import { registryEntrypoint } from './scripts';
import { alpineSteps, busyboxSteps } from './small-bases';
import { wordpress } from './wordpress';

const pythonVersion = '3.13.14';

const pythonFiles = (): FileSpecs => ({
  '/usr/local/bin/python3.13': program('python3', 14_000),
  '/usr/local/bin/python3': link('python3.13'),
  '/usr/local/bin/python': link('python3'),
  '/usr/local/bin/pip3': program('pip', 220),
  '/usr/local/bin/pip': program('pip', 220),
  '/usr/local/lib/libpython3.13.so.1.0': bulk(6_300_000),
  '/usr/local/lib/python3.13/stdlib.bin': bulk(26_000_000),
  '/usr/local/lib/python3.13/site-packages/pip/pip.bin': bulk(3_000_000),
});

const registryFiles = (config: string): FileSpecs => ({
  '/bin/registry': program('registry', 40_000_000),
  [config]: `version: 0.1
log:
  fields:
    service: registry
storage:
  cache:
    blobdescriptor: inmemory
  filesystem:
    rootdirectory: /var/lib/registry
http:
  addr: :5000
  headers:
    X-Content-Type-Options: [nosniff]
health:
  storagedriver:
    enabled: true
    interval: 10s
    threshold: 3
`,
  '/entrypoint.sh': script(registryEntrypoint),
  '/var/lib/registry': directory(),
});

const registry = (tags: readonly string[], created: string, config: string, size: number): CatalogueImage => ({
  repository: 'registry',
  tags,
  created,
  description: 'Distribution implementation for storing and distributing of container images and artifacts',
  stars: 4200,
  official: true,
  config: {
    ExposedPorts: { '5000/tcp': {} },
    Env: [usualPath, ...(tags.includes('3') ? ['OTEL_TRACES_EXPORTER=none'] : [])],
    Cmd: [config],
    Entrypoint: ['/entrypoint.sh'],
    Volumes: { '/var/lib/registry': {} },
  },
  steps: [
    ...alpineSteps,
    layer('RUN /bin/sh -c apk add --no-cache ca-certificates', 620_000, () => ({
      '/etc/ssl/certs/bundle.pem': bulk(520_000),
    })),
    layer(`RUN /bin/sh -c set -eux; tar xzf registry.tar.gz -C /bin/ registry; chmod +x /bin/registry`, size, () =>
      registryFiles(config),
    ),
    note('VOLUME [/var/lib/registry]'),
    note('EXPOSE map[5000/tcp:{}]'),
    note('ENTRYPOINT ["/entrypoint.sh"]'),
    note(`CMD ["${config}"]`),
  ],
});

const ubuntu = (tags: readonly string[], version: string, created: string, steps: readonly Step[]): CatalogueImage => ({
  repository: 'ubuntu',
  tags,
  created,
  description: 'Ubuntu is a Debian-based Linux operating system based on free software.',
  stars: 17_700,
  official: true,
  config: {
    Env: [usualPath],
    Cmd: ['/bin/bash'],
    Labels: { 'org.opencontainers.image.ref.name': 'ubuntu', 'org.opencontainers.image.version': version },
  },
  steps,
});

/** Bases, languages, and everything that is neither a web server nor a data base. */
export const others: readonly CatalogueImage[] = [
  wordpress,
  {
    repository: 'busybox',
    tags: ['1.37', '1.37.0', 'latest', '1', 'stable', 'glibc', 'musl', '1.36'],
    created: '2024-09-26T21:31:42Z',
    description: 'Busybox base image.',
    stars: 3400,
    official: true,
    config: { Env: [usualPath], Cmd: ['sh'] },
    steps: busyboxSteps,
  },
  {
    repository: 'alpine',
    tags: ['3.22', '3.22.4', 'latest', '3'],
    created: '2026-04-15T19:57:25Z',
    description: 'A minimal Docker image based on Alpine Linux with a complete package index and only 5 MB in size!',
    stars: 11_500,
    official: true,
    config: { Env: [usualPath], Cmd: ['/bin/sh'], WorkingDir: '/' },
    steps: alpineSteps,
  },
  ubuntu(['24.04', 'noble', 'latest'], '24.04', '2026-04-10T05:04:23.149372618Z', nobleSteps),
  ubuntu(['22.04', 'jammy'], '22.04', '2026-04-09T05:02:51.603184207Z', jammySteps),
  ...(
    [
      ['13-slim', trixieSlimSteps, ['13-slim', 'trixie-slim', 'stable-slim', 'bookworm-slim']],
      ['13', trixieSteps, ['13', 'trixie', 'latest', 'stable', 'bookworm', '12']],
    ] as const
  ).map(([, steps, tags]): CatalogueImage => ({
    repository: 'debian',
    tags,
    created: '2026-04-21T00:00:00Z',
    description: "Debian is a Linux distribution that's composed entirely of free and open-source software.",
    stars: 5200,
    official: true,
    config: { Env: [usualPath], Cmd: ['bash'] },
    steps,
  })),
  {
    repository: 'hello-world',
    tags: ['latest', 'linux'],
    created: '2025-08-08T19:05:17Z',
    description: 'Hello World! (an example of minimal Dockerization)',
    stars: 2500,
    official: true,
    config: { Env: [usualPath], Cmd: ['/hello'], WorkingDir: '/' },
    steps: [
      layer('COPY hello /', 10_072, () => ({ '/hello': program('hello-world', 10_072) })),
      note('CMD ["/hello"]'),
    ],
  },
  {
    repository: 'python',
    tags: ['3.13-alpine', `${pythonVersion}-alpine`, '3-alpine', 'alpine', 'latest', '3', '3.13'],
    created: '2026-05-13T21:09:03Z',
    description: 'Python is an interpreted, interactive, object-oriented, open-source programming language.',
    stars: 10_500,
    official: true,
    config: {
      Env: [
        'PATH=/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        'GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305',
        `PYTHON_VERSION=${pythonVersion}`,
      ],
      Cmd: ['python3'],
      WorkingDir: '/',
    },
    steps: [
      ...alpineSteps,
      note('ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'),
      layer('RUN /bin/sh -c set -eux; apk add --no-cache ca-certificates tzdata', 1_100_000, () => ({
        '/usr/share/zoneinfo.bin': bulk(900_000),
      })),
      note('ENV GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305'),
      note(`ENV PYTHON_VERSION=${pythonVersion}`),
      layer(
        'RUN /bin/sh -c set -eux; ./configure; make -j "$nproc"; make install; python3 --version',
        36_400_000,
        pythonFiles,
      ),
      note('CMD ["python3"]'),
    ],
  },
  registry(['3', '3.1', '3.1.0', 'latest'], '2026-04-16T17:44:09Z', '/etc/distribution/config.yml', 49_800_000),
  registry(['2', '2.8', '2.8.3'], '2023-10-02T18:42:50Z', '/etc/docker/registry/config.yml', 16_800_000),
  {
    repository: 'registry.k8s.io/e2e-test-images/agnhost',
    tags: ['2.53', 'latest'],
    created: '2024-08-01T09:12:17.300148152Z',
    description: '',
    stars: 0,
    official: false,
    config: {
      Env: [usualPath],
      Cmd: ['pause'],
      Entrypoint: ['/agnhost'],
      ExposedPorts: { '80/tcp': {}, '5353/tcp': {}, '8080/tcp': {} },
    },
    steps: [
      ...alpineSteps,
      layer('RUN /bin/sh -c apk --update add bind-tools curl netcat-openbsd iproute2', 58_000_000, () => ({
        '/usr/bin/curl': program('curl', 270_000),
      })),
      layer('COPY agnhost agnhost', 61_000_000, () => ({ '/agnhost': program('agnhost', 61_000_000) })),
      note('ENTRYPOINT ["/agnhost"]'),
      note('CMD ["pause"]'),
    ],
  },
  {
    repository: 'registry.k8s.io/hpa-example',
    tags: ['latest'],
    created: '2016-07-21T22:52:35.914207Z',
    description: '',
    stars: 0,
    official: false,
    config: {
      Env: [usualPath],
      Cmd: ['apache2-foreground'],
      WorkingDir: '/var/www/html',
      ExposedPorts: { '80/tcp': {} },
    },
    steps: [
      ...trixieSlimSteps,
      layer('RUN /bin/sh -c apt-get install -y apache2 php5', 355_000_000, () => ({
        '/usr/local/bin/apache2-foreground': program('hpa-example', 900),
        '/usr/lib/php5.bin': bulk(30_000_000),
      })),
      layer('COPY index.php /var/www/html/index.php', 136, () => ({
        '/var/www/html/index.php':
          '<?php\n  $x = 0.0001;\n  for ($i = 0; $i <= 1000000; $i++) {\n    $x += sqrt($x);\n  }\n  echo "OK!";\n?>\n',
      })),
      note('EXPOSE map[80/tcp:{}]'),
      note('CMD ["apache2-foreground"]'),
    ],
  },
];
