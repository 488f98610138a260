import assert from 'node:assert/strict';
import { compose } from '../../../src/core/lint/compose';
import { lint } from '../../../src/core/lint/engine';

/** A service with these lines. */
const web = (lines: string): string =>
  `services:\n  web:\n    image: nginx:1.30\n${lines.replace(/^/gm, '    ')}\n  b:\n    image: redis:8\n`;

const findings = (text: string): readonly string[] =>
  lint(compose, text)
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);

// What `docker compose config` of Compose 2.26 said about each.
const refused: readonly string[] = [
  'ports: "80:80"',
  'ports: ["8080:http"]',
  'ports: ["70000:80"]',
  'ports: ["80:80/foo"]',
  'ports: ["8000-8002:80-81"]',
  'ports: ["9000-8000:80"]',
  'ports: ["127.0.0.1:80"]',
  'ports: ["300.0.0.1:80:80"]',
  'ports: ["80:0"]',
  'ports: ["80 :80"]',
  'ports: [80: 80]',
  'ports: {80: 80}',
  'ports:\n  - published: 8080',
  'ports: [{target: x}]',
  'environment:\n  - KEY: v',
  'environment:\n  A: [1]',
  'environment: A=b',
  'environment: [1]',
  'volumes: ["./a:/data:ro:x"]',
  'volumes: ["./a::ro"]',
  'volumes:\n  - data: /data',
  'volumes: [{source: a, target: /b}]',
  'volumes: [1]',
  'command: [a, 1]',
  'command: {a: b}',
  'command: 1',
  'network_mode: host\nnetworks: [default]',
  'foo: 1',
  'dockerfile: x',
  'expose: 80',
  'cap_add: NET_ADMIN',
  'depends_on: b',
  'depends_on: [web]',
  'depends_on: {b: {condition: service_ready}}',
  'depends_on: {b: {}}',
  'depends_on: {b: service_started}',
  'privileged: maybe',
  'tty: 1',
  'user: 1000',
  'container_name: 5',
  'restart: false',
  'mem_limit: 5x',
  'cpus: abc',
  'scale: 1.5',
  'scale: two',
  'ulimits: {nofile: {soft: 1}}',
  'sysctls: a',
  'logging: json-file',
  'logging: {options: {a: true}}',
  'deploy: {resources: {limits: {memory: 512}}}',
  'deploy: {resources: {limits: {memory: 512Q}}}',
  'deploy: {replicas: two}',
  'profiles: dev',
  'build: [a]',
  'build: {dockerfile: a, dockerfile_inline: "FROM x"}',
  'build: {context: ., tags: x}',
  'pull_policy: sometimes',
  'tmpfs: {a: b}',
  'env_file: {path: a}',
  'configs: [{source: a}]',
  'healthcheck: {test: [curl, x]}',
  'healthcheck: {test: x, interval: 5}',
  'healthcheck: {test: x, interval: 5x}',
  'healthcheck: {test: x, disable: maybe}',
  'stop_grace_period: 1d',
  'hostname: "${A"',
  'hostname: "${}"',
  'hostname: "${A/b/c}"',
  'scale: 2\ndeploy: {replicas: 3}',
  'extends: web',
];

const accepted: readonly string[] = [
  'restart: no',
  'restart: "on-failure:3"',
  'ports: [80:80/sctp, "8000-8002:80", "443/TCP", ":8443", "127.0.0.1::81", "[::1]:82:82", "3000-3005", "0:83"]',
  'expose: ["80-90", "80/udp", 443]',
  'dns: 1.1.1.1',
  'privileged: yes\ninit: on',
  'mem_limit: 512 MB\nshm_size: 1gib\nmem_reservation: "512"',
  'logging: {driver: json-file, options: {max-size: 10m, max-file: 3}}',
  'deploy: {resources: {limits: {cpus: 0.5}}}',
  'mem_limit: 1g\ndeploy: {resources: {limits: {memory: 1024m}}}',
  'healthcheck: {test: NONE}',
  'healthcheck: {retries: "3"}',
  'healthcheck: {test: []}',
  'entrypoint: ""',
  'entrypoint: []',
  'command:',
  'deploy:',
  'environment: {A: !!str 5, B: 1.5, C: true, D: }',
  'sysctls: {a.b: 1}',
  'group_add: [1, a]',
  'ulimits: {nofile: 5, NPROC: "5"}',
  'extra_hosts: [a:1.2.3.4, "b=1.2.3.4"]',
  'ports: !override ["80:80"]',
  'ports: !reset null',
  'x-foo: {a: b}\nbuild: {context: ., x-bar: 1}',
  'stop_grace_period: 1.5m',
  'hostname: "a$"',
  'hostname: "a$1"',
  'hostname: "${A:+b}"',
  'network_mode: host\nnetworks: []',
  'depends_on: {b: {condition: service_started, x-why: because}}',
  'command: echo "a && b" c\\;d',
];

describe('Compose itself and our rules', () => {
  for (const lines of refused)
    it(`both refuse ${JSON.stringify(lines)}`, () => assert.notDeepEqual(findings(web(lines)), []));

  for (const lines of accepted)
    it(`both accept ${JSON.stringify(lines)}`, () => assert.deepEqual(findings(web(lines)), []));
});
