import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { openExec, type ExecClient } from '../../../../src/backends/docker/exec';
import { never } from './engine';

describe('a program in a container', () => {
  it('gets the sizes of its terminal in their order, though an answer is late or a refusal', async () => {
    const told: string[] = [];
    let answers = 0;
    const client: ExecClient = {
      make: () => Promise.resolve({ Id: 'e1' }),
      hijack: () => Promise.resolve(new PassThrough()),
      get: () => Promise.resolve(undefined),
      async act({ path, query }) {
        told.push(`${path} ${query?.['w']}x${query?.['h']}, ${answers} answered`);
        await sleep(told.length === 1 ? 50 : 0);
        answers += 1;
        if (told.length === 2) throw new Error('it has ended');
        return 200;
      },
    };
    const session = await openExec(client, 'web', ['sh'], { columns: 80, rows: 24 }, never);
    session.resize({ columns: 100, rows: 30 });
    session.resize({ columns: 133, rows: 44 });
    for (let look = 0; look < 200 && answers < 3; look += 1) await sleep(5);
    assert.deepEqual(told, [
      '/exec/e1/resize 80x24, 0 answered',
      '/exec/e1/resize 100x30, 1 answered',
      '/exec/e1/resize 133x44, 2 answered',
    ]);
  });
});
