import assert from 'node:assert/strict';
import { Shelf } from '../../../src/core/resources/shelf';
import type { Sink } from '../../../src/core/resources/source';
import { LiveList, type News } from '../../../src/features/explorers/live';
import { resource } from './sources';

const names = (shelf: Shelf): readonly string[] => shelf.all.map(({ name }) => name);

describe('many resources', () => {
  it('stand in order whatever is put in their place', () => {
    let seed = 7;
    const random = (most: number): number => (seed = (seed * 48_271) % 2_147_483_647) % most;
    const shelf = new Shelf('health');
    for (let round = 0; round < 50; round++) {
      const some = Array.from({ length: random(40) }, () =>
        resource(`web-${random(60)}`, { health: random(2) ? 'running' : 'failed' }),
      );
      const afresh = new Shelf('health');
      afresh.replace(some);
      shelf.replace(some);
      assert.deepEqual(names(shelf), names(afresh));
    }
  });

  it('say nothing when they are what they were', () => {
    const shelf = new Shelf();
    const some = [resource('b'), resource('a')];
    assert.equal(shelf.replace(some), 'rows');
    assert.equal(shelf.replace(some), 'none');
    assert.equal(shelf.replace([resource('a'), resource('b')]), 'none');
    assert.equal(shelf.replace([resource('a')]), 'rows');
  });

  it('are shown while others are on their way, but never in the place of what is known', async () => {
    const sinks: Sink[] = [];
    const news: News['what'][] = [];
    const list = new LiveList(
      async (sink, signal) => {
        sinks.push(sink);
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('over'))));
      },
      ({ what }) => news.push(what),
    );
    const shown = (): readonly string[] =>
      list.state.state === 'ready' ? list.state.resources.map(({ name }) => name) : [list.state.state];
    list.start();
    sinks[0]?.some?.([]);
    assert.deepEqual(shown(), ['connecting']);
    sinks[0]?.some?.([resource('c'), resource('a')]);
    assert.deepEqual(shown(), ['a', 'c']);
    sinks[0]?.some?.([resource('b')]);
    assert.deepEqual(shown(), ['a', 'b', 'c']);
    sinks[0]?.all([resource('a'), resource('b'), resource('d')]);
    assert.deepEqual(shown(), ['a', 'b', 'd']);
    assert.deepEqual(news, ['state', 'rows', 'rows']);
    const anew = list.refresh();
    while (sinks.length < 2) await new Promise(setImmediate);
    sinks[1]?.some?.([resource('a')]);
    assert.deepEqual(shown(), ['a', 'b', 'd']);
    sinks[1]?.all([resource('a')]);
    await anew;
    assert.deepEqual(shown(), ['a']);
    list.dispose();
  });
});
