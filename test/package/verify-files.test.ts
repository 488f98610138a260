import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { skip } from '../host/report.mjs';
import { exercises, needsNoEngine } from '../catalog';

const run = promisify(execFile);

/** An account that owns nothing, and has no other groups. */
const nobody = 65534;

/** Gives a command ports and processes of its own, so that what an exercise starts meets nothing of this machine. */
const apart = [
  ...['unshare', '--net', '--pid', '--fork', '--kill-child', '--mount-proc'],
  ...['sh', '-c', 'ip link set lo up && exec "$@"', 'sh'],
];
const [unshare = '', ...inside] = apart;
const canBeApart = (): boolean => process.platform === 'linux' && spawnSync(unshare, [...inside, 'true']).status === 0;

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
  const enclosing = canBeApart() ? apart : [];
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
    // Root has scripts run by somebody else, who must get there.
    chmodSync(home, 0o755);
    homes.push(home);
    return home;
  };

  for (const { id, needs } of exercises.filter(needsNoEngine)) {
    const linuxOnly = needs.includes('linux') || needs.includes('runner');
    // Scripts are isolated by the product.
    const around = needs.includes('linux') && !needs.includes('runner') ? enclosing : [];
    it(`${id}: starter, solution, alternatives, mutants, reset`, async function () {
      if (linuxOnly && process.platform !== 'linux') skip(this, 'only Linux can do the exercise');
      await verify(id, homeOf(process.getuid?.() ?? 0), around);
    });

    it(`${id}: the same for who is not root`, async function () {
      if (!isRoot || process.platform !== 'linux') skip(this, 'only root on Linux can be somebody else');
      const asNobody = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--'];
      await verify(id, homeOf(nobody), [...around, ...asNobody]);
    });
  }
});
