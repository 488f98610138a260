import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pack } from 'tar-stream';
import { allBelow, packed, unpack } from '../../../../src/backends/docker/archive';
import { readTrace } from '../../../../src/backends/docker/build-trace';
import { DockerClient } from '../../../../src/backends/docker/client';
import { dockerPlatform } from '../../../../src/backends/docker/platform';
import { progressOf } from '../../../../src/backends/docker/progress';
import { parseReference } from '../../../../src/backends/docker/reference';
import { authHeader } from '../../../../src/backends/docker/registry-auth';
import { contextItems } from '../../../../src/backends/docker/verbs/image-build';
import { parsePort } from '../../../../src/backends/docker/verbs/run-options';
import { never, surroundingsOf } from './engine';

describe('files that come and go', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tutor-files-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const archive = (...entries: readonly (readonly [Parameters<ReturnType<typeof pack>['entry']>[0], string?])[]) => {
    const into = pack();
    for (const [header, text = ''] of entries) into.entry(header, text);
    into.finalize();
    return into as unknown as AsyncIterable<Buffer>;
  };

  it('are the same there and back', async () => {
    await mkdir(path.join(folder, 'a/b'), { recursive: true });
    await writeFile(path.join(folder, 'a/b/出.txt'), 'x'.repeat(100_000));
    await writeFile(path.join(folder, 'a/empty'), '');
    await mkdir(path.join(folder, 'to'));
    const amount = { files: 0, bytes: 0 };
    const stream = await packed(allBelow(path.join(folder, 'a'), 'a'), amount, never);
    assert.deepEqual(await unpack(stream, path.join(folder, 'to'), never), { files: 2, bytes: 100_000 });
    assert.equal((await readFile(path.join(folder, 'to/a/b/出.txt'))).length, 100_000);
    assert.deepEqual(amount, { files: 2, bytes: 100_000 });
  });

  it('leave no folder: not by name, not by link, and not over what is there', async () => {
    const to = path.join(folder, 'to');
    await mkdir(to);
    const outside = path.join(folder, 'outside');
    await writeFile(outside, 'mine');
    const evil = [
      archive([{ name: '../outside' }, 'evil']),
      archive([{ name: outside }, 'evil']),
      archive([{ name: 'l', type: 'symlink', linkname: folder }], [{ name: 'l/outside' }, 'evil']),
      archive([{ name: 'k', type: 'symlink', linkname: outside }], [{ name: 'k' }, 'evil']),
      archive([{ name: 'h', type: 'link', linkname: '../outside' }]),
    ];
    for (const one of evil) await assert.rejects(unpack(one, to, never), { code: 'docker-bad-input' });
    await writeFile(path.join(to, 'there'), 'mine');
    await assert.rejects(unpack(archive([{ name: 'there' }, 'evil']), to, never), { code: 'docker-bad-input' });
    assert.equal(await readFile(outside, 'utf8'), 'mine');
    assert.equal(await readFile(path.join(to, 'there'), 'utf8'), 'mine');
    assert.ok(!(await readdir(to)).includes('h'));
  });

  it('of a build are those that .dockerignore leaves, and the Dockerfile always', async () => {
    for (const file of ['Dockerfile', 'a', 'x.log', 'keep.log', 'sub/x.log', 'sub/b', 'gone/c', 'gone/but/d']) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), '');
    }
    await writeFile(path.join(folder, '.dockerignore'), '# words\n**/*.log\n!keep.log\ngone\nDockerfile\n');
    await symlink('a', path.join(folder, 'link'));
    const names: string[] = [];
    for await (const { name } of contextItems(folder, 'Dockerfile', path.join(folder, 'Dockerfile'))) names.push(name);
    assert.deepEqual(names, ['.dockerignore', 'Dockerfile', 'a', 'keep.log', 'link', 'sub', 'sub/b']);
  });
});

