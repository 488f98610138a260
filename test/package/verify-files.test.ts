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
  const canBeOther = isRoot && process.platform === 'linux';
  const folder = mkdtempSync(path.join(tmpdir(), 'tutor-verify-files-'));

  before(() => {
    // Who is not root may not look into every checkout.
    for (const part of ['dist', 'walkthroughs', 'package.json'])
      cpSync(part, path.join(folder, part), { recursive: true });
    chmodSync(folder, 0o755);
  });
  const enclosing = canBeApart() ? apart : [];
  const homes: string[] = [];
  const over = new AbortController();
  after(async () => {
    over.abort();
    await Promise.allSettled(begun.values());
    for (const one of [folder, ...homes]) rmSync(one, { recursive: true, force: true });
  });

  const verify = async (id: string, home: string, before: readonly string[] = []): Promise<void> => {
    // Nothing listens there: whoever asked for an engine would be refused.
    const env = { ...process.env, DOCKER_HOST: 'tcp://127.0.0.1:1', HOME: home, TMPDIR: home };
    const command = [...before, process.execPath, path.join(folder, 'dist', 'cli.js'), 'verify', id];
    const [program = '', ...args] = command;
    const said = await run(program, args, { env, cwd: folder, signal: over.signal }).then(
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

  const asNobody = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--'];
  const proofs: (() => Promise<void>)[] = [];
  const begun = new Map<number, Promise<void>>();
  // Most of a proof is waiting, so others begin beside it, where none can meet another's ports.
  const atOnce = enclosing.length > 0 ? 3 : 1;
  const proof = async (index: number): Promise<void> => {
    for (let at = index; at < Math.min(index + atOnce, proofs.length); at += 1) {
      if (begun.has(at)) continue;
      const ends = proofs[at]?.() ?? Promise.resolve();
      // Its own test says why it failed.
      ends.catch(() => undefined);
      begun.set(at, ends);
    }
    try {
      await begun.get(index);
    } catch (error) {
      // A second try is a second proof.
      begun.delete(index);
      throw error;
    }
  };

  for (const { id, needs } of exercises.filter(needsNoEngine)) {
    const linuxOnly = needs.includes('linux') || needs.includes('runner');
    const isPossible = !linuxOnly || process.platform === 'linux';
    // Scripts are isolated by the product.
    const around = needs.includes('linux') && !needs.includes('runner') ? enclosing : [];
    const own = isPossible ? proofs.push(() => verify(id, homeOf(process.getuid?.() ?? 0), around)) - 1 : undefined;
    it(`${id}: starter, solution, alternatives, mutants, reset`, async function () {
      if (own === undefined) skip(this, 'only Linux can do the exercise');
      await proof(own);
    });

    const other = canBeOther ? proofs.push(() => verify(id, homeOf(nobody), [...around, ...asNobody])) - 1 : undefined;
    it(`${id}: the same for who is not root`, async function () {
      if (other === undefined) skip(this, 'only root on Linux can be somebody else');
      await proof(other);
    });
  }
});
