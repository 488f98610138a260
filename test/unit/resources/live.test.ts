import assert from 'node:assert/strict';
import { dockerConnectionLost, dockerNotRunning } from '../../../src/core/errors';
import { LiveList, type News } from '../../../src/features/explorers/live';
import { FakeListing, resource, sleep, until } from './sources';

const pace = { retries: [30, 60], steady: 0 };
const notRunning = dockerNotRunning({ endpoint: 'unix:///a.sock' });
const lost = dockerConnectionLost({ endpoint: 'unix:///a.sock' });

describe('a live list', () => {
  let listing: FakeListing;
  let states: string[];
  let news: News[];
  let live: LiveList;
  const isStale = (): boolean => {
    const { state } = live;
    return state.state === 'ready' && state.stale;
  };
  const names = (): readonly string[] => {
    const { state } = live;
    return state.state === 'ready' ? state.resources.map(({ name }) => name) : [state.state];
  };
  const make = (retries: readonly number[] = pace.retries): LiveList =>
    new LiveList(
      listing.follow,
      (one) => {
        news.push(one);
        if (one.what === 'state') states.push(isStale() ? 'stale' : live.state.state);
      },
      { ...pace, retries },
    );

  beforeEach(() => {
    listing = new FakeListing();
    listing.resources = [resource('a')];
    [states, news] = [[], []];
    live = make();
  });
  afterEach(() => {
    live.dispose();
  });

  it('does nothing before somebody looks', async () => {
    await live.refresh();
    await sleep(50);
    assert.equal(listing.count, 0);
    assert.deepEqual(live.state, { state: 'connecting' });
  });

  it('shows what there is in order, and what changes, and says what that means for rows', async () => {
    live.start();
    await until(() => names().includes('a'));
    news = [];
    listing.put(resource('b10'));
    listing.put(resource('b9'));
    listing.put(resource('b9', { health: 'failed' }));
    listing.put(resource('b9', { health: 'failed', raw: 'nobody sees this' }));
    assert.deepEqual(names(), ['a', 'b9', 'b10']);
    listing.remove(resource('a'));
    listing.remove(resource('a'));
    assert.deepEqual(names(), ['b9', 'b10']);
    assert.deepEqual(news, [{ what: 'rows' }, { what: 'rows' }, { what: 'look', key: 'thing/b9' }, { what: 'rows' }]);
    assert.equal(live.get('thing/b9')?.raw, 'nobody sees this');
    live.sort('health');
    listing.put(resource('z', { health: 'failed' }));
    listing.put(resource('b10', { health: 'failed' }));
    assert.deepEqual(names(), ['b9', 'b10', 'z']);
    assert.equal(listing.count, 1);
  });

  it('stops when nobody looks any more, keeps what it knew, and goes on when somebody looks again', async () => {
    live.start();
    await until(() => names().includes('a'));
    live.stop();
    await sleep(10);
    assert.equal(listing.followers, 0);
    listing.change([resource('b')]);
    await sleep(60);
    assert.deepEqual(names(), ['a']);
    live.start();
    await until(() => names().includes('b'));
    assert.deepEqual(states, ['ready'], 'there was never nothing in between');
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
    await sleep(100);
    assert.equal(listing.followers, 1);
  });

  it('says why there is nothing, waits longer each time, and heals', async () => {
    listing.failure = notRunning;
    live.start();
    await until(() => live.state.state === 'failed');
    assert.deepEqual(live.state, { state: 'failed', error: notRunning });
    await sleep(400);
    // 0, 30, 90, 150, … ms
    assert.ok(listing.count >= 3 && listing.count <= 9, `${listing.count} tries`);
    listing.failure = undefined;
    await until(() => names().includes('a'));
  });

  for (const error of [lost, undefined]) {
    it(`keeps the rows for a moment when the stream ${error ? 'breaks' : 'ends'}, and says that they may be old`, async () => {
      live.start();
      await until(() => names().includes('a'));
      listing.cut(error);
      await until(isStale);
      assert.deepEqual(names(), ['a']);
      await until(() => !isStale());
      assert.deepEqual(states, ['ready', 'stale', 'ready']);
    });
  }

  it('takes the rows away when the source does not come back', async () => {
    live.start();
    await until(() => names().includes('a'));
    listing.failure = notRunning;
    listing.cut(lost);
    await until(() => live.state.state === 'failed');
    assert.deepEqual(states.slice(0, 3), ['ready', 'stale', 'failed']);
  });

  it('tries again at once when it is asked to', async () => {
    live = make([60_000]);
    listing.failure = notRunning;
    live.start();
    await until(() => live.state.state === 'failed');
    listing.failure = undefined;
    await live.refresh();
    assert.deepEqual(names(), ['a']);
  });

  it('lists at once when it is asked to, and waits for that', async () => {
    live.start();
    await until(() => names().includes('a'));
    listing.resources = [resource('quiet')];
    await live.refresh();
    assert.deepEqual(names(), ['quiet']);
    assert.equal(listing.followers, 1);
  });

  it('shows an unexpected failure as one', async () => {
    const bug = new TypeError('x is not a function');
    listing.failure = bug;
    live.start();
    await until(() => live.state.state === 'failed');
    assert.deepEqual(live.state, { state: 'failed', error: bug });
  });
});
