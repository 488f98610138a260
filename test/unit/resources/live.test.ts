import assert from 'node:assert/strict';
import { dockerConnectionLost, dockerNotRunning } from '../../../src/core/errors';
import type { SourceState } from '../../../src/core/resources/source';
import { LiveSource } from '../../../src/features/explorers/live';
import { FakeSource, resource, sleep, until } from './sources';

const pace = { debounce: 20, retries: [30, 60], steady: 0 };
const notRunning = dockerNotRunning({ endpoint: 'unix:///a.sock' });
const lost = dockerConnectionLost({ endpoint: 'unix:///a.sock' });

describe('a live source', () => {
  let source: FakeSource;
  let states: SourceState[];
  let live: LiveSource;
  const now = () => live.state;
  const names = () => {
    const state = now();
    return state.state === 'ready' ? state.resources.map(({ name }) => name) : [state.state];
  };
  const isStale = () => {
    const state = now();
    return state.state === 'ready' && state.stale;
  };

  beforeEach(() => {
    source = new FakeSource();
    source.resources = [resource('a')];
    states = [];
    live = new LiveSource(source, (state) => states.push(state), pace);
  });
  afterEach(() => {
    live.dispose();
  });

  it('does nothing before somebody looks', async () => {
    await sleep(50);
    assert.deepEqual(source.count, { list: 0, watch: 0 });
    assert.deepEqual(now(), { state: 'connecting' });
  });

  it('shows what there is, and what changes', async () => {
    live.start();
    await until(() => names().includes('a'));
    source.change([resource('a'), resource('b')]);
    await until(() => names().includes('b'));
    assert.equal(source.count.watch, 1);
  });

  it('lists once for many changes', async () => {
    live.start();
    await until(() => names().includes('a'));
    const before = source.count.list;
    for (let at = 0; at < 100; at += 1) source.change([resource('a'), resource(`b${at}`)]);
    await until(() => names().includes('b99'));
    assert.equal(source.count.list, before + 1);
  });

  it('never lists twice at the same time, and never shows an old listing after a new one', async () => {
    source.delay = 15;
    live.start();
    for (let at = 0; at < 20; at += 1) {
      source.change([resource(`r${at}`)]);
      void live.refresh();
      await sleep(7);
    }
    await until(() => names().includes('r19'));
    assert.equal(source.most, 1);
    const shown = states.flatMap((state) =>
      state.state === 'ready' ? state.resources.map(({ name }) => Number(name.slice(1))) : [],
    );
    assert.deepEqual(
      shown,
      [...shown].sort((one, other) => one - other),
    );
  });

  it('stops when nobody looks any more, keeps what it knew, and goes on when somebody looks again', async () => {
    live.start();
    await until(() => names().includes('a'));
    live.stop();
    await sleep(10);
    assert.equal(source.watchers, 0);
    const { list } = source.count;
    source.change([resource('b')]);
    await sleep(60);
    assert.equal(source.count.list, list);
    assert.deepEqual(names(), ['a']);
    live.start();
    await until(() => names().includes('b'));
    assert.ok(
      states.every(({ state }) => state === 'ready'),
      'there was never nothing in between',
    );
  });

  it('may be shown and hidden as fast as one likes', async () => {
    for (let at = 0; at < 20; at += 1) {
      live.start();
      live.start();
      if (at % 3 === 0) await sleep(1);
      live.stop();
    }
    live.start();
    await until(() => names().includes('a'));
    assert.equal(source.watchers, 1);
  });

  it('says why there is nothing, and heals', async () => {
    source.watchFailure = notRunning;
    live.start();
    await until(() => now().state === 'failed');
    assert.deepEqual(now(), { state: 'failed', error: notRunning });
    source.watchFailure = undefined;
    await until(() => names().includes('a'));
  });

  it('says so when a listing fails, and heals', async () => {
    source.listFailure = notRunning;
    live.start();
    await until(() => now().state === 'failed');
    assert.equal(source.watchers, 0);
    source.listFailure = undefined;
    await until(() => names().includes('a'));
    assert.equal(source.watchers, 1);
  });

  it('waits longer each time', async () => {
    source.watchFailure = notRunning;
    live.start();
    await sleep(400);
    // 0, 30, 90, 150, … ms
    assert.ok(source.count.watch >= 3 && source.count.watch <= 8, `${source.count.watch} tries`);
  });

  for (const error of [lost, undefined]) {
    it(`keeps the rows for a moment when the stream ${error ? 'breaks' : 'ends'}, and says that they may be old`, async () => {
      live.start();
      await until(() => names().includes('a'));
      source.cut(error);
      await until(isStale);
      assert.deepEqual(names(), ['a']);
      await until(() => !isStale());
      assert.deepEqual(names(), ['a']);
      assert.ok(states.every(({ state }) => state === 'ready'));
    });
  }

  it('takes the rows away when the source does not come back', async () => {
    live.start();
    await until(() => names().includes('a'));
    source.watchFailure = notRunning;
    source.cut(lost);
    await until(() => now().state === 'failed');
    assert.deepEqual(
      states.map(({ state }) => state),
      ['ready', 'ready', 'failed'],
    );
  });

  it('tries again at once when it is asked to', async () => {
    live = new LiveSource(source, (state) => states.push(state), { ...pace, retries: [60_000] });
    source.watchFailure = notRunning;
    live.start();
    await until(() => now().state === 'failed');
    source.watchFailure = undefined;
    await live.refresh();
    assert.deepEqual(names(), ['a']);
    live.dispose();
  });

  it('lists at once when it is asked to, and waits for that', async () => {
    live.start();
    await until(() => names().includes('a'));
    source.resources = [resource('quiet')];
    await live.refresh();
    assert.deepEqual(names(), ['quiet']);
  });

  it('has nothing to refresh while nobody looks', async () => {
    await live.refresh();
    assert.deepEqual(source.count, { list: 0, watch: 0 });
  });

  it('shows an unexpected failure as one', async () => {
    source.listFailure = new TypeError('x is not a function');
    live.start();
    await until(() => now().state === 'failed');
    assert.deepEqual(now(), { state: 'failed', error: source.listFailure });
  });
});
