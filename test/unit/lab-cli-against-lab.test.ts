import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { runDocker } from '../../src/lab/cli/root';
import { createDockerEngine } from '../../src/lab/docker/engine';
import { startLab, type Lab } from '../../src/lab/frame/lab';
import { Clock } from '../../src/lab/kernel/clock';

describe('lab: the docker front end against the lab', function () {
  this.timeout(20_000);
  let folder: string;
  let lab: Lab;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'lab-cli-'));
    lab = await startLab({
      folder,
      clock: new Clock(),
      engines: [createDockerEngine],
      stay: true,
      report: () => undefined,
      ended: () => undefined,
    });
  });
  after(async () => {
    await lab.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function docker(words: readonly string[], stdin = ''): Promise<{ status: number; out: string; err: string }> {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const told = { out: '', err: '' };
    stdout.on('data', (chunk: Buffer) => (told.out += chunk.toString()));
    stderr.on('data', (chunk: Buffer) => (told.err += chunk.toString()));
    const terminal = {
      stdin: false,
      stdout: false,
      size: () => ({ columns: 80, rows: 24 }),
      raw: () => () => undefined,
      resized: () => () => undefined,
      signals: () => () => undefined,
    };
    const env = { ...lab.status().environment };
    const status = await runDocker(words, {
      env,
      folder,
      clock: new Clock(),
      stdin: Readable.from(stdin === '' ? [] : [Buffer.from(stdin)]),
      stdout,
      stderr,
      terminal,
    });
    return { status, ...told };
  }

  it('runs, pulls what is missing, keeps outputs apart and ends with the status of the container', async () => {
    const ran = await docker(['run', '--rm', 'busybox:1.37', 'sh', '-c', 'echo out; echo err >&2; exit 7']);
    assert.deepEqual([ran.status, ran.out], [7, 'out\n']);
    assert.match(
      ran.err,
      /^Unable to find image 'busybox:1\.37' locally\n1\.37: Pulling from library\/busybox\n[^]*err\n$/,
    );
    const missing = await docker(['run', 'busybox:1.37', 'nosuch']);
    assert.equal(missing.status, 127);
    assert.match(
      missing.err,
      /^docker: Error response from daemon: [^\n]*executable file not found[^\n]*\n\nRun 'docker run --help' for more information\n$/,
    );
    assert.equal((await docker(['run', 'nosuchimage'])).status, 125);
    const fed = await docker(['run', '-i', '--rm', 'busybox:1.37', 'cat'], 'hello\n');
    assert.deepEqual([fed.status, fed.out], [0, 'hello\n']);
  });

  it('lists, looks into and works in a container', async () => {
    await docker(['run', '-d', '--name', 'tutor-a', '--label', 'a=b', 'busybox:1.37', 'sleep', '100']);
    assert.equal(
      (await docker(['ps', '--format', '{{.Names}} {{.Label "a"}} {{.Image}}'])).out,
      'tutor-a b busybox:1.37\n',
    );
    assert.equal((await docker(['inspect', '-f', '{{.State.Status}}', 'tutor-a'])).out, 'running\n');
    assert.deepEqual(await docker(['exec', 'tutor-a', 'sh', '-c', 'echo x > /f; exit 3']), {
      status: 3,
      out: '',
      err: '',
    });
    assert.equal((await docker(['diff', 'tutor-a'])).out, 'A /f\n');
    assert.equal((await docker(['cp', 'tutor-a:/f', 'copied'])).status, 0);
    assert.equal((await docker(['cp', 'copied', 'tutor-a:/g'])).status, 0);
    assert.equal((await docker(['exec', 'tutor-a', 'cat', '/g'])).out, 'x\n');
    assert.deepEqual(await docker(['rm', '-f', 'tutor-a', 'nope']), {
      status: 0,
      out: 'tutor-a\n',
      err: 'Error response from daemon: No such container: nope\n',
    });
  });

  it('builds with a secret, and without what .dockerignore names', async () => {
    const context = path.join(folder, 'context');
    await mkdir(context);
    await writeFile(
      path.join(context, 'Dockerfile'),
      'FROM busybox:1.37\nCOPY . /c\nRUN --mount=type=secret,id=t cat /run/secrets/t > /t\nCMD ["sh", "-c", "ls /c/*.x; cat /t"]\n',
    );
    await Promise.all([
      writeFile(path.join(context, '.dockerignore'), 'b.x\n'),
      writeFile(path.join(context, 'a.x'), 'a'),
      writeFile(path.join(context, 'b.x'), 'b'),
      writeFile(path.join(folder, 'secret'), 's3'),
    ]);
    const built = await docker(['build', '-q', '-t', 'tutor/x', '--secret', 'id=t,src=secret', 'context']);
    assert.match(built.out, /^sha256:[0-9a-f]{64}\n$/, built.err);
    assert.equal((await docker(['run', '--rm', 'tutor/x'])).out, '/c/a.x\ns3');
  });

  it('brings a project up and down', async () => {
    await writeFile(
      path.join(folder, 'compose.yaml'),
      'services:\n  a: {image: "busybox:1.37", command: sleep 100, depends_on: {b: {condition: service_completed_successfully}}}\n  b: {image: "busybox:1.37", command: "true"}\n',
    );
    const up = await docker(['compose', '-p', 'pro', 'up', '-d']);
    assert.equal(up.status, 0, up.err);
    assert.deepEqual(
      up.err
        .trim()
        .split('\n')
        .slice(-7)
        .map((line) => line.trim()),
      [
        'Container pro-a-1  Created',
        'Container pro-b-1  Starting',
        'Container pro-b-1  Started',
        'Container pro-b-1  Waiting',
        'Container pro-b-1  Exited',
        'Container pro-a-1  Starting',
        'Container pro-a-1  Started',
      ],
    );
    assert.equal((await docker(['compose', '-p', 'pro', 'exec', '-T', 'a', 'echo', 'hi'])).out, 'hi\n');
    assert.equal((await docker(['compose', '-p', 'pro', 'ps', '--services'])).out, 'a\n');
    const again = await docker(['compose', '-p', 'pro', 'up', '-d', '--no-deps', 'a']);
    assert.equal(again.err, ' Container pro-a-1  Running\n');
    assert.equal((await docker(['compose', '-p', 'pro', 'down', '-t', '0'])).status, 0);
    assert.equal((await docker(['network', 'ls', '-q', '--filter', 'name=pro_default'])).out, '');
  });

  it('says whose it is in its help, in both languages', async () => {
    const { out, status } = await docker(['run', '--help']);
    assert.equal(status, 0);
    assert.match(out, /^Practice lab: [^\n]+\n练习环境：/);
    assert.equal((await docker(['swarm', 'init'])).status, 1);
  });
});
