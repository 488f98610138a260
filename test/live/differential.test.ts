import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { clientDifferences } from './differential/client-differences';
import { differing, judged, told } from './differential/differing';
import { record, type Subject } from './differential/run';
import { script } from './differential/script';
import { smoke } from './differential/script/smoke';
import { stepsOf } from './differential/step';
import { realEngine, startedLab, through, type RunningLab } from './differential/subjects';
import { otherClients } from './engine';

describe('the practice lab beside a real engine', function () {
  this.timeout(1_200_000);
  let real: Subject;
  let lab: RunningLab;

  before(async () => {
    real = await realEngine();
    lab = await startedLab(real.env['DOCKER_CONFIG'] ?? '');
  });
  after(() => lab.stop());

  it('does what it does, but for a written list of differences', async () => {
    const steps = stepsOf(script);
    assert.ok(steps.length >= 250, `the script has ${steps.length} steps only`);
    const [theirs, ours] = await Promise.all([record(real, script), record(lab.subject, script)]);
    const differences = differing(steps, theirs, ours);
    const { unknown, gone } = judged(differences);
    await mkdir('out', { recursive: true });
    await writeFile(path.join('out', 'differential.txt'), `${told(differences)}\n`);
    assert.ok(unknown.length === 0, `${unknown.length} differences that are not in the list:\n${told(unknown)}`);
    assert.deepEqual(gone, [], 'in the list, and not there any more');
  });

  it('answers docker clients of other versions alike', async () => {
    const steps = stepsOf([smoke]);
    const usual = await record(lab.subject, [smoke]);
    for (const { version, path: client } of await otherClients()) {
      const subject = await through(lab.subject, client);
      const other = await record(subject, [smoke]).finally(subject.stop);
      const { unknown } = judged(differing(steps, usual, other), clientDifferences);
      assert.ok(unknown.length === 0, `client ${version} (as "lab") beside the usual one:\n${told(unknown)}`);
    }
  });
});
