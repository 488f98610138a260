import assert from 'node:assert/strict';
import type { Exercise } from '../../src/core/course/lesson';
import { exercises, needsNoEngine } from '../catalog';
import { startedLab, type RunningLab } from './differential/subjects';
import { engineEnvironment } from './engine';
import { declaredLines, prove, type Proofs } from './proofs';

/** What is proven without an engine is proven in the package tests. */
const onEngine = exercises.filter((one) => !needsNoEngine(one));

/** What the lab has engines for. */
const inLab = onEngine.filter(({ needs }) => !needs.includes('kubernetes') && !needs.includes('openstack'));

/**
 * Every exercise with an engine, proven by the product's own command, on the real engine and on a practice lab, which both must give
 * the verdicts that the catalogue declares.
 */
describe('tutor verify', function () {
  this.timeout(1_800_000);
  let proofs: Proofs<'real' | 'lab'>;
  let lab: RunningLab;

  before(async () => {
    const env = await engineEnvironment();
    // Of the engine the lab gets nothing but the folder in which the client finds `docker compose`.
    lab = await startedLab(env['DOCKER_CONFIG'] ?? '');
    const labEnv = { ...process.env, ...lab.subject.env, DOCKER_HOST: `unix://${lab.subject.socket}` };
    proofs = prove({
      real: { exercises: onEngine, env, atOnce: 2 },
      lab: { exercises: inLab, env: labEnv, atOnce: 2 },
    });
  });
  after(async () => {
    proofs.stop();
    await lab.stop();
  });

  const holds = async (bench: 'real' | 'lab', exercise: Exercise): Promise<void> => {
    const { lines, exit } = await proofs.of(bench, exercise);
    const declared = await declaredLines(exercise);
    // What went wrong comes first, so that a summary of one line names it.
    const wrong = lines.filter((line) => !declared.includes(line)).join('\n');
    assert.equal(wrong, '');
    assert.deepEqual(lines, declared);
    assert.equal(exit, 0);
  };
  for (const exercise of onEngine) {
    it(`${exercise.id}: starter, solution, alternatives, mutants, reset`, () => holds('real', exercise));
  }
  for (const exercise of inLab) {
    it(`${exercise.id}: the same on a practice lab`, () => holds('lab', exercise));
  }
});
