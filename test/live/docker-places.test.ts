import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { following, readUntil, soon, stageOn, type Stage } from './docker-stage';
import { liveEngine, type LiveEngine } from './engine';

const label = 'tutor.test=places';

describe('verbs of networks, volumes and Compose projects on a real engine', function () {
  this.timeout(120_000);
  let engine: LiveEngine;
  let stage: Stage;
  let folder: string;

  before(async function () {
    this.timeout(600_000);
    engine = await liveEngine();
    stage = await stageOn(engine.env);
    folder = await mkdtemp(path.join(tmpdir(), 'vp-live-'));
  });
  after(async () => {
    stage.dispose();
    await rm(folder, { recursive: true, force: true });
    const left = await engine.docker('ps', '-aq', '--filter', `label=${label}`);
    if (left !== '') await engine.docker('rm', '-f', '-v', ...left.split('\n'));
    for (const name of ['vp-net', 'vp-net2']) await engine.docker('network', 'rm', name).catch(() => undefined);
    for (const name of ['vp-vol', 'vp-vol2']) await engine.docker('volume', 'rm', '-f', name).catch(() => undefined);
  });

  it('networks: create, connect, see who is attached, disconnect, inspect, remove, prune', async () => {
    const live = following(stage.kind('network').follow ?? assert.fail());
    await soon(() => live.rows.size > 0);
    const made = await stage.general('network', 'create', { name: 'vp-net', driver: 'bridge', subnet: '10.77.0.0/24' });
    assert.equal(made.line, 'docker network create --driver bridge --subnet 10.77.0.0/24 vp-net');
    await soon(() => [...live.rows.values()].some(({ name }) => name === 'vp-net'));
    const net = [...live.rows.values()].find(({ name }) => name === 'vp-net');
    assert.equal(net?.summary.en, 'bridge · 10.77.0.0/24');
    assert.ok(net);
    await engine.docker('run', '-d', '--init', '--name', 'vp-one', '--label', label, 'busybox:1.37', 'sleep', '600');
    const attached = following(stage.kind('network').below?.(net) ?? assert.fail());
    await stage.act('connect', net, { container: 'vp-one' });
    await soon(() => attached.rows.size === 1);
    const [one] = [...attached.rows.values()];
    assert.ok(one);
    await soon(() => [...attached.rows.values()][0]?.summary.en === '10.77.0.2');
    assert.equal((await stage.act('disconnect', one)).line, 'docker network disconnect vp-net vp-one');
    await soon(() => attached.rows.size === 0);
    attached.stop();
    const { outcome } = await stage.act('inspect', net);
    assert.ok(outcome?.show === 'text' && outcome.text.includes('10.77.0.0/24'));
    await stage.act('remove', net);
    await soon(() => ![...live.rows.values()].some(({ name }) => name === 'vp-net'));
    live.stop();
    await engine.docker('network', 'create', 'vp-net2');
    const { goes } = await stage.general('network', 'prune');
    assert.match(goes, /vp-net2/);
    assert.equal(await stage.named('network', 'vp-net2'), undefined);
  });

  it('volumes: create, see who uses them, inspect, remove, prune', async () => {
    const live = following(stage.kind('volume').follow ?? assert.fail());
    const row = () => live.rows.get('volume/vp-vol');
    await stage.general('volume', 'create', { name: 'vp-vol' });
    await soon(() => row()?.summary.en === 'unused · local');
    await engine.docker('create', '--name', 'vp-user', '--label', label, '-v', 'vp-vol:/d:ro', 'busybox:1.37', 'true');
    await soon(() => row()?.summary.en === 'used by vp-user · local');
    const used = row();
    assert.ok(used);
    assert.deepEqual(
      (await stage.below(used)).map(({ name, summary }) => [name, summary.en]),
      [['vp-user', '/d (ro)']],
    );
    await engine.docker('rm', 'vp-user');
    await soon(() => row()?.state === 'unused');
    const free = row();
    assert.ok(free);
    assert.ok((await stage.act('inspect', free)).outcome?.show === 'text');
    assert.match((await stage.act('remove', free)).goes, /vp-vol and all data/);
    await soon(() => row() === undefined);
    live.stop();
    await engine.docker('volume', 'create', 'vp-vol2');
    const { goes } = await stage.general('volume', 'prune', { scope: 'all' });
    assert.match(goes, /vp-vol2/);
    assert.equal(await stage.named('volume', 'vp-vol2'), undefined);
  });

  it('Compose: up, the project above its containers, logs, stop, start, up again, down; none that is not trusted', async () => {
    const file = path.join(folder, 'compose.yaml');
    const service = `{image: 'busybox:1.37', init: true, command: "sh -c 'echo from-compose; sleep 600'"}`;
    await writeFile(file, `name: vpshop\nservices:\n  one: ${service}\n  two: ${service}\n`);
    const live = following(stage.kind('container').follow ?? assert.fail());
    const project = () => live.rows.get('project/vpshop');
    const up = await stage.general('container', 'composeUp', { file });
    assert.equal(up.line, `docker compose -f ${file} up --detach`);
    await soon(() => project()?.summary.en === 'Compose · 2 of 2 running');
    const row = project();
    assert.ok(row);
    assert.equal([...live.rows.values()].filter(({ parent }) => parent === 'project/vpshop').length, 2);
    assert.match(await readUntil((await stage.act('logs', row)).outcome, /from-compose[^]*from-compose/), /one/);
    await stage.act('stop', row);
    await soon(() => project()?.summary.en === 'Compose · 0 of 2 running');
    await stage.act('start', row);
    await soon(() => project()?.summary.en === 'Compose · 2 of 2 running');
    await stage.act('restart', row);
    assert.match((await stage.act('composeUp', row)).line, /compose\.yaml -p vpshop up/);
    assert.match((await stage.act('composeDown', row)).goes, /project vpshop/);
    await soon(() => project() === undefined);
    live.stop();
    await assert.rejects(stage.general('container', 'composeUp', { file: '/none/compose.yaml' }), {
      code: 'file-unreadable',
    });
    const other = path.join(folder, 'untrusted.yaml');
    await writeFile(other, 'services: {}\n');
    await assert.rejects(stage.general('container', 'composeUp', { file: other }), { code: 'docker-not-allowed' });
  });

  it('containers: prune', async () => {
    await engine.docker('create', '--name', 'vp-made', '--label', label, 'busybox:1.37', 'true');
    const { goes, line } = await stage.general('container', 'prune');
    assert.equal(line, 'docker container prune --force');
    assert.match(goes, /vp-made/);
    assert.equal(await stage.named('container', 'vp-made'), undefined);
  });
});
