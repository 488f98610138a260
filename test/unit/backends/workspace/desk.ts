import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { thisMachine } from '../../../../src/backends/workspace/machine';
import { runObserver, type RunParts } from '../../../../src/backends/workspace/run';
import type { Observation, Observers, Scene } from '../../../../src/core/course/check';

/** What a run is asked. */
export type RunProbe = Parameters<Observers['run']>[0];

/** A signal that is never given. */
export const never = new AbortController().signal;

/** An exercise folder in which scripts are tried; what they leave in the temporary folder fails the test. */
export type Desk = {
  /** All that a test may write in. */
  readonly base: string;
  readonly home: string;
  readonly scene: Scene;
  /** Writes `try.sh` and looks at what it does; everything is allowed and found out unless `parts` say otherwise. */
  readonly look: (
    text: string,
    probe?: Partial<RunProbe>,
    parts?: Partial<RunParts>,
    signal?: AbortSignal,
  ) => Promise<Observation>;
};

/** Makes a desk anew for each test of a suite, and clears it away. */
export function deskForEach(): () => Desk {
  let desk: Desk;
  const temporary = process.env['TMPDIR'];
  beforeEach(async () => {
    const base = await mkdtemp(path.join(tmpdir(), 'tutor-unit-'));
    // The user that scripts run as must be able to come here.
    await chmod(base, 0o755);
    const home = path.join(base, 'exercise');
    await mkdir(home);
    await mkdir(path.join(base, 'tmp'), { mode: 0o755 });
    process.env['TMPDIR'] = path.join(base, 'tmp');
    const scene = { exercise: 'x', folder: home, since: 0 };
    const look: Desk['look'] = async (text, probe = {}, parts = {}, signal = never) => {
      await writeFile(path.join(home, 'try.sh'), text);
      const all = { isUnsaved: () => false, mayRun: () => Promise.resolve(true), machine: thisMachine, ...parts };
      return runObserver(all)({ source: 'run', script: 'try.sh', ...probe }, scene, signal);
    };
    desk = { base, home, scene, look };
  });
  afterEach(async () => {
    const left = await readdir(path.join(desk.base, 'tmp'));
    if (temporary === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = temporary;
    await rm(desk.base, { recursive: true, force: true });
    assert.deepEqual(left, [], 'something was left in the temporary folder');
  });
  return () => desk;
}

/** How many processes of this machine have these words in their command line. */
export async function running(words: string): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter((line) => line.includes(words)).length;
}
