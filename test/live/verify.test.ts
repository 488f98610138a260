import assert from 'node:assert/strict';
import { exercises } from '../catalog';
import { engineEnvironment } from './engine';
import { declaredLines, prove, type Proofs } from './proofs';

/** Every exercise proven on the real engine by the product's own command. */
describe('tutor verify', function () {
  this.timeout(1_200_000);
  let proofs: Proofs;

  before(async () => {
    proofs = prove(exercises, await engineEnvironment(), 1);
  });
  after(() => proofs.stop());

  for (const exercise of exercises) {
    it(`${exercise.id}: starter, solution, alternatives, mutants, reset`, async () => {
      const { lines, exit } = await proofs.of(exercise);
      assert.deepEqual(lines, await declaredLines(exercise));
      assert.equal(exit, 0);
    });
  }
});
