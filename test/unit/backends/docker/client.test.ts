import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { DockerClient } from '../../../../src/backends/docker/client';
import { followLogs } from '../../../../src/backends/docker/logs';
import { negotiate } from '../../../../src/backends/docker/version';
import { failsWith, littleEngine, never, recordedJson, type Answer, type LittleEngine } from './engine';

const list = { path: '/containers/json', query: { all: true } };

describe('talking to an engine', () => {
  let engine: LittleEngine;
  const clientOf = async (answer: Answer, version?: string) => {
    engine = await littleEngine(answer, version);
    const { surroundings } = engine;
    return new DockerClient({ surroundings: () => surroundings, timeout: 300 });
  };
  const asked = (path: string) => engine.asked.filter((line) => line.endsWith(path)).length;
  afterEach(async () => {
    await engine.close();
  });

  describe('agrees on a version', () => {
    const versions = {
      '1.40': undefined,
      '1.41': '1.41',
      '1.45': '1.45',
      '1.49': '1.49',
      '1.52': '1.49',
      '2.0': '1.49',
    };
    for (const [theirs, ours] of Object.entries(versions)) {
      it(`${theirs} → ${ours ?? 'too old'}`, async () => {
        assert.equal(negotiate(theirs), ours);
        const client = await clientOf(() => [], theirs);
        if (ours === undefined) {
          await assert.rejects(
            client.list(list, never),
            failsWith('docker-too-old', /API 1\.40; the lessons need 1\.41/),
          );
        } else {
          await client.list(list, never);
          assert.deepEqual(engine.asked, ['GET /_ping', `GET /v${ours}/containers/json`]);
        }
      });
    }

    it('once, also when several ask at the same time', async () => {
      const client = await clientOf(() => []);
      await Promise.all([client.list(list, never), client.list(list, never), client.list(list, never)]);
      assert.equal(asked('/_ping'), 1);
    });

    it('anew with an engine that was updated behind its back', async () => {
      const client = await clientOf((_asked, response) => {
        if (engine.version === '1.41' || engine.asked.at(-1)?.startsWith('GET /v1.49/')) return [];
        return response.writeHead(400).end('{"message":"client version 1.41 is too old"}');
      });
      await client.list(list, never);
      engine.version = '1.52';
      await client.list(list, never);
      assert.equal(engine.asked.at(-1), 'GET /v1.49/containers/json');
    });

    it('anew before the next stream, after one was refused by an engine that was updated', async () => {
      const client = await clientOf((_asked, response) => {
        const isOld = engine.asked.at(-1)?.startsWith('GET /v1.41/');
        return isOld ? response.writeHead(400).end('{"message":"too old"}') : Buffer.from('x');
      });
      await client.session(never);
      engine.version = '1.52';
      await assert.rejects(client.stream({ path: '/events' }, never), failsWith('docker-refused', /too old/));
      for await (const chunk of await client.stream({ path: '/events' }, never)) assert.equal(chunk.toString(), 'x');
    });

    it('but does not ask twice what is refused for another reason', async () => {
      const client = await clientOf((_asked, response) => response.writeHead(400).end('{"message":"bad name"}'));
      await assert.rejects(client.list(list, never), failsWith('docker-refused', /bad name \(HTTP 400\)/));
      assert.equal(asked('/containers/json'), 1);
    });
  });

  describe('reads answers', () => {
    it('one object, or none', async () => {
      const client = await clientOf(({ path }) => (path === '/containers/a b/json' ? { Id: '1' } : undefined));
      assert.deepEqual(await client.get({ path: '/containers/a%20b/json' }, never), { Id: '1' });
      assert.equal(await client.get({ path: '/containers/none/json' }, never), undefined);
    });

    it('with the words of the engine when it refuses', async () => {
      const client = await clientOf((_asked, response) => response.writeHead(500).end('{"message":"driver failed"}'));
      await assert.rejects(client.list(list, never), failsWith('docker-refused', /driver failed \(HTTP 500\)/));
    });

    it('with the words of a proxy when that refuses', async () => {
      const client = await clientOf((_asked, response) => response.writeHead(502).end('<html>Bad Gateway</html>'));
      await assert.rejects(client.list(list, never), failsWith('docker-refused', /Bad Gateway.*\(HTTP 502\)/));
    });

    it('of what was done, and of what was so already', async () => {
      const client = await clientOf((_asked, response) => response.writeHead(304).end());
      assert.equal(await client.act({ method: 'POST', path: '/containers/a/start', accept: [304] }, never), 304);
      assert.equal(engine.asked.at(-1), 'POST /v1.41/containers/a/start');
      await assert.rejects(client.act({ method: 'POST', path: '/x' }, never), failsWith('docker-refused'));
    });

    const others: Readonly<Record<string, unknown>> = {
      'that are not JSON': Buffer.from('<html>Welcome</html>'),
      'that are empty': Buffer.from(''),
      'that are an object instead of a list': { Id: '1' },
      'that are a list of something else': ['1'],
    };
    for (const [name, answer] of Object.entries(others)) {
      it(`${name}: the connection is lost`, async () => {
        const client = await clientOf(() => answer);
        await assert.rejects(client.list(list, never), failsWith('docker-connection-lost'));
      });
    }
  });

  describe('that breaks off', () => {
    const half = JSON.stringify([{ Id: '1' }]).slice(0, 6);
    const cuts: Readonly<Record<string, (response: ServerResponse) => void>> = {
      'in the middle of JSON of a known length': (response) =>
        response.writeHead(200, { 'Content-Length': 100 }).write(half),
      'in the middle of JSON in chunks': (response) => response.writeHead(200).write(half),
      'in the middle of the words of a refusal': (response) => response.writeHead(500).write(half),
    };
    for (const [name, begin] of Object.entries(cuts)) {
      it(name, async () => {
        const client = await clientOf((_asked, response) => {
          begin(response);
          setTimeout(() => response.destroy(), 20);
          return new Promise(() => undefined);
        });
        await assert.rejects(client.list(list, never), failsWith('docker-connection-lost'));
      });
    }

    it('in the middle of a stream: what came is read, then it is lost', async () => {
      const client = await clientOf(async ({ path }, response) => {
        if (path.endsWith('/json')) return await recordedJson('engine-20.10', 'terminal.json');
        response.write('first\n');
        setTimeout(() => response.destroy(), 20);
        return await new Promise(() => undefined);
      });
      const logs = followLogs(client, 'x', never);
      assert.deepEqual(await logs.next(), { done: false, value: 'first\n' });
      await assert.rejects(logs.next(), failsWith('docker-connection-lost'));
    });

    it('and is there again afterwards', async () => {
      let isBroken = true;
      const client = await clientOf((_asked, response) => (isBroken ? response.destroy() : []));
      await assert.rejects(client.list(list, never), failsWith('docker-connection-lost'));
      isBroken = false;
      assert.deepEqual(await client.list(list, never), []);
    });
  });

  describe('that is silent', () => {
    it('is waited for no longer than was said', async () => {
      const client = await clientOf(() => new Promise(() => undefined));
      await assert.rejects(client.list(list, never), failsWith('docker-timeout', /within 0\.3 s/));
    });

    it('in the middle of an answer, too', async () => {
      const client = await clientOf((_asked, response) => {
        response.write('[');
        return new Promise(() => undefined);
      });
      await assert.rejects(client.list(list, never), failsWith('docker-timeout'));
    });

    it('but a stream may be for as long as it likes', async () => {
      const client = await clientOf((_asked, response) => {
        response.flushHeaders();
        setTimeout(() => response.end('late'), 600);
        return new Promise(() => undefined);
      });
      const chunks: string[] = [];
      for await (const chunk of await client.stream({ path: '/events' }, never)) chunks.push(chunk.toString());
      assert.deepEqual(chunks, ['late']);
    });
  });

  it('does not care for DOCKER_HOST when it was told where to go', async () => {
    const before = process.env['DOCKER_HOST'];
    process.env['DOCKER_HOST'] = 'tcp://not a host';
    try {
      assert.deepEqual(await (await clientOf(() => [])).list(list, never), []);
      assert.equal(process.env['DOCKER_HOST'], 'tcp://not a host');
    } finally {
      if (before === undefined) delete process.env['DOCKER_HOST'];
      else process.env['DOCKER_HOST'] = before;
    }
  });
});
