import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pack } from 'tar-stream';
import { startLabProcess, until, type LabProcess } from './lab-faults-process';

type Row = { readonly Names: readonly string[]; readonly State: string; readonly Status: string };

/** Names, without the slash, and states of all containers. */
async function states(lab: LabProcess): Promise<Record<string, string>> {
  const rows = await lab.json<Row[]>('GET', '/containers/json?all=1');
  return Object.fromEntries(rows.map(({ Names, State }) => [Names[0]?.slice(1) ?? '', State]));
}

/** The text of an answer, empty when there was none. */
const textOf = async (lab: LabProcess, url: string): Promise<string> => (await lab.ask(url))?.text ?? '';

async function archive(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const tar = pack();
  for (const [name, content] of Object.entries(files)) tar.entry({ name }, content);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

describe('a lab that is killed', function () {
  this.timeout(60_000);
  let folder = '';
  let lab: LabProcess | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tutor-lab-killed-'));
  });
  afterEach(async () => {
    await lab?.end('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });
  const begin = async (): Promise<LabProcess> => (lab = await startLabProcess(folder));
  const create = (
    on: LabProcess,
    name: string,
    command: readonly string[],
    host: object = {},
    image = 'busybox:1.37',
  ) => on.json('POST', `/containers/create?name=${name}`, { Image: image, Cmd: command, HostConfig: host });

  it('has all of it when it starts again: who runs by their policies, volumes, images', async () => {
    const first = await begin();
    await first.json('POST', '/images/create?fromImage=busybox&tag=1.37');
    const context = await archive({ Dockerfile: 'FROM busybox:1.37\nRUN echo built >/made\nLABEL a=b\n' });
    const built = await first.ask('/build?t=tutor/made', { method: 'POST', body: context, patience: 20_000 });
    assert.match(built?.text ?? '', /Successfully tagged tutor\/made:latest/);
    const sleep = ['sleep', '9999'];
    for (const policy of ['no', 'always', 'unless-stopped', 'on-failure']) {
      for (const [suffix, stop] of [
        ['runs', false],
        ['stopped', true],
      ] as const) {
        const name = `${policy}-${suffix}`;
        await create(first, name, sleep, { RestartPolicy: { Name: policy } });
        await first.json('POST', `/containers/${name}/start`);
        if (stop) await first.json('POST', `/containers/${name}/kill?signal=KILL`);
      }
    }
    for (let index = 0; index < 10; index++) await create(first, `made-${index}`, ['true'], {}, 'tutor/made');
    await create(first, 'writes', ['sh', '-c', 'echo kept >/d/file; echo seen; exit 4'], { Binds: ['data:/d'] });
    await first.json('POST', '/containers/writes/start');
    await create(first, 'own', ['sh', '-c', 'echo mine >/own; sleep 9999']);
    await first.json('POST', '/containers/own/start');
    await until(async () => (await states(first))['writes'] === 'exited');
    const before = await states(first);
    const images = await first.json<object[]>('GET', '/images/json');
    await wait(1_000);
    await first.end('SIGKILL');

    const second = await begin();
    assert.equal(second.said(), '');
    const ended = Object.entries(before).filter(([, state]) => state === 'running');
    const again = ['always-runs', 'always-stopped', 'unless-stopped-runs', 'on-failure-runs', 'on-failure-stopped'];
    await until(async () => {
      const now = await states(second);
      return again.every((name) => now[name] === 'running');
    });
    assert.deepEqual(await states(second), {
      ...before,
      ...Object.fromEntries(ended.map(([name]) => [name, 'exited'])),
      ...Object.fromEntries(again.map((name) => [name, 'running'])),
    });
    assert.equal(
      (await second.json<{ State: { ExitCode: number } }>('GET', '/containers/writes/json')).State.ExitCode,
      4,
    );
    assert.match(await textOf(second, '/containers/writes/logs?stdout=1'), /seen/);
    assert.deepEqual(await second.json<object[]>('GET', '/images/json'), images);
    assert.match(await textOf(second, '/containers/own/archive?path=/own'), /mine/);
    await create(second, 'reads', ['cat', '/d/file', '/made'], { Binds: ['data:/d'] }, 'tutor/made');
    await second.json('POST', '/containers/reads/start');
    await until(async () => (await states(second))['reads'] === 'exited');
    assert.match(await textOf(second, '/containers/reads/logs?stdout=1'), /kept\n.*built\n/s);
  });

  it('has a whole snapshot, at whatever moment that comes', async () => {
    let running = await begin();
    await running.json('POST', '/images/create?fromImage=busybox&tag=1.37');
    await wait(1_000);
    let kept: readonly string[] = [];
    for (let round = 0; round < 10; round++) {
      const asked: string[] = [];
      const killed = wait(150 + Math.random() * 500).then(() => running.end('SIGKILL'));
      while (running.child.signalCode === null) {
        const name = `r${round}-${asked.length}`;
        asked.push(name);
        await running.ask(`/containers/create?name=${name}`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ Image: 'busybox:1.37', Cmd: ['true'] }),
        });
      }
      await killed;
      running = await begin();
      assert.equal(running.said(), '', 'nothing is lost');
      const names = Object.keys(await states(running)).reverse();
      // What is there is one moment of what was: all that was there before, and of the new ones the first.
      assert.deepEqual(names, [...kept, ...asked.slice(0, names.length - kept.length)]);
      for (const name of names.slice(-2)) await running.json('GET', `/containers/${name}/json`);
      kept = names;
    }
    assert.ok(kept.length > 10, `${kept.length} containers are kept`);
  });
});
