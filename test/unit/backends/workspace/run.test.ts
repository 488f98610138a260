import assert from 'node:assert/strict';
import { symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { thisMachine } from '../../../../src/backends/workspace/machine';
import { runObserver, type RunParts } from '../../../../src/backends/workspace/run';
import { isolationFinder, type Isolation } from '../../../../src/backends/workspace/run/isolation';
import type { Observation } from '../../../../src/core/course/check';
import { skip } from '../../../host/report.mjs';
import { deskForEach, never, type RunProbe } from './desk';

/** A way that claims to be proved; what it runs then is its own. */
function proved(then: Isolation = () => Promise.resolve(['true'])): Isolation {
  return (stage, command) =>
    command.includes('./proof.sh')
      ? Promise.resolve(['sh', '-c', 'echo isolated; printf "0\\0" >&3'])
      : then(stage, command);
}

const codeOf = async (seen: Promise<Observation>): Promise<string> => {
  const found = await seen;
  assert.equal(found.state, 'unknown');
  return found.error.code;
};

describe('workspace run, before anything runs', function () {
  this.timeout(20_000);
  const desk = deskForEach();
  const look = (text: string, probe: Partial<RunProbe> = {}, parts: Partial<RunParts> = {}): Promise<Observation> =>
    desk().look(text, probe, parts);

  it('asks once for a script in each check, and takes no for an answer', async () => {
    const asked: string[] = [];
    const mayRun = (script: string): Promise<boolean> => {
      asked.push(script);
      return Promise.resolve(false);
    };
    const free: Isolation = () => Promise.resolve(['true']);
    const observer = runObserver({ isUnsaved: () => false, mayRun, machine: thisMachine, ways: [proved(free)] });
    await writeFile(path.join(desk().home, 'try.sh'), '#!/bin/sh\n');
    const probes = [[], ['1'], ['2']].map((args) => ({ source: 'run', script: 'try.sh', args }) as const);
    const seen = await Promise.all(probes.map((probe) => observer(probe, desk().scene, never)));
    for (const one of seen) assert.equal(one.state === 'unknown' && one.error.code, 'not-allowed');
    assert.deepEqual(asked, ['try.sh']);
    await observer({ source: 'run', script: 'try.sh' }, { ...desk().scene }, never);
    assert.deepEqual(asked, ['try.sh', 'try.sh'], 'the next check asks again');
  });

  it('runs nothing when nobody can be asked', async () => {
    const observer = runObserver({ isUnsaved: () => false, machine: thisMachine, ways: [proved()] });
    await writeFile(path.join(desk().home, 'try.sh'), '#!/bin/sh\n');
    assert.equal(await codeOf(observer({ source: 'run', script: 'try.sh' }, desk().scene, never)), 'not-allowed');
  });

  it('says what is in the way', async () => {
    assert.deepEqual(await look('#!/bin/sh\n', { script: 'none.sh' }), { state: 'absent' });
    assert.equal(await codeOf(look('#!/bin/sh\n', {}, { isUnsaved: () => true })), 'file-not-saved');
    assert.equal(
      await codeOf(look('#!/bin/sh\n', {}, { machine: { ...thisMachine, platform: 'darwin' } })),
      'not-linux',
    );
    await symlink('/bin/sh', path.join(desk().home, 'link.sh'));
    assert.equal(await codeOf(look('#!/bin/sh\n', { script: 'link.sh' })), 'file-unreadable');
    for (const first of ['', 'echo hi', '#!/usr/bin/python3', '#!/usr/bin/env bash -e', '#! /bin/zsh', '#!/bin/sh x']) {
      assert.equal(await codeOf(look(`${first}\n`)), 'not-allowed', first);
    }
  });

  it('runs nothing where it cannot isolate, and tries again the next time', async () => {
    let tries = 0;
    const none: Isolation = () => {
      tries += 1;
      return Promise.resolve(['tutor-no-such-program']);
    };
    let asked = 0;
    const parts = { ways: [none], mayRun: () => Promise.resolve((asked += 1) > 0) };
    const seen = await look('#!/bin/sh\n', {}, parts);
    assert.ok(seen.state === 'unknown' && seen.error.code === 'isolation-missing');
    assert.match(seen.error.text.en, /tutor-no-such-program: not found.*bubblewrap/);
    assert.equal(await codeOf(look('#!/bin/sh\n', {}, { ways: [] })), 'isolation-missing');
    assert.deepEqual([tries, asked], [1, 0]);
    const find = isolationFinder([none]);
    await assert.rejects(find(), { code: 'isolation-missing' });
    await assert.rejects(find(), { code: 'isolation-missing' });
    assert.equal(tries, 3);
  });

  it('does not believe what only looks like isolation', async function () {
    if (process.platform !== 'linux') skip(this, 'only Linux can run it');
    const open: Isolation = (stage, command) =>
      Promise.resolve(['sh', '-c', 'cd "$1" && shift && "$@"; printf "%s\\0" "$?" >&3', 'sh', stage.given, ...command]);
    const seen = await look('#!/bin/sh\n', {}, { ways: [open] });
    assert.ok(seen.state === 'unknown' && seen.error.code === 'isolation-missing');
    assert.match(seen.error.text.en, /can be (written|seen)/);
  });
});
