import assert from 'node:assert/strict';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { workspaceObservers } from '../../../../src/backends/workspace';
import { thisMachine, type Machine } from '../../../../src/backends/workspace/machine';
import { threadsOf } from '../../../../src/backends/workspace/processes';
import type {
  FileFacts,
  HostFile,
  MachineFacts,
  Observation,
  ProcessFacts,
  Reader,
} from '../../../../src/core/course/check';
import { skip } from '../../../host/report.mjs';

const never = new AbortController().signal;
const scene = { exercise: 'x', folder: '/nowhere', since: 0 };
const told = (seen: Observation): unknown =>
  seen.state === 'found' ? seen.value : seen.state === 'unknown' ? seen.error.code : 'absent';

describe('workspace host', () => {
  let root: string;
  beforeEach(async () => {
    root = await realpath(await mkdtemp(path.join(tmpdir(), 'tutor-unit-')));
    await chmod(root, 0o755);
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const machine = (): Machine => ({ platform: 'linux', root, uid: process.getuid?.() });
  const look = async (file: string, as: Reader, on: Machine = machine()): Promise<Observation> =>
    workspaceObservers({ isUnsaved: () => true }, on).host(
      { source: 'host', path: file as HostFile, as },
      scene,
      never,
    );
  const put = async (file: string, text: string): Promise<string> => {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), text);
    return path.join(root, file);
  };

  it('reads what is on the list with any reader', async () => {
    await put('/usr/lib/os-release', 'ID=ubuntu\nVERSION_ID="24.04"\n');
    await mkdir(path.join(root, 'etc'));
    await symlink('../usr/lib/os-release', path.join(root, 'etc', 'os-release'));
    assert.deepEqual(told(await look('/etc/os-release', 'ini')), { '': { ID: ['ubuntu'], VERSION_ID: ['"24.04"'] } });
    await put('/var/lib/dpkg/status', 'Package: nginx\nStatus: install ok installed\n');
    assert.deepEqual(told(await look('/var/lib/dpkg/status', 'deb822')), [
      { Package: 'nginx', Status: 'install ok installed' },
    ]);
    await put('/proc/self/mountinfo', '1 0 0:1 / / rw - ext4 x rw\n');
    await mkdir(path.join(root, 'run', 'systemd', 'system'), { recursive: true });
    assert.equal((told(await look('/run/systemd/system', 'facts')) as FileFacts).type, 'folder');
    assert.equal(told(await look('/.dockerenv', 'facts')), 'absent');
    assert.equal(told(await look('/proc/modules', 'lines')), 'absent');
  });

  it('reads nothing else, and nothing where there is no Linux', async () => {
    await put('/etc/shadow', 'root:x\n');
    for (const file of ['/etc/shadow', '/etc/../etc/shadow', 'etc/passwd', '/etc/passwd/']) {
      assert.equal(told(await look(file, 'text')), 'no-feature', file);
    }
    await put('/etc/passwd', '');
    assert.equal(told(await look('/etc/passwd', 'text', { ...machine(), platform: 'darwin' })), 'not-linux');
  });

  it('reads units of this user where systemd runs', async () => {
    const unit = '~/.config/systemd/user/tutor-heartbeat.service';
    const on: Machine = { ...machine(), home: '/home/me' };
    await put('/home/me/.config/systemd/user/tutor-heartbeat.service', '[Service]\n');
    assert.equal(told(await look(unit, 'facts', on)), 'no-systemd');
    await put('/proc/self/mountinfo', '1 0 0:1 / / rw - ext4 x rw\n');
    await mkdir(path.join(root, 'run', 'systemd', 'system'), { recursive: true });
    assert.deepEqual(told(await look(unit, 'ini', on)), { Service: {} });
    assert.equal(told(await look(unit, 'facts', machine())), 'absent');
    assert.equal(told(await look('~/.ssh/id_ed25519', 'text', on)), 'no-feature');
  });

  it('says who may read what this user may not', async function () {
    if (process.platform === 'win32') skip(this, 'Windows has no modes');
    for (const file of ['/var/log/syslog', '/proc/modules']) await chmod(await put(file, 'x'), 0);
    const isRoot = process.getuid?.() === 0;
    if (isRoot) process.seteuid?.(65534);
    try {
      const log = await look('/var/log/syslog', 'text');
      assert.ok(log.state === 'unknown' && log.error.code === 'needs-adm');
      assert.match(log.error.text.en, /\/var\/log\/syslog.*usermod -aG adm/);
      assert.equal(told(await look('/proc/modules', 'text')), 'needs-root');
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  });

  it('reads what this machine says of itself', async function () {
    if (process.platform !== 'linux') skip(this, 'only Linux can show it');
    assert.match(told(await look('/proc/sys/kernel/osrelease', 'text', thisMachine)) as string, /^\d+\.\d+/);
    assert.ok((told(await look('/proc/self/mountinfo', 'lines', thisMachine)) as string[]).length > 0);
    assert.equal((told(await look('/etc/passwd', 'facts', thisMachine)) as FileFacts).owner, 'root');
  });
});

describe('workspace processes', function () {
  const started: ChildProcess[] = [];
  let home: string;
  before(function () {
    if (process.platform !== 'linux') skip(this, 'only Linux can show it');
  });
  beforeEach(async () => {
    home = await realpath(await mkdtemp(path.join(tmpdir(), 'tutor-unit-')));
    await writeFile(path.join(home, 'worker.sh'), '#!/bin/sh\nread line\n');
  });
  afterEach(async () => {
    for (const child of started.splice(0)) {
      const ended = new Promise((resolve) => child.once('close', resolve));
      if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await ended;
    }
    await rm(home, { recursive: true });
  });

  const start = async (...command: [string, ...string[]]): Promise<number> => {
    const [program, ...args] = command;
    const child = spawn(program, args, { cwd: home, stdio: ['pipe', 'ignore', 'ignore'] });
    started.push(child);
    await new Promise((resolve) => child.once('spawn', resolve));
    // The child may not be the program yet.
    await sleep(100);
    return child.pid ?? 0;
  };
  const look = (name: string, args?: readonly string[], machine: Machine = thisMachine): Promise<Observation> =>
    workspaceObservers({ isUnsaved: () => false }, machine).processes(
      { source: 'processes', name, ...(args && { args }) },
      scene,
      never,
    );
  const pids = async (name: string, args?: readonly string[]): Promise<readonly number[]> =>
    (told(await look(name, args)) as ProcessFacts[]).map(({ pid }) => pid);

  it('finds a script by its name and words, and tells what it is doing where', async () => {
    const beta = await start('nice', '-n', '7', 'sh', './worker.sh', 'beta', '61238');
    const alpha = await start('sh', './worker.sh', 'alpha', '61238');
    await start('sh', '-c', 'read line; : worker.sh beta 61238');
    assert.deepEqual(await pids('worker.sh', ['beta', '61238']), [beta]);
    assert.deepEqual(await pids('worker.sh', ['alpha']), [alpha]);
    assert.deepEqual(await pids('worker.sh', ['gamma']), []);
    process.kill(beta, 'SIGSTOP');
    await sleep(50);
    const [facts] = told(await look('worker.sh', ['beta'])) as ProcessFacts[];
    assert.deepEqual(
      [facts?.argv, facts?.state, facts?.nice, facts?.cwd],
      [['sh', './worker.sh', 'beta', '61238'], 'T', 7, home],
    );
    assert.match(facts?.cgroup ?? '-', /^(\/|$)/);
  });

  it('finds a zombie by its short name', async () => {
    const parent = await start('sh', '-c', 'sleep 0.01 & exec sh ./worker.sh zombie-61239');
    await sleep(200);
    const zombies = (told(await look('sleep')) as ProcessFacts[]).filter(({ state }) => state === 'Z');
    assert.ok(zombies.length >= 1, `child of ${parent}`);
    assert.deepEqual(zombies[0]?.argv, ['sleep']);
  });

  it('tells those of the exercise folder from others', async () => {
    const mine = await start('sh', './worker.sh', 'alpha', '61240');
    const inside = path.join(home, 'one');
    const beside = `${home}-beside`;
    for (const folder of [inside, beside]) await mkdir(folder);
    try {
      const link = path.join(beside, 'link');
      await symlink(home, link);
      const below = await start('env', '-C', inside, 'sh', '../worker.sh', 'alpha', '61240');
      const other = await start('env', '-C', beside, 'sh', path.join(home, 'worker.sh'), 'alpha', '61240');
      const here = async (folder: string): Promise<readonly number[]> => {
        const { processes } = workspaceObservers({ isUnsaved: () => false });
        const probe = { source: 'processes', name: 'worker.sh', args: ['alpha', '61240'], here: true } as const;
        return (told(await processes(probe, { ...scene, folder }, never)) as ProcessFacts[]).map(({ pid }) => pid);
      };
      assert.deepEqual(
        await here(home),
        [mine, below].sort((a, b) => a - b),
      );
      assert.deepEqual(
        await here(link),
        [mine, below].sort((a, b) => a - b),
      );
      await rm(inside, { recursive: true });
      assert.deepEqual(await here(inside), [below]);
      assert.deepEqual(await here(beside), [other]);
      assert.deepEqual(await here('/nowhere'), []);
    } finally {
      await rm(beside, { recursive: true });
    }
  });

  it('sees those of this user only, and none where there is no Linux', async () => {
    await start('sh', './worker.sh', 'alpha');
    assert.deepEqual(told(await look('worker.sh', ['alpha'], { ...thisMachine, uid: 4711 })), []);
    assert.equal(told(await look('worker.sh', [], { ...thisMachine, platform: 'darwin' })), 'not-linux');
    assert.ok((await threadsOf(thisMachine, never)) >= 2);
    assert.equal(await threadsOf({ ...thisMachine, uid: 4711 }, never), 0);
  });
});

describe('workspace machine', () => {
  const look = (machine: Machine): Promise<Observation> =>
    workspaceObservers({ isUnsaved: () => false }, machine).machine({ source: 'machine' }, scene, never);

  it('says what uname and id say', async () => {
    const { platform, arch, uid } = told(await look(thisMachine)) as MachineFacts;
    assert.equal(platform, process.platform);
    assert.equal(uid, process.getuid?.());
    assert.match(arch, /^\w+$/);
    if (platform === 'linux') assert.equal(arch, execFileSync('uname', ['-m'], { encoding: 'utf8' }).trim());
  });

  it('has no uid where users have no number', async () => {
    const facts = told(await look({ platform: 'win32', root: '/', uid: undefined })) as MachineFacts;
    assert.ok(!('uid' in facts));
  });
});
