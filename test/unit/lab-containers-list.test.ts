import assert from 'node:assert/strict';
import { byTime } from '../../src/lab/docker/containers/times';
import { openStage, type Stage } from './lab-containers-stage';

describe('the practice lab: lists of containers', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  it('lists by filters', async () => {
    await stage.create('first', { Labels: { a: 'b' } });
    await stage.create('second', { Cmd: ['exit', '7'] });
    const waits = stage.ask('POST /containers/second/wait?condition=next-exit');
    await stage.ask('POST /containers/second/start');
    await waits;
    await stage.clock.advance(5000);
    const names = async (filters: object, more = '') => {
      const { body } = await stage.ask(
        `GET /containers/json?filters=${encodeURIComponent(JSON.stringify(filters))}${more}`,
      );
      return (body as { Names: string[]; Status: string }[]).map((row) => `${row.Names.join()} ${row.Status}`);
    };
    assert.deepEqual(await names({}), []);
    assert.deepEqual(await names({}, '&all=1'), ['/second Exited (7) 5 seconds ago', '/first Created']);
    assert.deepEqual(await names({ exited: ['7'] }), ['/second Exited (7) 5 seconds ago']);
    assert.deepEqual(await names({ label: ['a=b'] }, '&all=1'), ['/first Created']);
    const refusal = async (filters: string): Promise<string> => {
      const answer = await stage.ask(`GET /containers/json?filters=${encodeURIComponent(filters)}`);
      return `${answer.status} ${(answer.body as { message: string }).message}`;
    };
    assert.equal(await refusal('{"status":["x"]}'), "400 invalid filter 'status=x'");
    assert.equal(await refusal('x'), '400 invalid filter');
    const { body } = await stage.ask('POST /containers/prune');
    assert.equal((body as { ContainersDeleted: string[] }).ContainersDeleted.length, 2);
  });

  it('knows the earlier of two times whose last digits are zero and not shown', () => {
    const times = ['05Z', '05.000000349Z', '05.00000035Z', '05.000000351Z', '05.1Z'].map(
      (end) => `2026-01-01T00:00:${end}`,
    );
    assert.deepEqual(times.toReversed().toSorted(byTime), times);
  });
});