describe('files that an engine takes', () => {
  const client = new DockerClient({ surroundings: () => surroundingsOf('/no/such.sock'), timeout: 100 });
  const { sources } = dockerPlatform(client, { env: {}, mayRun: () => false });

  it('are Dockerfiles on images and Compose files on containers, by their names', async () => {
    const [source] = (await sources(never)).all;
    const kinds = source?.kinds.map(({ id }) => id) ?? [];
    const takes = (name: string) =>
      (source?.intakes ?? [])
        .filter(({ accepts }) => accepts(name))
        .map(({ take, onto }) => `${take.id} ${onto?.filter((kind) => kinds.includes(kind)).join() ?? ''}`);
    for (const name of ['Dockerfile', 'web.dockerfile', 'Containerfile.dev'])
      assert.deepEqual(takes(name), ['build image,layer'], name);
    for (const name of ['compose.yaml', 'docker-compose.yml', 'docker-compose-dev.yml', 'compose.prod.yaml'])
      assert.deepEqual(takes(name), ['composeUp container,project'], name);
    for (const name of ['composer.yaml', 'my-compose.yaml.txt', 'pod.yaml']) assert.deepEqual(takes(name), [], name);
  });

  it('are not brought up from a workspace that is not trusted', async () => {
    const [source] = (await sources(never)).all;
    const intake = source?.intakes?.find(({ take }) => take.id === 'composeUp');
    const file = { name: 'compose.yaml', path: __filename, text: '' };
    const run = intake?.take.run(undefined, intake.answers(file), never, () => undefined);
    await assert.rejects(run ?? Promise.resolve(), { code: 'docker-not-allowed' });
  });
});

describe('what an engine tells of its progress', () => {
  const told = async (...objects: readonly unknown[]) => {
    let text = '';
    const chunks = (async function* () {
      for (const one of objects) yield await Promise.resolve(Buffer.from(`${JSON.stringify(one)}\r\n`));
    })();
    for await (const piece of progressOf(chunks, 'docker pull x')) text += piece;
    return text;
  };
  const layer = (current: number) => ({ id: 'l', status: 'Downloading', progressDetail: { current, total: 100 } });

  it('is a line for each new word, and for each quarter', async () => {
    const steps = Array.from({ length: 100 }, (_, at) => layer(at + 1));
    assert.equal((await told({ status: 'Pulling from x', id: '1' }, ...steps)).split('\n').length, 7);
  });

  it('is a failure when it says so', async () => {
    const failing = told({ status: 'Pulling' }, { error: 'no', errorDetail: { message: 'no such tag' } });
    await assert.rejects(failing, { code: 'docker-failed', message: /`docker pull x` failed: no such tag/ });
  });

  it('of BuildKit is in the wire format of Protocol Buffers', () => {
    const field = (number: number, bytes: Buffer | string) => {
      const body = Buffer.from(bytes);
      return Buffer.concat([Buffer.from([number * 8 + 2, body.length]), body]);
    };
    const begun = Buffer.concat([field(1, 'sha'), field(3, 'RUN date'), field(5, Buffer.from([8, 1]))]);
    const cached = Buffer.concat([field(3, 'COPY a'), Buffer.from([32, 1]), field(5, ''), field(6, '')]);
    const log = Buffer.concat([field(1, 'sha'), Buffer.from([24, 1]), field(4, 'today\n')]);
    const whole = Buffer.concat([field(1, begun), field(1, cached), field(3, log)]);
    assert.equal(readTrace(whole.toString('base64')), 'RUN date\nCACHED COPY a\ntoday\n');
    assert.equal(readTrace('////'), '');
  });
});

describe('names, ports and logins', () => {
  it('are read as the docker command reads them', () => {
    assert.deepEqual(parseReference('localhost:5000/a/b'), { repository: 'localhost:5000/a/b', tag: 'latest' });
    assert.deepEqual(parseReference('a:1'), { repository: 'a', tag: '1' });
    assert.deepEqual(parseReference('a:1@sha256:00'), { repository: 'a', tag: 'sha256:00' });
    assert.deepEqual(parsePort('127.0.0.1:8080:80/udp'), { ip: '127.0.0.1', host: '8080', inside: '80/udp' });
    assert.deepEqual(parsePort('80'), { ip: '', host: '', inside: '80/tcp' });
    assert.equal(parsePort('web:80'), undefined);
  });

  it('come from the configuration, each for its registry only', async () => {
    const auths = { 'reg.example:5000': { auth: Buffer.from('me:pa:ss').toString('base64') } };
    const disk = {
      read: () => Promise.resolve(Buffer.from(JSON.stringify({ auths }))),
      exists: () => Promise.resolve(true),
    };
    const surroundings = { setting: '', environment: {}, platform: 'linux', home: '/h' } as const;
    const of = async (reference: string) => {
      const header = (await authHeader(reference, surroundings, disk, never))['X-Registry-Auth'] ?? '';
      return JSON.parse(Buffer.from(header, 'base64url').toString()) as unknown;
    };
    const login = { username: 'me', password: 'pa:ss', serveraddress: 'reg.example:5000' };
    assert.deepEqual(await of('reg.example:5000/a:1'), login);
    assert.deepEqual(await of('a:1'), {});
  });
});
