import assert from 'node:assert/strict';
import { openStage, type Stage } from './lab-containers-stage';

type Inspected = {
  readonly State: { readonly Status: string; readonly OOMKilled: boolean; readonly Error: string };
  readonly HostConfig: Readonly<Record<string, unknown>>;
};

describe('the practice lab: what a container shows of its kernel', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const inspect = async (name: string) => (await stage.ask(`GET /containers/${name}/json`)).body as Inspected;
  const says = async (line: string, body?: unknown): Promise<string> => {
    const answer = await stage.ask(line, body);
    return `${answer.status} ${(answer.body as { message?: string } | undefined)?.message ?? ''}`.trim();
  };
  let runs = 0;
  const output = async (Cmd: readonly string[], config: object = {}): Promise<string> => {
    const name = `run${++runs}`;
    await stage.create(name, { Cmd, ...config });
    const waits = stage.ask(`POST /containers/${name}/wait?condition=next-exit`);
    assert.equal(await says(`POST /containers/${name}/start`), '204');
    await waits;
    const { raw } = await stage.ask(`GET /containers/${name}/logs?stdout=1&stderr=1`);
    return raw.toString('latin1').replace(/[\x01\x02]\0\0\0[^]{4}/g, '');
  };
  const start = async (name: string, config: object = {}): Promise<string> => {
    const id = await stage.create(name, config);
    assert.equal(await says(`POST /containers/${name}/start`), '204');
    return id;
  };
  const kinds = ['pid', 'net', 'ipc', 'uts', 'mnt', 'cgroup', 'user', 'time'];
  const links = async (who: string, HostConfig: object = {}): Promise<readonly string[]> => {
    const text = await output(['readlink', ...kinds.map((kind) => `/proc/${who}/ns/${kind}`)], { HostConfig });
    return text.trimEnd().split('\n');
  };
  const shared = (one: readonly string[], other: readonly string[]): readonly string[] =>
    kinds.filter((_, at) => one[at] === other[at]);

  it('gives every container namespaces of its own but for user and time, and lets them be shared', async () => {
    const id = await start('main', { HostConfig: { IpcMode: 'shareable' } });
    const alone = await links('self');
    assert.match(alone[0] ?? '', /^pid:\[\d{10}\]$/);
    assert.deepEqual(shared(alone, await links('self')), ['user', 'time']);
    const of = `container:${id}`;
    const main = await links('1', { PidMode: of });
    assert.deepEqual(shared(main, await links('self', { PidMode: of, NetworkMode: of })), [
      'pid',
      'net',
      'user',
      'time',
    ]);
    assert.deepEqual(shared(main, await links('self', { IpcMode: of })), ['ipc', 'user', 'time']);
    // /proc/self is who looks, not the other container's first process.
    assert.notEqual(await output(['readlink', '/proc/self'], { HostConfig: { PidMode: of } }), '1\n');
    await start('private');
    await stage.create('guest', { HostConfig: { IpcMode: 'container:private' } });
    assert.match(await says('POST /containers/guest/start'), /^400 failed to join IPC namespace: .*non-shareable IPC/);
  });

  it('tells capabilities, privileges and processors in /proc/self/status', async () => {
    const status = (config: object) => output(['cat', '/proc/self/status'], config);
    const field = (text: string, name: string) => new RegExp(`^${name}:\\t(.*)$`, 'm').exec(text)?.[1];
    const usual = await status({});
    assert.equal(field(usual, 'CapEff'), '00000000a80425fb');
    assert.equal(field(usual, 'NSpid'), '1');
    assert.deepEqual([field(usual, 'NoNewPrivs'), field(usual, 'Seccomp')], ['0', '2']);
    const hardened = await status({
      HostConfig: {
        CapDrop: ['ALL'],
        CapAdd: ['NET_BIND_SERVICE'],
        SecurityOpt: ['no-new-privileges'],
        CpusetCpus: '1',
      },
    });
    assert.equal(field(hardened, 'CapEff'), '0000000000000400');
    assert.deepEqual([field(hardened, 'NoNewPrivs'), field(hardened, 'Cpus_allowed_list')], ['1', '1']);
    const user = await status({ User: '1000' });
    assert.deepEqual([field(user, 'CapEff'), field(user, 'CapBnd')], ['0000000000000000', '00000000a80425fb']);
    const all = await status({ HostConfig: { Privileged: true } });
    assert.deepEqual([field(all, 'CapEff'), field(all, 'Seccomp')], ['000001ffffffffff', '0']);
  });

  it('keeps limits that an update does not name, and refuses what contradicts them', async () => {
    const limits = { Memory: 64 << 20, MemorySwap: 64 << 20, NanoCpus: 5e8, PidsLimit: 50 };
    const id = await start('limited', { HostConfig: limits });
    const update = (body: object) => says('POST /containers/limited/update', body);
    assert.equal(await update({ Memory: 128 << 20, MemorySwap: 128 << 20 }), '200');
    const { HostConfig } = await inspect('limited');
    assert.deepEqual([HostConfig['PidsLimit'], HostConfig['NanoCpus'], HostConfig['Memory']], [50, 5e8, 128 << 20]);
    assert.equal(
      await update({ CpuQuota: 50_000 }),
      `409 Cannot update container ${id}: Conflicting options: CPU Quota cannot be updated as NanoCPUs has already been set`,
    );
    assert.equal(await update({ PidsLimit: -1 }), '200');
    assert.equal((await inspect('limited')).HostConfig['PidsLimit'], 0);
  });

  it('counts everything towards the memory limit, swap on top of it, and tells at once when a child is killed', async () => {
    const ends = async (Memory: number, MemorySwap: number): Promise<boolean> => {
      await output(['hungry'], { HostConfig: { Memory, MemorySwap } });
      return (await inspect(`run${runs}`)).State.OOMKilled;
    };
    const done = setInterval(() => void stage.clock.advance(10), 5);
    assert.equal(await ends(50_000_000, 50_000_000), true);
    assert.equal(await ends(51_000_000, 51_000_000), false);
    assert.equal(await ends(40_000_000, 60_000_000), false);
    assert.equal(await ends(30_000_000, 40_000_000), true);
    clearInterval(done);
    stage.events.length = 0;
    await start('family', { Cmd: ['parent'], HostConfig: { Memory: 20_000_000, MemorySwap: 20_000_000 } });
    while (!stage.events.includes('oom')) await new Promise((resolve) => setImmediate(resolve));
    const { State } = await inspect('family');
    assert.deepEqual([State.Status, State.OOMKilled], ['running', true]);
  });

  it('hands on no memory that came by --mount, and misses a disk and a part of a volume as dockerd does', async () => {
    await stage.create('donor', { HostConfig: { Mounts: [{ Type: 'tmpfs', Target: '/cache' }] } });
    const take = (from: string, name: string) =>
      says(`POST /containers/create?name=${name}`, { Image: 'tools:1', HostConfig: { VolumesFrom: [from] } });
    assert.equal(await take('donor:ro', 'one'), '404 get: no such volume');
    await stage.create('other', { HostConfig: { Tmpfs: { '/cache': 'size=16m' } } });
    assert.equal(await take('other:ro', 'two'), '201');
    await stage.create('slow', { HostConfig: { BlkioDeviceReadBps: [{ Path: '/dev/nope', Rate: 1 }] } });
    assert.equal(await says('POST /containers/slow/start'), '500 stat /dev/nope: no such file or directory');
    const mount = { Type: 'volume', Source: 'v', Target: '/x', VolumeOptions: { Subpath: 'sub' } };
    await stage.create('part', { HostConfig: { Mounts: [mount] } });
    assert.match(await says('POST /containers/part/start'), /^404 cannot access path \/\S+\/sub: lstat /);
  });
});
