import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { exercises } from '../catalog';
import { engineEnvironment } from './engine';

const run = promisify(execFile);

/** Every exercise proven on the real engine by the product's own command. */
describe('tutor verify', function () {
  this.timeout(600_000);

  for (const { id, mutants } of exercises) {
    it(`${id}: starter, solution, alternatives, mutants, reset`, async () => {
      const env = await engineEnvironment();
      const proof = await run(process.execPath, ['dist/cli.js', 'verify', id], { env }).catch((error: unknown) => {
        const { stdout, stderr } = error as { stdout: string; stderr: string };
        return assert.fail(stdout + stderr);
      });
      for (const { name } of mutants) assert.match(proof.stdout, new RegExp(`ok {3}${id}: mutant ${name}$`, 'm'));
      assert.match(proof.stdout, /^\d+ passed, 0 failed$/m);
    });
  }
});
