import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { answerTo } from '../../src/core/resources/verb';
import { following, soon, stageOn, type Stage } from './docker-stage';
import { liveEngine, type LiveEngine } from './engine';

const label = 'tutor.test=images';

describe('verbs of images and registries on a real engine', function () {
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
  after(async () => {
    stage.dispose();
    await rm(folder, { recursive: true, force: true });
    const left = await engine.docker('ps', '-aq', '--filter', `label=${label}`);
    if (left !== '') await engine.docker('rm', '-f', '-v', ...left.split('\n'));
    for (const name of ['vi/built:1', 'vi/other:1', 'localhost:5096/vi/built:1'])
      await engine.docker('rmi', '-f', name).catch(() => undefined);
  });

  const image = async (name: string) => {
    const found = await stage.named('image', name);
    assert.ok(found, name);
    return found;
  };
  const context = async (name: string, files: Readonly<Record<string, string>>) => {
    const root = path.join(folder, name);
    for (const [file, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(root, file)), { recursive: true });
      await writeFile(path.join(root, file), text);
    }
    return root;
  };

  it('build: progress, .dockerignore, a name; the row appears, and has its layers below', async () => {
    const root = await context('ctx', {
      Dockerfile: 'FROM busybox:1.37\nLABEL tutor.exercise=vi-live\nCOPY . /app\nRUN ls -R /app && echo built-here\n',
      '.dockerignore': 'secret\n*.log\n!keep.log\n',
      'a.txt': 'a',
      'secret/key': 'no',
      'x.log': 'no',
      'keep.log': 'yes',
    });
    const live = following(stage.kind('image').follow ?? assert.fail());
    await soon(() => live.rows.size > 0);
    const answers = { file: path.join(root, 'Dockerfile'), context: root, tag: 'vi/built:1' };
    const { line, text } = await stage.general('image', 'build', answers);
    assert.equal(line, `docker build -f ${root}/Dockerfile -t vi/built:1 ${root}`);
    assert.match(text, /built-here/);
    assert.match(text, /keep\.log/);
    assert.doesNotMatch(text, /x\.log|secret|key/);
    await soon(() => [...live.rows.values()].some(({ name }) => name === 'vi/built:1'));
    live.stop();
    const found = await image('vi/built:1');
    assert.equal(found.exercise, 'vi-live');
    const layers = await stage.below(found);
    assert.ok(layers.length >= 4);
    console.log(layers.map(({ name, summary }) => `      ${name}: ${summary.en}`).join('\n'));
    assert.match(layers.map(({ name }) => name).join('\n'), /RUN ls -R \/app/);
  });

  it('build: fails with the engine’s words, and can be cancelled', async () => {
    const root = await context('bad', { Dockerfile: 'FROM busybox:1.37\nRUN exit 3\n' });
    await assert.rejects(stage.general('image', 'build', { file: `${root}/Dockerfile`, context: root }), {
      code: 'docker-failed',
    });
    const slow = await context('slow', { 'sub/Slow': 'FROM busybox:1.37\nRUN sleep 300\n' });
    const verb = stage.kind('image').general?.find(({ id }) => id === 'build');
    const controller = new AbortController();
    const outcome = await verb?.run(undefined, { file: [`${slow}/sub/Slow`], context: [slow] }, controller.signal);
    assert.ok(outcome?.show === 'stream');
    const began = Date.now();
    await assert.rejects(
      async () => {
        for await (const _piece of outcome.read(controller.signal)) if (/sleep 300/.test(_piece)) controller.abort();
      },
      { name: 'AbortError' },
    );
    assert.ok(Date.now() - began < 10_000);
    assert.equal(answerTo({ file: ['x'] }, 'file'), 'x');
  });

  it('tag, history, inspect, run', async () => {
    const found = await image('vi/built:1');
    assert.equal((await stage.act('tag', found, { tag: 'vi/other:1' })).line, 'docker tag vi/built:1 vi/other:1');
    const history = (await stage.act('history', found)).outcome;
    assert.ok(history?.show === 'text' && history.text.includes('RUN ls -R /app'));
    const inspect = (await stage.act('inspect', found)).outcome;
    assert.ok(inspect?.show === 'text' && inspect.text.includes('vi/other:1'));
    const ran = await stage.act('run', found, { name: 'vi-run', command: 'sh -c "exit 5"', network: 'bridge' });
    assert.equal(ran.line, "docker run -d --name vi-run --network bridge vi/built:1 sh -c 'exit 5'");
    await stage.becomes('container', 'vi-run', (one) => one?.summary.en.startsWith('exited (code 5)') === true);
    await engine.docker('rm', '-f', 'vi-run');
  });

  it('push to a registry on loopback, see it there, pull it, remove it', async () => {
    await engine.docker('run', '-d', '--name', 'vi-reg', '--label', label, '-p', '127.0.0.1:5096:5000', 'registry:3');
    await soon(() =>
      fetch('http://127.0.0.1:5096/v2/').then(
        (answer) => answer.ok,
        () => false,
      ),
    );
    const found = await image('vi/built:1');
    await stage.act('tag', found, { tag: 'localhost:5096/vi/built:1' });
    const registry = await stage.named('registry', 'localhost:5096');
    assert.ok(registry);
    const live = following(stage.kind('registry').below?.(registry) ?? assert.fail());
    const pushed = await stage.act('push', await image('vi/built:1').catch(() => image('localhost:5096/vi/built:1')), {
      name: 'localhost:5096/vi/built:1',
    });
    assert.match(pushed.text, /Pushed/);
    await soon(() => live.rows.size === 1);
    live.stop();
    const [repository] = [...live.rows.values()];
    assert.ok(repository?.name === 'vi/built');
    const [tag] = await stage.below(repository);
    assert.equal(tag?.id, 'localhost:5096/vi/built:1');
    const row = (await stage.all('image')).find(({ facts }) =>
      facts.some(({ value }) => value.includes('localhost:5096/vi/built:1')),
    );
    assert.ok(row && tag);
    const names = ['localhost:5096/vi/built:1', 'vi/built:1', 'vi/other:1'];
    const verb = stage.kind('image').verbs.find(({ id }) => id === 'remove');
    const signal = new AbortController().signal;
    const goes = await verb?.destroys?.(row, { name: names }, signal);
    assert.match(goes?.en ?? '', /The image .* is deleted/);
    await verb?.run(row, { name: names }, signal);
    const pulled = await stage.act('pull', tag);
    assert.match(pulled.text, /Pull complete|Downloaded newer|Already exists/);
    await image('localhost:5096/vi/built:1');
    await assert.rejects(stage.general('image', 'pull', { image: 'localhost:5096/vi/none:1' }), {
      code: /docker-(failed|refused)/,
    });
  });

  it('prune: what goes is named, and goes', async () => {
    const root = await context('dangling', { Dockerfile: 'FROM busybox:1.37\nLABEL dangling=1\n' });
    await stage.general('image', 'build', { file: `${root}/Dockerfile`, context: root });
    const before = (await stage.all('image')).filter(({ state }) => state === 'dangling');
    const { line, goes, outcome } = await stage.general('image', 'prune');
    assert.equal(line, 'docker image prune --force');
    assert.match(goes, new RegExp(`^${before.length} go`));
    assert.ok(outcome?.show === 'words');
    assert.deepEqual(
      (await stage.all('image')).filter(({ state }) => state === 'dangling'),
      [],
    );
  });
});
