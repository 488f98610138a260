import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { skip } from '../host/report.mjs';
import { exercises, needsNoEngine } from '../catalog';

const run = promisify(execFile);

/** An account that owns nothing, and has no other groups. */
const nobody = 65534;

/** Exercises that need no engine are proven without one, by the product's own command: by root, and by anybody else. */
describe('tutor verify without an engine', function () {
  this.timeout(300_000);
  const isRoot = process.getuid?.() === 0;
  const folder = mkdtempSync(path.join(tmpdir(), 'tutor-verify-files-'));

  before(() => {
    // Who is not root may not look into every checkout.
    for (const part of ['dist', 'walkthroughs', 'package.json'])
      cpSync(part, path.join(folder, part), { recursive: true });
    chmodSync(folder, 0o755);
  });
  const homes: string[] = [];
  after(() => [folder, ...homes].forEach((one) => rmSync(one, { recursive: true, force: true })));

  const verify = async (id: string, home: string, before: readonly string[] = []): Promise<void> => {
    // Nothing listens there: whoever asked for an engine would be refused.
    const env = { ...process.env, DOCKER_HOST: 'tcp://127.0.0.1:1', HOME: home, TMPDIR: home };
    const command = [...before, process.execPath, path.join(folder, 'dist', 'cli.js'), 'verify', id];
    const [program = '', ...args] = command;
    const said = await run(program, args, { env, cwd: folder }).then(
      ({ stdout }) => stdout,
      (error: unknown) => (error as { stdout?: string }).stdout ?? String(error),
    );
    assert.match(said, /^\d+ passed, 0 failed$/m, said);
  };
  const homeOf = (uid: number): string => {
    const home = mkdtempSync(path.join(tmpdir(), 'tutor-home-'));
    if (isRoot) chownSync(home, uid, uid);
    homes.push(home);
    return home;
  };

  for (const { id, needs } of exercises.filter(needsNoEngine)) {
    const linuxOnly = needs.includes('linux') || needs.includes('runner');
    it(`${id}: starter, solution, alternatives, mutants, reset`, async function () {
      if (linuxOnly && process.platform !== 'linux') skip(this, 'only Linux can do the exercise');
      await verify(id, homeOf(process.getuid?.() ?? 0));
    });

    it(`${id}: the same for who is not root`, async function () {
      if (!isRoot || process.platform !== 'linux') skip(this, 'only root on Linux can be somebody else');
      await verify(id, homeOf(nobody), ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--']);
    });
  }
});
