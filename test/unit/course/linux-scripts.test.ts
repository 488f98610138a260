import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ipAddr } from '../../../src/core/course/tracks/linux/linux-scripts-addresses-data';
import { scripts } from '../../../src/core/course/tracks/linux/scripts';

describe('linux/scripts', () => {
  it('checks addresses with the example that it ships', () => {
    const shipped = readFileSync('walkthroughs/linux/scripts/linux-scripts-addresses/starter/ip-addr.txt', 'utf8');
    assert.equal(ipAddr, shipped);
  });

  for (const { id, conditions, mutants } of scripts.exercises) {
    it(`${id} proves every found-case by a mutant`, () => {
      const proven = new Set(mutants.map(({ refusedBy, told }) => `${refusedBy}: ${told}`));
      const cases = conditions.flatMap((one) => one.told.map((told) => `${one.id}: ${told.id}`));
      assert.deepEqual(
        cases.filter((one) => !proven.has(one)),
        [],
      );
    });
  }
});
