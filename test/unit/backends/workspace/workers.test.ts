import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exerciseWorkers, killWorkers } from '../../../../src/backends/workspace';
import { thisMachine } from '../../../../src/backends/workspace/machine';
import type { Exercise } from '../../../../src/core/course/lesson';
import { skip } from '../../../host/report.mjs';

const never = new AbortController().signal;
const words = { en: 'x', zh: 'x' };
const exercise: Exercise = {
  id: 'x',
  title: words,
  core: true,
  minutes: 1,
  needs: ['linux'],
  workers: [{ name: 'worker.sh', args: ['alpha'] }, { name: 'other.sh' }],
  ports: [],
  tasks: [],
  conditions: [],
  hints: [words, words, words],
  mutants: [],
};

const worker = '#!/bin/sh\ntrap \'echo "$1 ended" >>ended.log; exit 0\' TERM\nwhile :; do sleep 0.05; done\n';
const stubborn = "#!/bin/sh\ntrap '' TERM\nwhile :; do sleep 0.05; done\n";

describe('workspace workers', function () {
  const started: ChildProcess[] = [];
  let base: string;
  let home: string;
  before(function () {
    if (process.platform !== 'linux') skip(this, 'only Linux can show it');
  });
  beforeEach(async () => {
    base = await realpath(await mkdtemp(path.join(tmpdir(), 'tutor-unit-')));
    home = path.join(base, 'x');
    await mkdir(home);
    await writeFile(path.join(home, 'worker.sh'), worker);
    await writeFile(path.join(home, 'other.sh'), stubborn);
  });
  afterEach(async () => {
    for (const child of started.splice(0)) {
      const ended = new Promise((resolve) => child.once('close', resolve));
      if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await ended;
    }
    await rm(base, { recursive: true });
  });

  const start = async (script: string, name: string, cwd = home): Promise<ChildProcess> => {
    const child = spawn('sh', [path.join(home, script), name], { cwd, stdio: 'ignore' });
    started.push(child);
    await new Promise((resolve) => child.once('spawn', resolve));
    // The child may not be the program yet, nor the trap be set.
    await sleep(150);
    return child;
  };
  const isOver = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;
  const { find, end } = exerciseWorkers();

  it('are found by their words and their folder, and asked to end, a stopped one too', async () => {
    const [mine, stopped, beside, named] = [
      await start('worker.sh', 'alpha'),
      await start('worker.sh', 'alpha'),
      await start('worker.sh', 'alpha', base),
      await start('worker.sh', 'beta'),
    ];
    stopped.kill('SIGSTOP');
    const found = await find(exercise, home, never);
    assert.deepEqual(
      found.map(({ pid }) => pid),
      [mine.pid ?? 0, stopped.pid ?? 0].sort((a, b) => a - b),
    );
    assert.deepEqual(found[0]?.argv, ['sh', path.join(home, 'worker.sh'), 'alpha']);
    assert.deepEqual(await end(found, never), []);
    await sleep(50);
    assert.deepEqual([mine, stopped, beside, named].map(isOver), [true, true, false, false]);
    assert.equal(await readFile(path.join(home, 'ended.log'), 'utf8'), 'alpha ended\nalpha ended\n');
  });

  it('that do not listen are named and left alone, but a trial of `tutor verify` ends them', async () => {
    const deaf = await start('other.sh', 'any');
    const found = await find(exercise, home, never);
    assert.deepEqual(await end(found, never), found);
    assert.equal(isOver(deaf), false);
    await killWorkers(exercise, home, never);
    await sleep(50);
    assert.equal(deaf.signalCode, 'SIGKILL');
  }).timeout(15_000);

  it('get no signal when another process has their number by now', async () => {
    const mine = await start('worker.sh', 'alpha');
    const [found] = await find(exercise, home, never);
    assert.ok(found);
    assert.deepEqual(await end([{ ...found, started: found.started - 1 }], never), []);
    assert.equal(isOver(mine), false);
  });

  it('are unknown where there is no Linux, and none where an exercise names none', async () => {
    await start('worker.sh', 'alpha');
    const elsewhere = exerciseWorkers({ ...thisMachine, platform: 'darwin' });
    assert.deepEqual(await elsewhere.find(exercise, home, never), []);
    assert.deepEqual(await find({ ...exercise, workers: [] }, home, never), []);
  });
});
