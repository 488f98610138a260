import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { practiceLab, type LabProgram } from '../../src/backends/lab';
import { addressIn } from '../../src/backends/lab/control';
import { terminalEnvironment } from '../../src/backends/lab/terminal';
import type { UserError } from '../../src/core/errors';
import type { LabState, LabStatus, PracticeLab } from '../../src/core/lab';
import { until } from './resources/sources';

const run = promisify(execFile);

/** A little lab: it speaks the control protocol, counts its resets, and is as slow to start and to end as it is told. */
const program = `
const fs = require('node:fs'), http = require('node:http'), path = require('node:path');
const folder = process.argv[process.argv.indexOf('--folder') + 1];
if (!process.argv.includes('--held') || process.env.ELECTRON_RUN_AS_NODE !== '1') process.exit(9);
if (process.env.FAILS) { console.error('first line\\n' + process.env.FAILS); process.exit(1); }
const claim = path.join(folder, 'claim'), file = path.join(folder, 'lab.json');
try { fs.mkdirSync(claim); } catch { console.error('it is taken'); process.exit(3); }
fs.rmSync(path.join(folder, 'c.sock'), { force: true });
let resets = 0;
const held = new Set();
const status = () => ({ pid: process.pid, since: 0, readyAfter: 1, counts: { docker: { resets } },
  environment: { DOCKER_HOST: 'unix:///lab.sock', DOCKER_BUILDKIT: '0' } });
const server = http.createServer((request, response) => {
  if (request.headers.authorization !== 'Bearer secret') { response.writeHead(401).end(); return; }
  if (request.url === '/hold') { held.add(response); response.flushHeaders(); return; }
  if (request.url === '/reset') resets += 1;
  if (request.url !== '/stop') { response.end(JSON.stringify(status())); return; }
  response.writeHead(204).end();
  fs.rmSync(file);
  for (const one of held) one.end('ended\\n');
  setTimeout(() => { fs.rmSync(claim, { recursive: true }); process.exit(0); }, Number(process.env.SLOW || 0));
});
setTimeout(() => server.listen(path.join(folder, 'c.sock'), () => {
  fs.writeFileSync(file, JSON.stringify({ pid: process.pid, control: path.join(folder, 'c.sock'), credential: 'secret' }));
  console.log(JSON.stringify(status()));
}), Number(process.env.SLOW || 0));
`;

