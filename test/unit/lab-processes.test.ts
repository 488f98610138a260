import assert from 'node:assert/strict';
import { findUser } from '../../src/lab/processes/users';
import { container, prints, sh } from './lab-shell-container';

describe('lab processes', () => {
  it('refuses what cannot be executed with the sentences of runc', async () => {
    const cases = [
      ['foo', 'exec: "foo": executable file not found in $PATH', 127],
      ['/nope', 'exec: "/nope": stat /nope: no such file or directory', 127],
      ['/etc/passwd', 'exec: "/etc/passwd": permission denied', 126],
      ['/etc', 'exec: "/etc": permission denied', 126],
    ] as const;
    for (const [command, message, code] of cases) {
      await assert.rejects(container().start([command]), { name: 'ExecError', message, code });
    }
  });

  it('lets PID 1 ignore signals that it does not handle', async () => {
    const box = container();
    const running = await box.start(['sh', '-c', 'while true; do sleep 1; done']);
    await box.clock.advance(2500);
    running.kill('SIGTERM');
    running.kill('SIGINT');
    await box.clock.advance(2500);
    assert.equal(box.machine.list().length, 2);
    running.kill('SIGKILL');
    assert.deepEqual(await running.exited, { code: 137, signal: 'SIGKILL' });
    assert.deepEqual(box.machine.list(), []);
  });

  it('ends a child of docker-init by the signal, and tells its status', async () => {
    const box = container({ init: true });
    const running = await box.start(['sleep', '100']);
    await box.clock.advance(10);
    assert.deepEqual(
      box.machine.list().map(({ pid, ppid, argv, hostPid }) => [pid, ppid, argv.join(' '), hostPid]),
      [
        [1, 0, '/sbin/docker-init -- sleep 100', 4000],
        [2, 1, 'sleep 100', 4001],
      ],
    );
    running.kill('SIGTERM');
    assert.equal((await running.exited).code, 143);
    const missing = container({ init: true });
    assert.equal((await (await missing.start(['foo'])).exited).code, 127);
    assert.equal(missing.errors(), '[FATAL tini (7)] exec foo failed: No such file or directory\n');
  });

  it('runs a trap when the foreground command has ended, at once while it waits', async () => {
    const slow = container();
    const first = await slow.start(['sh', '-c', 'trap "echo caught; exit 0" TERM; sleep 30; echo after']);
    await slow.clock.advance(1000);
    first.kill('SIGTERM');
    await slow.clock.advance(1000);
    assert.equal(slow.output(), '');
    await slow.clock.advance(30_000);
    assert.equal(slow.output(), 'caught\n');
    assert.equal((await first.exited).code, 0);
    const quick = container();
    const second = await quick.start(['sh', '-c', 'trap "echo caught; exit 3" TERM; sleep 30 & wait; echo no']);
    await quick.clock.advance(1000);
    second.kill('SIGTERM');
    assert.equal((await second.exited).code, 3);
    assert.equal(quick.output(), 'caught\n');
    assert.deepEqual(quick.machine.list(), []);
  });

  it('execs the last command of -c, keeps $$ in subshells, gives orphans to PID 1', async () => {
    const box = container();
    const running = await box.start(['sh', '-c', 'echo $$; (echo $$); sleep 50 & (sleep 60 &); sleep 1; exec ps']);
    await box.clock.advance(2000);
    assert.equal((await running.exited).code, 0);
    const rows = box.output().trim().split('\n');
    assert.deepEqual(rows.slice(0, 2), ['1', '1']);
    assert.equal(rows[2], '1 0 ps');
    assert(
      rows.some((row) => / 1 sleep 60$/.test(row)),
      box.output(),
    );
    const last = container();
    await last.start(['sh', '-c', 'true; sleep 5']);
    await last.clock.advance(10);
    assert.deepEqual(
      last.machine.list().map(({ argv }) => argv.join(' ')),
      ['sleep 5'],
    );
  });

  it('tells which signal ended a command', async () => {
    const script =
      'sh -c "kill -TERM \\$\\$"; echo $?; sh -c "kill -KILL \\$\\$"; echo $?; sleep 9 & kill -9 $!; wait $!; echo $?';
    assert.deepEqual(await sh(script), { code: 0, out: '143\n137\n137\n', err: 'Terminated\nKilled\nKilled\n' });
  });

  it('ends a writer whose reader has gone, survives a program that crashes', async () => {
    await prints('yes | one; echo $?', 'y\n0\n');
    assert.deepEqual(await sh('crash; echo $?'), { code: 0, out: '1\n', err: 'crash: oops\n' });
  });

  it('stops and continues; pauses all', async () => {
    const box = container();
    const running = await box.start([
      'sh',
      '-c',
      'sleep 2 & p=$!; kill -STOP $p; sleep 5; echo still; kill -CONT $p; wait $p; echo $?',
    ]);
    await box.clock.advance(6000);
    assert.equal(box.output(), 'still\n0\n');
    assert.equal((await running.exited).code, 0);
    const paused = container();
    const other = await paused.start(['sh', '-c', 'sleep 1; echo late']);
    await paused.clock.advance(100);
    paused.machine.pause();
    other.kill('SIGTERM');
    await paused.clock.advance(5000);
    assert.equal(paused.output(), '');
    paused.machine.resume();
    await other.exited;
    assert.equal(paused.output(), 'late\n');
  });

  it('keeps the limits of memory and processes', async () => {
    const box = container({ memory: 64 * 1024 * 1024 });
    const running = await box.start(['hog', String(100 * 1024 * 1024)]);
    assert.deepEqual(await running.exited, { code: 137, signal: 'SIGKILL', outOfMemory: true });
    assert.equal(box.machine.outOfMemoryKills(), 1);
    const forks = await sh('sleep 1 & sleep 1 & sleep 1 & echo no', { pids: 3 });
    assert.deepEqual(forks, { code: 2, out: '', err: "sh: can't fork: Resource temporarily unavailable\n" });
  });

  it('finds users', async () => {
    const { files } = container();
    assert.deepEqual(await findUser(files, ''), { uid: 0, gid: 0, name: 'root', home: '/root', groups: [] });
    assert.deepEqual(await findUser(files, 'web'), { uid: 33, gid: 33, name: 'web', home: '/srv', groups: [44] });
    assert.deepEqual(await findUser(files, '1000:log'), { uid: 1000, gid: 44, name: '', home: '/', groups: [] });
    await assert.rejects(findUser(files, 'x'), {
      message: 'unable to find user x: no matching entries in passwd file',
    });
    await assert.rejects(findUser(files, '0:x'), {
      message: 'unable to find group x: no matching entries in group file',
    });
  });

  it('talks at a terminal', async () => {
    const box = container();
    const running = await box.start(['sh'], true);
    await box.clock.advance(0);
    assert.equal(box.output(), '/ # ');
    await box.type('echo hjx\x7f\x1b[D\x1b[3~i\r');
    assert.match(box.output(), /\r\nhi\r\n\/ # $/);
    box.clear();
    await box.type('sleep 100\r');
    await box.type('\x03');
    assert.equal(box.output(), 'sleep 100\r\n^C\r\n/ # ');
    box.clear();
    await box.type('echo $?; cd /root\rpwd\r');
    assert.match(box.output(), /130\r\n~ # pwd\r\n\/root\r\n~ # $/);
    box.clear();
    await box.type('cat\r');
    await box.type('ab\x7fc\r\x04');
    assert.equal(box.output(), 'cat\r\nab\b \bc\r\nac\r\n~ # ');
    running.kill('SIGTERM');
    await box.type('\x1b[A\x1b[A\x15half\x03');
    assert.equal(box.machine.list().length, 1);
    await box.type('exit 4\r');
    assert.equal((await running.exited).code, 4);
    const end = container();
    const second = await end.start(['sh'], true);
    await end.type('\x04');
    assert.equal((await second.exited).code, 0);
  });

  it('closes without a trace', async () => {
    const box = container();
    await box.start(['sh', '-c', 'yes | cat > /dev/null & sleep 1000 & wait']);
    await box.clock.advance(100);
    await box.machine.close();
    assert.deepEqual(box.machine.list(), []);
    await assert.rejects(box.start(['sh']), /ended/);
  });
});
