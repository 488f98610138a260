import assert from 'node:assert/strict';
import { keyOf } from '../../../src/core/resources/resource';
import { Shelf } from '../../../src/core/resources/shelf';
import { resource } from './sources';

describe('a shelf of resources', () => {
  it('tells resources of two kinds apart that have the same id', () => {
    assert.notEqual(keyOf(resource('a')), keyOf(resource('a', { kind: 'other' })));
    const shelf = new Shelf();
    shelf.replace([resource('a'), resource('a', { kind: 'other' })]);
    assert.equal(shelf.all.length, 2);
  });

  it('says that nothing changed when nobody would see a difference', () => {
    const shelf = new Shelf();
    assert.equal(shelf.replace([resource('a'), resource('b')]), 'rows');
    assert.equal(shelf.replace([resource('b'), resource('a', { raw: 1 })]), 'none');
    assert.equal(shelf.get('thing/a')?.raw, 1);
    assert.equal(shelf.replace([resource('a')]), 'rows');
  });

  it('moves what is renamed, and what gets another one above it', () => {
    const shelf = new Shelf();
    shelf.replace([resource('a'), resource('b')]);
    assert.equal(shelf.put(resource('a', { name: 'c' })), 'rows');
    assert.deepEqual(
      shelf.all.map(({ name }) => name),
      ['b', 'c'],
    );
    assert.equal(shelf.put(resource('b', { parent: 'thing/a' })), 'rows');
    assert.deepEqual(shelf.below('thing/a').map(keyOf), ['thing/b']);
  });

  it('knows what stands below another one, whatever happens', () => {
    const shelf = new Shelf();
    const below = (id: string): readonly string[] => shelf.below(`thing/${id}`).map(({ id }) => id);
    shelf.replace([resource('a'), resource('d', { parent: 'thing/a' }), resource('c', { parent: 'thing/a' })]);
    assert.deepEqual(below('a'), ['c', 'd']);
    shelf.put(resource('b', { parent: 'thing/a' }));
    shelf.put(resource('c', { parent: 'thing/b' }));
    assert.deepEqual([below('a'), below('b')], [['b', 'd'], ['c']]);
    shelf.remove('thing/d');
    shelf.put(resource('b'));
    assert.deepEqual([below('a'), below('b')], [[], ['c']]);
    shelf.replace([resource('b'), resource('e', { parent: 'thing/b' })]);
    assert.deepEqual([below('a'), below('b')], [[], ['e']]);
  });

  it('is in order after whatever happened to it', () => {
    const shelf = new Shelf('health');
    const healths = ['running', 'failed', 'stopped', 'changing', 'unknown'] as const;
    for (let at = 0; at < 2_000; at += 1) {
      const id = `r${(at * 7919) % 300}`;
      if (at % 5 === 4) shelf.remove(`thing/${id}`);
      else shelf.put(resource(id, { name: `n${(at * 31) % 40}`, health: healths[at % 5] ?? 'running' }));
    }
    const before = shelf.all;
    const sorted = new Shelf('health');
    sorted.replace(before);
    assert.deepEqual(before, sorted.all);
    assert.ok(before.length > 100);
  });
});