describe('the hand on the practice lab', function () {
  this.timeout(20_000);
  let folder: string;
  let windows: PracticeLab[];

  beforeEach(async () => {
    // Short: the address of a socket may have a hundred characters.
    folder = await mkdtemp(path.join(tmpdir(), 'lb-'));
    windows = [];
    await writeFile(path.join(folder, 'fake.js'), program);
  });
  afterEach(async () => {
    for (const one of windows) one.dispose();
    const address = await addressIn(path.join(folder, 'lab'));
    if (address) process.kill(address.pid, 'SIGKILL');
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const parts = (env: LabProgram['env'] = {}): LabProgram => ({
    folder: path.join(folder, 'lab'),
    program: path.join(folder, 'fake.js'),
    docker: path.join(folder, 'docker.js'),
    node: process.execPath,
    env,
  });
  const open = (env?: LabProgram['env']): { lab: PracticeLab; seen: string[] } => {
    const seen: string[] = [];
    const lab = practiceLab(parts(env), ({ state }: LabState) => seen.push(state));
    windows.push(lab);
    return { lab, seen };
  };
  const codeOf = (code: UserError['code']) => (error: UserError) => error.code === code;

  it('starts nothing before it is asked, then starts once however often it is asked', async () => {
    const { lab, seen } = open();
    assert.equal(await lab.look(), undefined);
    assert.equal(await lab.dockerHost(), undefined);
    assert.deepEqual(await lab.terminal(), {});
    await assert.rejects(lab.reset(), codeOf('lab-not-running'));
    const [one, two] = await Promise.all([lab.start(), lab.start()]);
    assert.equal(one.pid, two.pid);
    assert.equal((await lab.start()).pid, one.pid);
    assert.deepEqual(seen, ['starting', 'running']);
    assert.equal(await lab.dockerHost(), 'unix:///lab.sock');
    assert.equal((await lab.reset()).counts['docker']?.['resets'], 1);
  });

  it('makes whoever asks for the engine wait for a lab that is starting', async () => {
    const { lab } = open({ SLOW: '300' });
    const starting = lab.start();
    const asked = Promise.all([lab.dockerHost(), lab.terminal()]);
    assert.equal(lab.state().state, 'starting');
    const [host, terminal] = await asked;
    assert.equal(host, 'unix:///lab.sock');
    assert.equal(terminal['DOCKER_HOST'], host);
    assert.equal(terminal['DOCKER_CONTEXT'], null);
    await starting;
  });

  it('is shared by windows that start it at the same time, and ends in all of them', async () => {
    const [one, two] = [open({ SLOW: '300' }), open({ SLOW: '300' })];
    const [a, b] = await Promise.all([one.lab.start(), two.lab.start()]);
    assert.equal(a.pid, b.pid);
    await one.lab.stop();
    await until(() => two.lab.state().state === 'stopped');
    assert.deepEqual(two.seen, ['starting', 'running', 'stopped']);
    assert.equal(await addressIn(parts().folder), undefined);
    // The first one is still on its way out: the next waits for its end.
    assert.notEqual((await two.lab.start()).pid, a.pid);
  });

  it('goes on while one window is left', async () => {
    const [one, two] = [open(), open()];
    const { pid } = await one.lab.start();
    await two.lab.start();
    one.lab.dispose();
    assert.equal((await two.lab.look())?.pid, pid);
    assert.deepEqual(two.seen, ['starting', 'running']);
  });

  it('says that a killed lab has ended, leads nobody past it, and starts it again', async () => {
    const { lab, seen } = open();
    const { pid } = await lab.start();
    process.kill(pid, 'SIGKILL');
    await until(() => lab.state().state === 'failed');
    await assert.rejects(lab.dockerHost(), codeOf('lab-ended'));
    await assert.rejects(lab.terminal(), codeOf('lab-ended'));
    // The real one takes a dead process's claim over.
    await rm(path.join(folder, 'lab', 'claim'), { recursive: true });
    assert.notEqual((await lab.start()).pid, pid);
    assert.deepEqual(seen, ['starting', 'running', 'failed', 'starting', 'running']);
    assert.equal(await lab.dockerHost(), 'unix:///lab.sock');
  });

  it('says in its words why a lab does not start; stopping leads back', async () => {
    const { lab } = open({ FAILS: 'no room on the disk' });
    await mkdir(parts().folder);
    await writeFile(path.join(parts().folder, 'lab.log'), 'an old line\n');
    await assert.rejects(lab.start(), (error: UserError) => {
      assert.equal(error.code, 'lab-not-started');
      assert.match(error.message, /no room on the disk .*lab\.log/);
      return true;
    });
    await assert.rejects(lab.dockerHost(), codeOf('lab-not-started'));
    assert.match(await readFile(path.join(parts().folder, 'lab.log'), 'utf8'), /^an old line\nfirst line\n/);
    await lab.stop();
    assert.equal(await lab.dockerHost(), undefined);
  });

  it('says why when the folder, the program or the Node cannot be used', async () => {
    await writeFile(path.join(folder, 'lab'), 'a file');
    await assert.rejects(open().lab.start(), codeOf('lab-not-started'));
    await rm(path.join(folder, 'lab'));
    await assert.rejects(practiceLab({ ...parts(), node: '/no/node' }, () => undefined).start(), /ENOENT/);
    await assert.rejects(
      practiceLab({ ...parts(), program: '/no/lab.js' }, () => undefined).start(),
      /could not start/,
    );
  });

  it('takes no notice of an address that is damaged or of a lab that is gone', async () => {
    await mkdir(parts().folder);
    for (const text of ['', '{', '{}', '{"pid":1,"control":5,"credential":"x"}', '[1]', 'null']) {
      await writeFile(path.join(parts().folder, 'lab.json'), text);
      assert.equal(await open().lab.look(), undefined);
    }
    const gone = { pid: 1, control: path.join(folder, 'gone.sock'), credential: 'secret' };
    await writeFile(path.join(parts().folder, 'lab.json'), JSON.stringify(gone));
    assert.equal(await open().lab.look(), undefined);
    assert.equal((await open().lab.start()).readyAfter, 1);
  });

  describe('in a terminal', () => {
    const status = { environment: { DOCKER_HOST: 'unix:///lab.sock' } } as unknown as LabStatus;

    it('leaves PATH alone where there is a docker command, or where the lab has none', async () => {
      const bin = path.join(folder, 'bin');
      await mkdir(bin);
      assert.ok(!('PATH' in (await terminalEnvironment(parts({ PATH: bin }), status))));
      await writeFile(path.join(bin, 'docker'), '');
      await writeFile(parts().docker, '');
      assert.ok(!('PATH' in (await terminalEnvironment(parts({ PATH: `/x:${bin}` }), status))));
    });

    it("puts the lab's own docker command in front of PATH where there is none", async () => {
      const own = path.join(folder, "it's a folder");
      await mkdir(own);
      const docker = path.join(own, 'docker.js');
      await writeFile(docker, 'console.log(process.env.ELECTRON_RUN_AS_NODE, ...process.argv.slice(2))');
      const { PATH } = await terminalEnvironment({ ...parts({ PATH: '/no/where' }), docker }, status);
      assert.equal(PATH, `${path.join(folder, 'lab', 'bin')}:/no/where`);
      const { stdout } = await run('docker', ['run', '--env-file', 'a b', '$c'], { env: { PATH } });
      assert.equal(stdout, '1 run --env-file a b $c\n');
    });

    it('does so on Windows, too, whatever case PATH has there', async () => {
      await writeFile(parts().docker, '');
      const windows: LabProgram = {
        ...parts({ Path: 'C:\\100%' }),
        platform: 'win32',
        node: 'C:\\Code\\100%\\Code.exe',
      };
      const { Path } = await terminalEnvironment(windows, status);
      assert.equal(Path, `${path.join(folder, 'lab', 'bin')};C:\\100%`);
      const script = await readFile(path.join(folder, 'lab', 'bin', 'docker.cmd'), 'utf8');
      assert.match(
        script,
        /^@echo off\r\nsetlocal\r\nset ELECTRON_RUN_AS_NODE=1\r\n"C:\\Code\\100%%\\Code.exe" -- ".*" %\*\r\n$/,
      );
    });
  });
});
