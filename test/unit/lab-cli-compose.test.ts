import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { interpolate } from '../../src/lab/cli/compose/interpolate';
import { loadProject, type Asked } from '../../src/lab/cli/compose/project';
import { checkReferences } from '../../src/lab/cli/compose/check';
import { containerBody } from '../../src/lab/cli/compose/body';
import { objectAt, textAt } from '../../src/lab/cli/text/json';

describe('lab: projects of the docker front end', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), 'lab-cli-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const asked = (more: Partial<Asked> = {}): Asked => ({
    files: [],
    name: 'p',
    profiles: [],
    folder: '',
    envFiles: [],
    cwd: folder,
    env: {},
    warn: () => undefined,
    ...more,
  });

  it('puts values in place of variables', () => {
    const missing: string[] = [];
    const values = {
      values: new Map([
        ['A', 'a'],
        ['E', ''],
      ]),
      unset: (name: string) => missing.push(name),
    };
    const put = (text: string) => interpolate(text, values, 'services.x');
    assert.equal(put('$A ${A} $$A ${B:-b} ${E-x}|${E:-${A}1} ${A:+yes} ${B+no}'), 'a a $A b |a1 yes ');
    assert.equal(put('$B'), '');
    assert.deepEqual(missing, ['B']);
    assert.throws(
      () => put('${B:?set it}'),
      /^Failure: error while interpolating services\.x: required variable B is missing a value: set it$/,
    );
  });

  it('brings services to their long form and makes containers of them', async () => {
    await writeFile(path.join(folder, '.env'), 'PORT=8088 # here\nSECRET="s 3"\n');
    await writeFile(
      path.join(folder, 'compose.yaml'),
      `services:
  web:
    image: nginx:1.30-alpine
    ports: ["127.0.0.1:\${PORT}:80"]
    command: nginx -g 'daemon off;'
    volumes: ["./html:/h:ro", "data:/d"]
    depends_on: [db]
    environment: [SECRET, A=1]
    deploy: {resources: {limits: {memory: 64m, cpus: "0.5"}}}
  db: {image: "redis:8-alpine", healthcheck: {test: redis-cli ping, interval: 2s}}
  debug: {image: busybox, profiles: [debug]}
volumes: {data: {labels: [a=b]}}
`,
    );
    const project = loadProject(asked(), true);
    checkReferences(project);
    assert.deepEqual([...project.services.keys()], ['db', 'web']);
    const web = project.services.get('web') ?? {};
    const body = containerBody(
      project,
      'web',
      web,
      { number: 1, oneOff: false, imageId: 'sha256:1', keep: [] },
      () => '',
    );
    assert.deepEqual(body['Cmd'], ['nginx', '-g', 'daemon off;']);
    assert.deepEqual(body['Env'], ['A=1', 'SECRET=s 3']);
    const host = objectAt(body, 'HostConfig');
    assert.deepEqual(host['PortBindings'], { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '8088' }] });
    assert.deepEqual(host['Binds'], [`${path.join(folder, 'html')}:/h:ro`]);
    assert.deepEqual(host['Mounts'], [{ Type: 'volume', Source: 'p_data', Target: '/d', VolumeOptions: {} }]);
    assert.deepEqual([host['Memory'], host['NanoCpus'], host['NetworkMode']], [67108864, 5e8, 'p_default']);
    assert.equal(textAt(body, 'Labels', 'com.docker.compose.depends_on'), 'db:service_started:false');
  });

  it("refuses in Compose's words", async () => {
    const refused = async (text: string): Promise<string> => {
      await writeFile(path.join(folder, 'compose.yaml'), text);
      try {
        checkReferences(loadProject(asked(), true));
      } catch (error) {
        return (error as Error).message.replace(folder, '');
      }
      return '';
    };
    assert.equal(
      await refused('services: {a: {image: x, depends_on: [b]}}'),
      'service "a" depends on undefined service b: invalid compose project',
    );
    assert.equal(
      await refused('services: {a: {image: x, volumes: ["v:/v"]}}'),
      'service "a" refers to undefined volume v: invalid compose project',
    );
    assert.equal(
      await refused('services: {a: {}}'),
      'service "a" has neither an image nor a build context specified: invalid compose project',
    );
    assert.equal(
      await refused('services: {a: {image: x, foo: 1}}'),
      'validating /compose.yaml: services.a Additional property foo is not allowed',
    );
    assert.equal(
      await refused('services: {a: {image: x, depends_on: [b]}, b: {image: x, depends_on: [a]}}'),
      'dependency cycle detected: a -> b -> a',
    );
    assert.throws(
      () => loadProject(asked({ cwd: tmpdir(), folder: tmpdir(), name: '' }), true),
      /no configuration file provided: not found/,
    );
  });
});
