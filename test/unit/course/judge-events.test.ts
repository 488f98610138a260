import assert from 'node:assert/strict';
import { exerciseOf } from '../../catalog';
import { check, one, told, World } from './world';

const life = exerciseOf('docker-lifecycle');

describe('judge: docker-lifecycle', () => {
  const label = { 'tutor.exercise': life.id, image: 'redis:8-alpine' };
  const answers = { source: 'file', path: 'answers.yaml', as: 'yaml' } as const;
  const done = (): World =>
    new World()
      .happen('start', 'tutor-redis', label)
      .happen('die', 'tutor-redis', { ...label, exitCode: '0' })
      .happen('destroy', 'tutor-redis', label)
      .put(answers, { readyLine: '1:M * Ready to accept connections tcp' });

  it('passes the right answer and remembers what it saw once', async () => {
    const result = await check(life, done());
    assert.deepEqual(told(result), {});
    assert.deepEqual(result.seen, ['started', 'stopped']);
  });

  it('keeps what an earlier check saw, though the engine has forgotten', async () => {
    const world = new World().put(answers, { readyLine: 'Ready to accept connections' });
    world.complete = false;
    assert.equal((await check(life, world, ['started', 'stopped'])).verdict.verdict, 'pass');
    assert.deepEqual(told(await check(life, world)), {
      started: 'trace-lost',
      stopped: 'trace-lost',
      removed: 'trace-lost',
    });
    assert.equal((await check(life, world)).verdict.verdict, 'unknown');
  });

  it('does not count an absent container as removed before it was started', async () => {
    const result = await check(life, new World().put(answers, {}));
    assert.deepEqual(told(result), { started: 'never', ready: 'empty', stopped: 'not-stopped', removed: 'too-early' });
  });

  it('tells a kill from a stop, and accepts a stop after a kill', async () => {
    const killed = done();
    killed.events.splice(1, 1);
    killed.happen('die', 'tutor-redis', { ...label, exitCode: '137' });
    assert.deepEqual(told(await check(life, killed)), { stopped: 'killed' });
    killed.happen('die', 'tutor-redis', { ...label, exitCode: '0' });
    assert.deepEqual(told(await check(life, killed)), {});
  });

  it('tells a start without the label, and from another image', async () => {
    const bare = new World().happen('start', 'tutor-redis', { image: 'redis' });
    assert.equal(told(await check(life, bare))['started'], 'unmarked');
    const other = new World().happen('start', 'tutor-redis', { ...label, image: 'nginx' });
    assert.equal(told(await check(life, other))['started'], 'other-image');
  });

  it('tells an answers.yaml that is no YAML in the words of the parser', async () => {
    const result = await check(life, done().put(answers, { invalid: 'Nested mappings are not allowed at line 1' }));
    const ready = one(result, 'ready');
    assert.equal(ready.verdict, 'fail');
    assert.equal(ready.told.id, 'file-invalid');
    assert.match(ready.told.text.zh, /Nested mappings/);
  });
});
