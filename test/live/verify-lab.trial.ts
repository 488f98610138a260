import assert from 'node:assert/strict';
import { tracks } from '../catalog';
import { startedLab, type RunningLab } from './differential/subjects';
import { engineEnvironment } from './engine';
import { declaredLines, prove, type Proofs } from './proofs';

const exercises = tracks
  .filter(({ id }) => id === 'docker')
  .flatMap(({ lessons }) => lessons.flatMap((lesson) => lesson.exercises));

/**
 * Every exercise of the track proven on a practice lab, with the verdicts that `verify.test.ts` proves on the real
 * engine: both compare with what the catalogue declares.
 */
describe('tutor verify on a practice lab', function () {
  this.timeout(900_000);
  let lab: RunningLab;
  let proofs: Proofs;

  before(async () => {
    // The engine itself is not asked: it is where `docker compose` is.
    const { DOCKER_CONFIG: config = '' } = await engineEnvironment('26');
    lab = await startedLab(config);
    const env = { ...process.env, ...lab.subject.env, DOCKER_HOST: `unix://${lab.subject.socket}` };
    proofs = prove(exercises, env, 3);
  });
  after(async () => {
    proofs.stop();
    await lab.stop();
  });

  for (const exercise of exercises) {
    it(`${exercise.id}: the verdicts of the real engine`, async () => {
      const { lines, exit } = await proofs.of(exercise);
      assert.deepEqual(lines, await declaredLines(exercise));
      assert.equal(exit, 0);
    });
  }
});
