import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { thisMachine } from '../../../../src/backends/workspace/machine';
import { runObserver, type RunParts } from '../../../../src/backends/workspace/run';
import { isolationFinder, type Isolation } from '../../../../src/backends/workspace/run/isolation';
import { limits } from '../../../../src/backends/workspace/run/limits';
import type { RunFacts } from '../../../../src/core/course/check';
import { deskForEach, never, running, type RunProbe } from './desk';
import { forEachWay } from './ways';

forEachWay(isolated);

function isolated(name: string, way: Isolation): void {
  const desk = deskForEach();

  it('proves itself', async () => {
    assert.equal(await isolationFinder([way])(), way);
  });

  const run = async (text: string, probe: Partial<RunProbe> = {}, parts: Partial<RunParts> = {}): Promise<RunFacts> => {
    const seen = await desk().look(text, probe, { ways: [way], ...parts });
    assert.ok(seen.state === 'found', JSON.stringify(seen));
    return seen.value as RunFacts;
  };

  it('tells code, output, and what is new or changed', async () => {
    await mkdir(path.join(desk().home, 'cases', 'keep'), { recursive: true });
    await mkdir(path.join(desk().home, 'data'));
    await writeFile(path.join(desk().home, 'cases', 'keep', 'log-1.txt'), 'keep');
    await writeFile(path.join(desk().home, 'data', 'a.txt'), 'a\n');
    await writeFile(path.join(desk().home, 'data', 'b.txt'), 'b\n');
    await symlink('a.txt', path.join(desk().home, 'data', 'link'));
    const script = `#!/usr/bin/env bash
      [[ -x ./try.sh ]] || printf '%s|' "$0" "$@"
      cat; cat log-1.txt data/link; echo more >>data/b.txt; : >'my log-1.txt'; mkdir made
      printf 'a\\0b' >made/zero; printf '中' >made/text; head -c 65537 /dev/zero | tr '\\0' x >made/large
      ln -s /etc/passwd made/link; echo trouble >&2; exit 3`;
    const facts = await run(script, {
      args: ['2', 'my log'],
      stdin: 'in\n',
      files: ['cases/keep/log-1.txt', 'data'],
    });
    assert.deepEqual(facts, {
      code: 3,
      stdout: './try.sh|2|my log|in\nkeepa\n',
      stderr: 'trouble\n',
      created: {
        'data/b.txt': 'b\nmore\n',
        'made/large': null,
        'made/link': null,
        'made/text': '中',
        'made/zero': null,
        'my log-1.txt': '',
      },
    });
    assert.deepEqual(await readFile(path.join(desk().home, 'data', 'b.txt'), 'utf8'), 'b\n');
  });

  it('takes the shell and its options from the first line, and gives no input', async () => {
    const facts = await run('#!/bin/sh -e\nread -r line || echo "none: $line"\nfalse\necho not reached\n');
    assert.deepEqual(facts, { code: 1, stdout: 'none: \n', stderr: '', created: {} });
    assert.equal((await run('#!/usr/bin/env -S bash -u\n[[ $- == *u* ]]')).code, 0);
    assert.equal((await run('#!/bin/sh\nkill -TERM $$')).code, 143);
  });

  it('has an environment of four words, and no secret of ours', async () => {
    process.env['TUTOR_TEST_SECRET'] = 'hunter2';
    try {
      const { stdout } = await run('#!/bin/bash\nenv; cat /proc/*/environ 2>/dev/null | tr "\\0" "\\n"; id -u\n');
      const own = new Set(['PATH', 'HOME', 'LC_ALL', 'TZ', 'PWD', 'OLDPWD', 'SHLVL', '_']);
      const names = stdout
        .trim()
        .split('\n')
        .filter((line) => line.includes('='));
      assert.ok(names.includes('HOME=/tmp/tutor') && names.includes('TZ=UTC') && names.includes('LC_ALL=C'));
      assert.deepEqual(
        names.filter((line) => !own.has(line.split('=')[0] ?? '')),
        [],
      );
      assert.ok(!stdout.includes('hunter2'));
      assert.ok(!stdout.endsWith('\n0\n'), 'it is not root');
    } finally {
      delete process.env['TUTOR_TEST_SECRET'];
    }
  });

  it('reaches no network, not even the loopback of the host', async () => {
    let calls = 0;
    const server = createServer((socket) => {
      calls += 1;
      socket.on('error', () => undefined).end('hello');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    // What this proves: from outside, the same words do reach it.
    await promisify(execFile)('bash', ['-c', `: </dev/tcp/127.0.0.1/${port}`]);
    assert.equal(calls, 1);
    const { stdout } = await run(
      `#!/bin/bash\nfor host in 127.0.0.1 ::1 8.8.8.8; do (: </dev/tcp/$host/${port}) 2>/dev/null && echo "reached $host"; done\n` +
        'tail -n +2 /proc/net/route | wc -l\n',
    );
    server.close();
    assert.equal(stdout.trim(), '0', 'there is no route');
    assert.equal(calls, 1);
  });

  it('sees and writes nothing outside its folder, whatever it tries', async () => {
    await writeFile(path.join(desk().home, 'mine.txt'), 'mine');
    const { stdout } = await run(`#!/bin/bash
      exec 2>/dev/null
      for each in / /etc /usr /usr/bin /usr/local /in /dev /old /sys /proc /proc/sys/kernel /run /var /root /home ${desk().home} ${desk().base}; do
        : >"$each/tutor-try" && echo "wrote $each"
      done
      [ -e ${desk().home} ] && echo 'sees the exercise'
      for each in /home /root /run /var /old /sys; do ls -A $each; done
      mount -o remount,bind,rw /usr && echo remounted
      unshare --user --map-root-user --mount sh -c 'mount -o remount,bind,rw /usr; : >/usr/tutor-try' && echo 'wrote by a namespace'
      unshare --user --map-root-user --mount sh -c 'mount -o remount,bind,rw /etc; : >/etc/tutor-try' && echo 'wrote by a namespace'
      mknod disk b 254 0 && echo 'made a device'
      : >/tmp/allowed && echo ok
    `);
    assert.equal(stdout, 'ok\n');
    for (const each of ['/', '/etc', '/usr', '/tmp', desk().home]) assert.ok(!existsSync(path.join(each, 'tutor-try')));
    assert.ok(!existsSync('/tmp/allowed'));
  });

  it('sees no process of the host and ends none', async () => {
    const { stdout } = await run(
      `#!/bin/bash\nkill -0 ${process.pid} 2>/dev/null && echo alive\nls /proc | grep -c '^[0-9]*$'\nkill -KILL ${process.ppid} 2>/dev/null\n`,
    );
    assert.ok(Number(stdout) < 12, stdout);
  });

  it('is ended when it takes too long', async () => {
    const began = Date.now();
    const script = '#!/bin/sh\necho began\ntrap "" TERM INT HUP\nsetsid sleep 61234 &\nsleep 61234\n';
    const facts = await run(script, {}, { time: 2_000 });
    assert.deepEqual(facts, { ended: 'time', stdout: 'began\n', stderr: '', created: {} });
    const took = Date.now() - began;
    assert.ok(took >= 1_900 && took < 8_000, String(took));
    assert.equal(limits.time, 10_000);
    assert.equal(await running('61234'), 0);
  });

  it('is ended when it prints too much', async () => {
    const facts = await run('#!/bin/sh\nyes tutor-test-yes\n');
    assert.equal(facts.ended, 'output');
    assert.equal(facts.code, undefined);
    assert.equal(facts.stdout.length, 1024 * 1024);
    assert.equal(await running('tutor-test-yes'), 0);
  });

  it('cannot fill the disk', async () => {
    const { stdout, created } = await run(
      `#!/bin/bash\nfor n in 1 2 3 4 5 6; do head -c 30000000 /dev/zero >f$n; done 2>/dev/null; du -sm . | cut -f1; rm f*
      for n in {1..1500}; do : >n$n || break; done 2>/dev/null; ls | wc -l\n`,
    );
    const [size = 0, files = 0] = stdout.trim().split('\n').map(Number);
    assert.ok(size > 10 && size <= 64, stdout);
    // Only unshare can limit their number, too.
    assert.ok(files > 900 && (name === 'bwrap' || files <= 1024), stdout);
    assert.ok(Object.keys(created).length > 900);
  });

  it('contains a fork bomb', async () => {
    let most = 0;
    const watching = new AbortController();
    const watch = (async () => {
      while (!watching.signal.aborted) {
        most = Math.max(most, await running('./bomb-61235.sh'));
        await sleep(50);
      }
    })();
    await writeFile(
      path.join(desk().home, 'bomb-61235.sh'),
      '#!/bin/bash\nbomb() { bomb | bomb & }\nbomb 2>/dev/null\nsleep 2\n',
    );
    const { code, ended } = await run('', { script: 'bomb-61235.sh' });
    watching.abort();
    await watch;
    assert.ok(code !== undefined || ended !== undefined);
    assert.ok(most > 2 && most <= 70, String(most));
    assert.equal(await running('bomb-61235'), 0);
  });

  it('ends what a script leaves running', async () => {
    const facts = await run('#!/bin/bash\nsleep 61236 & disown\nsetsid sleep 61236 &\necho done\n');
    assert.deepEqual(facts, { code: 0, stdout: 'done\n', stderr: '', created: {} });
    assert.equal(await running('61236'), 0);
  });

  it('is ended with a cancelled check', async () => {
    const controller = new AbortController();
    const seen = desk().look('#!/bin/sh\nsleep 61237\n', {}, { ways: [way] }, controller.signal);
    while ((await running('61237')) === 0) await sleep(20);
    controller.abort();
    await assert.rejects(seen, { name: 'AbortError' });
    assert.equal(await running('61237'), 0);
  });

  it('runs several at once, each in a folder of its own', async () => {
    await writeFile(path.join(desk().home, 'try.sh'), '#!/bin/sh\nls; : >"$1"; sleep 0.2; ls\n');
    const observer = runObserver({
      isUnsaved: () => false,
      mayRun: () => Promise.resolve(true),
      machine: thisMachine,
      ways: [way],
    });
    const seen = await Promise.all(
      ['a', 'b', 'c', 'd', 'e'].map((arg) =>
        observer({ source: 'run', script: 'try.sh', args: [arg] }, desk().scene, never),
      ),
    );
    const printed = seen.map((one) => one.state === 'found' && (one.value as RunFacts).stdout);
    assert.deepEqual(
      printed,
      ['a', 'b', 'c', 'd', 'e'].map((arg) => `try.sh\n${arg}\ntry.sh\n`),
    );
  });
}
