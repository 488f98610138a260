import assert from 'node:assert/strict';
import type { Isolation } from '../../../../src/backends/workspace/run/isolation';
import type { RunFacts } from '../../../../src/core/course/check';
import { deskForEach, running, type RunProbe } from './desk';
import { forEachWay } from './ways';

forEachWay(given, 'workspace run of what is asked');

function given(_name: string, way: Isolation): void {
  const desk = deskForEach();

  const run = async (text: string, probe: Partial<RunProbe> = {}): Promise<RunFacts> => {
    const seen = await desk().look(text, probe, { ways: [way] });
    assert.ok(seen.state === 'found', JSON.stringify(seen));
    return seen.value as RunFacts;
  };

  it('has pipes that can be opened by their names', async () => {
    const script = `#!/bin/sh
      echo told >/dev/stderr; echo said >/dev/stdout
      [ -p /dev/stdin ] && [ -p /dev/stdout ] && [ -p /dev/stderr ] && echo pipes
      sort "\${1:-/dev/stdin}" | tee /dev/stderr`;
    const { code, stdout, stderr } = await run(script, { stdin: 'b\na\n' });
    assert.deepEqual([code, stdout, stderr], [0, 'said\npipes\na\nb\n', 'told\na\nb\n']);
    const much = await run('#!/bin/sh\nexit 3\n', { stdin: 'x'.repeat(300_000) });
    assert.deepEqual([much.code, much.stdout, much.stderr], [3, '', ''], 'it need not read its input');
  });

  it('parses without executing, by the shell of the first line', async () => {
    const good = await run('#!/usr/bin/env bash\nset -e\n: >made; [[ x == y ]]; exit 4\n', { parse: true });
    assert.deepEqual(good, { code: 0, stdout: '', stderr: '', created: {} });
    const bad = await run('#!/usr/bin/env bash\n: >made\nif true; then\n', { parse: true });
    assert.equal(bad.code, 2);
    assert.match(bad.stderr, /line \d+: syntax error/);
    assert.deepEqual(bad.created, {});
    assert.equal((await run('#!/bin/bash\na=(1 2)\n', { parse: true })).code, 0);
    assert.equal((await run('#!/bin/sh -e\nif\n', { parse: true })).code, 2);
  });

  it('lays files of ours beside the script, and tells what became of them', async () => {
    const given = { 'keep.txt': 'keep', 'gone.txt': 'x', 'data/lost.txt': 'lost', 'tool.sh': '#!/bin/sh\necho tool\n' };
    const facts = await run('#!/bin/sh\n./tool.sh; rm gone.txt; : >data/lost.txt; cat keep.txt; [ ! -x keep.txt ]\n', {
      given,
    });
    assert.deepEqual(facts, {
      code: 0,
      stdout: 'tool\nkeep',
      stderr: '',
      created: { 'data/lost.txt': '' },
      given: { 'keep.txt': 'keep', 'data/lost.txt': '', 'tool.sh': given['tool.sh'] },
    });
  });

  it('runs the script through one of ours', async () => {
    const given = {
      'twice.sh': '#!/bin/bash\nsleep 61238 &\necho "$!" >worker.pid\n"$@" one; "$@" two; kill -0 "$!"\n',
    };
    const facts = await run('#!/bin/sh -u\necho "$0 $*"; kill -0 "$(cat worker.pid)" && kill "$(cat worker.pid)"\n', {
      given,
      through: 'twice.sh',
      args: ['a b'],
    });
    assert.equal(facts.stdout, './try.sh a b one\n./try.sh a b two\n');
    assert.equal(facts.code, 1, 'what the script did to the process is seen');
    assert.equal(await running('61238'), 0);
  });
}
