import assert from 'node:assert/strict';
import { difference, keyOf, type Resource } from '../../../src/core/resources/resource';
import { resource } from './sources';

describe('the difference of two listings', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((name) => resource(name)) as [Resource, Resource, Resource];

  it('is nothing when nothing changed', () => {
    assert.deepEqual(difference([a, b], [{ ...a }, { ...b }]), { rows: 'same', changed: [] });
  });

  it('is what changed, when the rows are the same', () => {
    const stopped = resource('b', { health: 'stopped' });
    assert.deepEqual(difference([a, b], [a, stopped]), { rows: 'same', changed: [stopped] });
  });

  it('is everything when there are others, or another order', () => {
    for (const after of [[a], [a, b, c], [b, a], [a, c], []]) {
      assert.deepEqual(difference([a, b], after), { rows: 'other' });
    }
  });

  it('tells resources of two kinds apart that have the same id', () => {
    assert.notEqual(keyOf(a), keyOf({ ...a, kind: 'other' }));
    assert.deepEqual(difference([a], [{ ...a, kind: 'other' }]), { rows: 'other' });
  });
});
