import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { DockerClient } from '../../../../src/backends/docker/client';
import { followLogs } from '../../../../src/backends/docker/logs';
import { littleEngine, never, recordedJson, type Answer, type LittleEngine } from './engine';

const list = { path: '/containers/json', query: { all: true } };

describe('an engine', () => {
  let engine: LittleEngine;
  const clientOf = async (answer: Answer) => {
    engine = await littleEngine(answer);
    const { surroundings } = engine;
    return new DockerClient({ surroundings: () => surroundings, timeout: 300 });
  };
  afterEach(async () => {
    await engine.close();
  });

  describe('that nobody waits for any more', () => {
    const closedSoon = (response: ServerResponse) =>
      new Promise<void>((resolve) =>
        response.once('close', () => {
          resolve();
        }),
      );

    it('is left, and the connection with it', async () => {
      let closed: Promise<void> | undefined;
      const client = await clientOf((_asked, response) => {
        closed = closedSoon(response);
        return new Promise(() => undefined);
      });
      const controller = new AbortController();
      const answer = client.list(list, controller.signal);
      setTimeout(() => {
        controller.abort();
      }, 30);
      await assert.rejects(answer, { name: 'AbortError' });
      await closed;
    });

    it('also while it streams', async () => {
      let closed: Promise<void> | undefined;
      const client = await clientOf((_asked, response) => {
        closed = closedSoon(response);
        response.write('x');
        return new Promise(() => undefined);
      });
      const controller = new AbortController();
      const chunks = await client.stream({ path: '/events' }, controller.signal);
      setTimeout(() => {
        controller.abort();
      }, 30);
      await assert.rejects(
        async () => {
          for await (const chunk of chunks) assert.equal(chunk.toString(), 'x');
        },
        { name: 'AbortError' },
      );
      await closed;
    });

    it('also when the reader just stops', async () => {
      let closed: Promise<void> | undefined;
      const client = await clientOf((_asked, response) => {
        closed = closedSoon(response);
        response.write('x');
        return new Promise(() => undefined);
      });
      for await (const chunk of await client.stream({ path: '/events' }, never)) {
        assert.equal(chunk.toString(), 'x');
        break;
      }
      await closed;
    });

    it('also when the engine may be elsewhere now, where the next call finds it', async () => {
      const other = await littleEngine(() => [{ Id: 'elsewhere' }]);
      try {
        engine = await littleEngine(() => new Promise(() => undefined));
        let { surroundings } = engine;
        const client = new DockerClient({ surroundings: () => surroundings });
        const answer = client.list(list, never);
        setTimeout(() => {
          surroundings = other.surroundings;
          client.reconnect();
        }, 30);
        await assert.rejects(answer, { name: 'AbortError' });
        assert.deepEqual(await client.list(list, never), [{ Id: 'elsewhere' }]);
      } finally {
        await other.close();
      }
    });

    it('also when all is over', async () => {
      const client = await clientOf(() => new Promise(() => undefined));
      const answer = client.list(list, never);
      setTimeout(() => {
        client.dispose();
      }, 30);
      await assert.rejects(answer, { name: 'AbortError' });
      await assert.rejects(client.list(list, never), { name: 'AbortError' });
    });
  });

  it('is read no faster than its reader reads', async () => {
    let written = 0;
    const chunk = Buffer.alloc(64 * 1024, 'x');
    const client = await clientOf(async ({ path }, response) => {
      if (path.endsWith('/json')) return await recordedJson('engine-20.10', 'terminal.json');
      const fill = () => {
        while (response.write(chunk)) written += chunk.length;
        written += chunk.length;
      };
      response.on('drain', fill);
      fill();
      return await new Promise(() => undefined);
    });
    const logs = followLogs(client, 'x', never);
    await logs.next();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const atRest = written;
    assert.ok(atRest < 4 * 1024 * 1024, `${atRest} bytes were taken from the engine for one piece that was read`);
    for (let read = 0; read < 8 * 1024 * 1024;) read += (await logs.next()).value?.length ?? 0;
    assert.ok(written > atRest);
    await logs.return();
  });
});
