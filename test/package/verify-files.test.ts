import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { exercises } from '../catalog';

const run = promisify(execFile);

/** Exercises that need files only are proven without an engine, by the product's own command. */
describe('tutor verify without an engine', function () {
  this.timeout(120_000);

  for (const { id } of exercises.filter(({ needs }) => needs.every((need) => need === 'files'))) {
    it(`${id}: starter, solution, alternatives, mutants, reset`, async () => {
      const env = { ...process.env, DOCKER_HOST: 'tcp://127.0.0.1:1' };
      const { stdout } = await run(process.execPath, ['dist/cli.js', 'verify', id], { env });
      assert.match(stdout, /^\d+ passed, 0 failed$/m);
    });
  }
});
