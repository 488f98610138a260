import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Outcome } from '../../src/core/resources/verb';
import { following, readUntil, soon, stageOn, type Stage } from './docker-stage';
import { liveEngine, type LiveEngine } from './engine';

const label = 'tutor.test=containers';

describe('verbs of containers on a real engine', function () {
  this.timeout(120_000);
  let engine: LiveEngine;
  let stage: Stage;
  let folder: string;

  before(async function () {
    this.timeout(600_000);
    engine = await liveEngine();
    stage = await stageOn(engine.env);
    folder = await mkdtemp(path.join(tmpdir(), 'tutor-live-'));
  });
  afterEach(async () => {
    const left = await engine.docker('ps', '-aq', '--filter', `label=${label}`);
    if (left !== '') await engine.docker('rm', '-f', '-v', ...left.split('\n'));
  });
  after(async () => {
    stage.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const run = (name: string, ...rest: readonly string[]) =>
    engine.docker('run', '-d', '--name', name, '--label', label, ...rest);
  const row = async (name: string) => {
    const found = await stage.named('container', name);
    assert.ok(found, name);
    return found;
  };

  it('a life: start, pause, unpause, restart, rename, kill, stop, remove, each seen within a second', async () => {
    await engine.docker('create', '--init', '--name', 'vc-life', '--label', label, 'busybox:1.37', 'sleep', '600');
    const { follow } = stage.kind('container');
    assert.ok(follow);
    const live = following(follow);
    const state = () => [...live.rows.values()].find(({ name }) => name.startsWith('vc-life'))?.state;
    await soon(() => state() === 'created');
    const took: number[] = [];
    const act = async (id: Parameters<Stage['act']>[0], wanted: string | undefined, answers = {}) => {
      const found = [...live.rows.values()].find(({ name }) => name.startsWith('vc-life'));
      assert.ok(found);
      const { line } = await stage.act(id, found, answers);
      const done = Date.now();
      await soon(() => state() === wanted);
      took.push(Date.now() - done);
      return line;
    };
    assert.equal(await act('start', 'running'), 'docker start vc-life');
    await act('pause', 'paused');
    await act('unpause', 'running');
    await act('restart', 'running');
    assert.equal(await act('rename', 'running', { name: 'vc-life2' }), 'docker rename vc-life vc-life2');
    await soon(() => [...live.rows.values()].some(({ name }) => name === 'vc-life2'));
    await act('kill', 'exited');
    await act('start', 'running');
    await act('stop', 'exited');
    await act('remove', undefined);
    live.stop();
    assert.equal(((await live.ended) as Error).name, 'AbortError');
    assert.ok(Math.max(...took) < 1000, took.join(' '));
    console.log(`      seen after ${took.join(', ')} ms`);
  });

  it('says why one is not well', async () => {
    await run('vc-127', 'busybox:1.37', 'sh', '-c', 'nothing-like-that');
    await stage.becomes('container', 'vc-127', (found) => found?.state === 'exited');
    assert.match((await row('vc-127')).trouble?.why.en ?? '', /not in the image/);
  });

  it('logs, stats and inspect', async () => {
    await run('vc-talk', '--init', 'busybox:1.37', 'sh', '-c', 'echo hello; sleep 600');
    const found = await row('vc-talk');
    await readUntil((await stage.act('logs', found)).outcome, /hello\n/);
    const stats = await stage.act('stats', found);
    console.log((await readUntil(stats.outcome, /\n.*%.*\n/)).replace(/^/gm, '      '));
    const { outcome } = await stage.act('inspect', found);
    assert.ok(outcome?.show === 'text' && outcome.text.includes('"Name": "/vc-talk"'));
  });

  it('shell and exec: a terminal with a size, what is typed, and how it ended', async () => {
    await run('vc-shell', '--init', 'busybox:1.37', 'sleep', '600');
    const found = await row('vc-shell');
    const { outcome } = await stage.act('shell', found);
    const shell = await terminal(outcome);
    await soon(() => shell.text().includes('#'));
    shell.session.resize({ columns: 133, rows: 44 });
    // The size goes another way than what is typed, and may come after it.
    await soon(() => {
      shell.session.input('stty size\n');
      return shell.text().includes('44 133');
    });
    shell.session.input('exit 7\n');
    assert.equal(await shell.session.ended, 7);
    const exec = await stage.act('exec', found, { command: "echo it's $((6*7))" });
    assert.equal(exec.line, `docker exec -it vc-shell sh -c 'echo it'\\''s $((6*7))'`);
    const done = await terminal(exec.outcome);
    assert.equal(await done.session.ended, 2);
    const fine = await terminal((await stage.act('exec', found, { command: 'echo $((6*7))' })).outcome);
    assert.equal(await fine.session.ended, 0);
    assert.equal(fine.text(), '42\r\n');
    const left = await terminal((await stage.act('shell', found)).outcome);
    left.leave();
    assert.equal(await left.session.ended, undefined);
  });

  it('files in and out, and none over another', async () => {
    await run('vc-files', 'busybox:1.37', 'sleep', '600');
    const found = await row('vc-files');
    await writeFile(path.join(folder, 'note.txt'), '出\n');
    const into = await stage.act('copyIn', found, { what: 'file', file: path.join(folder, 'note.txt'), path: '/tmp' });
    assert.equal(into.line, `docker cp ${path.join(folder, 'note.txt')} vc-files:/tmp/`);
    assert.ok(into.outcome?.show === 'words' && into.outcome.words.en.startsWith('1 files (4 B)'));
    assert.equal(await engine.docker('exec', 'vc-files', 'cat', '/tmp/note.txt'), '出');
    const out = path.join(folder, 'out');
    await engine.docker('exec', 'vc-files', 'sh', '-c', 'mkdir /d; ln -s /etc/passwd /d/link; echo 1 > /d/one');
    await import('node:fs/promises').then((fs) => fs.mkdir(out));
    await stage.act('copyOut', found, { path: '/d', folder: out });
    assert.equal(await readFile(path.join(out, 'd', 'one'), 'utf8'), '1\n');
    await assert.rejects(stage.act('copyOut', found, { path: '/d', folder: out }), { code: 'docker-bad-input' });
    await assert.rejects(stage.act('copyOut', found, { path: '/none', folder: out }), { code: 'docker-refused' });
    await assert.rejects(stage.act('copyIn', found, { what: 'file', file: path.join(folder, 'none'), path: '/tmp' }), {
      code: 'file-unreadable',
    });
  });

  it('run by general, open, and networks', async () => {
    const answers = {
      image: 'nginx:1.30-alpine',
      name: 'vc-run',
      ports: '127.0.0.1:8095:80',
      volumes: 'vc-data:/data /anon',
      env: 'A="b c" D=1',
      restart: 'on-failure:3',
    };
    const { line } = await stage.general('container', 'run', answers);
    assert.equal(
      line,
      "docker run -d --name vc-run -p 127.0.0.1:8095:80 -v vc-data:/data -v /anon -e 'A=b c' -e D=1 --restart on-failure:3 nginx:1.30-alpine",
    );
    try {
      await stage.becomes('container', 'vc-run', (one) => one?.state === 'running');
      const found = await row('vc-run');
      const opened = await stage.act('open', found);
      assert.ok(opened.outcome?.show === 'page');
      const { url } = opened.outcome;
      assert.equal(url, 'http://127.0.0.1:8095/');
      await soon(() =>
        fetch(url).then(
          (answer) => answer.ok,
          () => false,
        ),
      );
      assert.match(await engine.docker('exec', 'vc-run', 'env'), /^A=b c$/m);
      const verbs = stage.kind('container').verbs.find(({ id }) => id === 'connect');
      const [question] = verbs?.questions?.(found) ?? [];
      assert.ok(question?.ask === 'choice');
      await engine.docker('network', 'create', 'vc-net');
      await stage.act('connect', found, { network: 'vc-net' });
      await stage.act('disconnect', found, { network: 'vc-net' });
    } finally {
      await engine.docker('rm', '-f', '-v', 'vc-run');
      await engine.docker('volume', 'rm', '-f', 'vc-data');
      await engine.docker('network', 'rm', 'vc-net').catch(() => undefined);
    }
  });

  it('what breaks off is told to all who follow', async () => {
    const { follow } = stage.kind('container');
    const images = stage.kind('image').follow;
    assert.ok(follow && images);
    const [one, other] = [following(follow), following(images)];
    await soon(() => other.rows.size > 0);
    try {
      await engine.kill();
      const codes = (await Promise.all([one.ended, other.ended])).map(
        (error) => (error as { code?: string } | undefined)?.code,
      );
      assert.ok(
        codes.every((code) => code === undefined || code === 'docker-connection-lost'),
        codes.join(' '),
      );
    } finally {
      await engine.start();
    }
    await soon(async () => (await stage.all('image').catch(() => [])).length > 0);
  });
});

async function terminal(outcome: Outcome | undefined) {
  assert.ok(outcome?.show === 'terminal');
  const controller = new AbortController();
  const session = await outcome.open({ columns: 80, rows: 24 }, controller.signal);
  let text = '';
  void (async () => {
    for await (const chunk of session.output) text += Buffer.from(chunk).toString();
  })();
  return { session, text: () => text, leave: () => controller.abort() };
}
