import assert from 'node:assert/strict';
import { openStage, type Stage } from './lab-containers-stage';

type Inspected = {
  readonly State: {
    readonly Status: string;
    readonly ExitCode: number;
    readonly Error: string;
    readonly OOMKilled: boolean;
    readonly Health?: { readonly Status: string; readonly FailingStreak: number; readonly Log: readonly unknown[] };
  };
  readonly RestartCount: number;
  readonly Config: Readonly<Record<string, unknown>>;
  readonly HostConfig: Readonly<Record<string, unknown>>;
};

describe('the practice lab: containers', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const inspect = async (name: string) => (await stage.ask(`GET /containers/${name}/json`)).body as Inspected;
  const state = async (name: string) => (await inspect(name)).State;
  const says = async (line: string, body?: unknown): Promise<string> => {
    const answer = await stage.ask(line, body);
    return `${answer.status} ${(answer.body as { message?: string } | undefined)?.message ?? ''}`.trim();
  };
  const logs = async (name: string, query = '') =>
    (await stage.ask(`GET /containers/${name}/logs?stdout=1&stderr=1${query}`)).raw;
  /** Runs a command to its end and answers with what it wrote. */
  const output = async (name: string, config: object): Promise<string> => {
    await stage.create(name, config);
    const waits = stage.ask(`POST /containers/${name}/wait?condition=next-exit`);
    assert.equal(await says(`POST /containers/${name}/start`), '204');
    await waits;
    return (await logs(name)).toString('latin1').replace(/\x01\0\0\0[^]{4}/g, '');
  };
  const until = async (done: () => boolean): Promise<void> => {
    while (!done()) await new Promise((resolve) => setImmediate(resolve));
  };

  it('merges the image and the request, and refuses with the words of dockerd', async () => {
    const id = await stage.create('web', {
      Env: ['FROM=client'],
      Labels: { own: '1' },
      HostConfig: { Memory: 6291456 },
    });
    const { Config, HostConfig } = await inspect('web');
    assert.deepEqual(Config['Env'], ['FROM=client', 'PATH=/bin']);
    assert.deepEqual(Config['Labels'], { base: 'yes', own: '1' });
    assert.deepEqual(Config['Cmd'], ['loop']);
    assert.equal(HostConfig['MemorySwap'], 12582912);
    assert.equal(HostConfig['PidsLimit'], null);
    const create = (body: unknown, name = 'other') => says(`POST /containers/create?name=${name}`, body);
    const host = (HostConfig: object) => create({ Image: 'tools:1', HostConfig });
    assert.equal(
      await create({ Image: 'tools:1' }, 'web'),
      `409 Conflict. The container name "/web" is already in use by container "${id}". You have to remove (or rename) that container to be able to reuse that name.`,
    );
    assert.equal(await create({}), '400 config cannot be empty in order to create a container');
    assert.equal(await create({ Image: 'gone:1' }), '404 No such image: gone:1');
    assert.equal(
      await create({ Image: 5 }),
      '400 invalid JSON: json: cannot unmarshal number into Go struct field ContainerConfigWrapper.Config.Image of type string',
    );
    assert.equal(await host({ Memory: 1000 }), '400 Minimum memory limit allowed is 6MB');
    assert.equal(
      await host({ NanoCpus: 99e9 }),
      '400 Range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available',
    );
    assert.equal(
      await host({ RestartPolicy: { Name: 'always' }, AutoRemove: true }),
      "400 can't create 'AutoRemove' container with restart policy",
    );
    assert.equal(
      await host({ Mounts: [{ Type: 'bind', Source: '/no/such', Target: '/x' }] }),
      '400 invalid mount config for type "bind": bind source path does not exist: /no/such',
    );
    assert.equal(await host({ Binds: ['v:/x', 'w:/x'] }), '400 Duplicate mount point: /x');
    assert.equal(await host({ Binds: ['v:/x:foo'] }), '500 invalid mode: foo');
    assert.equal(
      await host({ Binds: ['word'] }),
      "500 invalid volume specification: 'word': invalid mount config for type \"volume\": invalid mount path: 'word' mount path must be absolute",
    );
    stage.events.length = 0;
    assert.equal(
      await create({ Image: 'tools:1', Volumes: { '/data': {} }, HostConfig: { Links: ['gone:db'] } }),
      '400 could not get container for gone: No such container: gone',
    );
    assert.deepEqual(stage.events, ['destroy']);
    assert.equal(
      await create({ Image: 'tools:1', Hostname: 'x', HostConfig: { UTSMode: 'host' } }),
      '400 conflicting options: hostname and the UTS mode',
    );
    const foreign = says('POST /containers/create?platform=linux/s390x', { Image: 'tools:1' });
    assert.match(
      await foreign,
      /^404 image with reference tools:1 was found but .*: wanted linux\/s390x, actual: linux/,
    );
    assert.equal(await says('POST /containers/gone/kill'), '404 cannot kill container: gone: No such container: gone');
  });

  it('runs: events, streams, exit code, log frames', async () => {
    await stage.create('both', { Cmd: ['both'] });
    const waits = stage.ask('POST /containers/both/wait?condition=next-exit');
    assert.equal(await says('POST /containers/both/start'), '204');
    assert.deepEqual((await waits).body, { StatusCode: 3 });
    assert.deepEqual(await logs('both'), Buffer.from('\x01\0\0\0\0\0\0\x04out\n\x02\0\0\0\0\0\0\x04err\n', 'latin1'));
    assert.deepEqual((await logs('both', '&tail=1')).subarray(8).toString(), 'err\n');
    assert.match((await logs('both', '&tail=1&timestamps=1')).subarray(8).toString(), /^\d{4}-.{14}\.\d{9}Z err\n$/);
    assert.deepEqual(stage.events, ['create', 'start', 'die=3']);
    assert.equal((await state('both')).Status, 'exited');
  });

  it('stops with the stop signal, and with SIGKILL after the grace time', async () => {
    await stage.create('polite', { Cmd: ['polite'] });
    await stage.create('deaf');
    await says('POST /containers/polite/start');
    await says('POST /containers/deaf/start');
    assert.equal(await says('POST /containers/polite/start'), '304');
    assert.equal(await says('POST /containers/polite/stop'), '204');
    assert.equal((await state('polite')).ExitCode, 0);
    stage.events.length = 0;
    const stopped = says('POST /containers/deaf/stop?t=3');
    await until(() => stage.events.includes('kill#15'));
    await stage.clock.advance(2900);
    assert.equal((await state('deaf')).Status, 'running');
    await stage.clock.advance(200);
    assert.equal(await stopped, '204');
    assert.equal((await state('deaf')).ExitCode, 137);
    assert.deepEqual(stage.events, ['kill#15', 'kill#9', 'die=137', 'stop']);
    assert.equal(await says('POST /containers/deaf/stop'), '304');
    await says('POST /containers/deaf/start');
    stage.events.length = 0;
    assert.equal(await says('POST /containers/deaf/stop?t=0'), '204');
    assert.deepEqual(stage.events, ['kill#15', 'kill#9', 'die=137', 'stop']);
    const { NetworkSettings } = (await stage.ask('GET /containers/deaf/json')).body as {
      NetworkSettings: { SandboxID: string };
    };
    assert.equal(NetworkSettings.SandboxID, 'b'.repeat(64));
    assert.match(
      await says('POST /containers/deaf/kill'),
      /^409 cannot kill container: deaf: container \w+ is not running$/,
    );
  });

  it('tells why a container could not be started', async () => {
    const runc =
      'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "nosuch": executable file not found in $PATH: unknown';
    await stage.create('c-a', { Cmd: ['nosuch'] });
    assert.equal(await says('POST /containers/c-a/start'), `400 ${runc}`);
    const { Status, ExitCode, Error: text } = await state('c-a');
    assert.deepEqual([Status, ExitCode, text], ['created', 127, runc]);
    await stage.create('c-b', { User: 'nobody' });
    assert.equal(
      await says('POST /containers/c-b/start'),
      '500 unable to find user nobody: no matching entries in passwd file',
    );
    assert.equal((await state('c-b')).ExitCode, 128);
    await stage.create('c-c', { HostConfig: { PortBindings: { '666/tcp': [{ HostPort: '666' }] } } });
    assert.match(await says('POST /containers/c-c/start'), /^500 .*port is already allocated$/);
    assert.deepEqual([(await state('c-c')).Status, (await state('c-c')).ExitCode], ['created', 128]);
  });

  it('restarts by policy, with a back-off, and leaves alone what was stopped by hand', async () => {
    await stage.create('twice', {
      Cmd: ['exit', '1'],
      HostConfig: { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 2 } },
    });
    await says('POST /containers/twice/start');
    await stage.clock.advance(90);
    assert.equal((await state('twice')).Status, 'restarting');
    await stage.clock.advance(1000);
    const twice = await inspect('twice');
    assert.deepEqual([twice.RestartCount, twice.State.Status, twice.State.ExitCode], [2, 'exited', 1]);
    await stage.create('always', { HostConfig: { RestartPolicy: { Name: 'always' } } });
    await says('POST /containers/always/start');
    const stopped = says('POST /containers/always/stop?t=0');
    await until(() => stage.events.includes('kill#15'));
    await stage.clock.advance(1);
    assert.equal(await stopped, '204');
    await stage.clock.advance(100_000);
    assert.equal((await state('always')).Status, 'exited');
    await stage.crash();
    await stage.clock.advance(50);
    assert.equal((await state('always')).Status, 'running');
    assert.equal((await state('twice')).Status, 'exited');
  });

  it('survives a crash with files and logs', async () => {
    await output('writer', { Cmd: ['touch', '/file'] });
    await output('talker', { Cmd: ['echo', 'remember'] });
    await stage.create('idle');
    await says('POST /containers/idle/start');
    await stage.crash();
    assert.deepEqual((await stage.ask('GET /containers/writer/changes')).body, [{ Path: '/file', Kind: 1 }]);
    assert.equal((await logs('talker')).subarray(8).toString(), 'remember\n');
    assert.deepEqual([(await state('idle')).Status, (await state('idle')).ExitCode], ['exited', 255]);
  });

  it('watches health', async () => {
    await stage.create('sick', { Healthcheck: { Test: ['CMD', 'test', '-e', '/ok'], Interval: 1e9, Retries: 2 } });
    await says('POST /containers/sick/start');
    assert.equal((await state('sick')).Health?.Status, 'starting');
    await stage.clock.advance(2500);
    assert.equal((await state('sick')).Health?.Status, 'unhealthy');
    const { body } = await stage.ask('POST /containers/sick/exec', { Cmd: ['touch', '/ok'] });
    await stage.ask(`POST /exec/${(body as { Id: string }).Id}/start`, { Detach: true });
    await stage.clock.advance(1000);
    assert.equal((await state('sick')).Health?.Status, 'healthy');
    assert.ok(stage.events.includes('health_status: unhealthy') && stage.events.includes('health_status: healthy'));
    const row = ((await stage.ask('GET /containers/json')).body as { Status: string }[])[0];
    assert.equal(row?.Status, 'Up 3 seconds (healthy)');
  });

  it("mounts: an empty volume takes the image's content, others share it, tmpfs and read-only roots refuse", async () => {
    assert.equal(
      await output('one', { Cmd: ['cat', '/data/seed'], HostConfig: { Binds: ['vol:/data'] } }),
      'from the image\n',
    );
    await output('two', { Cmd: ['touch', '/v/new'], HostConfig: { Binds: ['vol:/v'] } });
    assert.equal(await output('three', { Cmd: ['cat', '/data/new'], HostConfig: { VolumesFrom: ['one:ro'] } }), 'x');
    await output('four', { Cmd: ['touch', '/x'], HostConfig: { ReadonlyRootfs: true } });
    assert.notEqual((await state('four')).ExitCode, 0);
    assert.match(await output('five', { Cmd: ['cat', '/etc/hosts'], Hostname: 'me' }), /^172\.17\.0\.2\tme$/m);
    assert.equal(
      await output('six', { Cmd: ['cat', '/sys/fs/cgroup/memory.max'], HostConfig: { Memory: 8388608 } }),
      '8388608\n',
    );
    assert.equal(
      await output('seven', { Cmd: ['env'], User: 'app', Hostname: 'h' }),
      'PATH=/bin\nHOSTNAME=h\nFROM=image\nHOME=/home/app\n',
    );
  });

  it('is killed for memory', async () => {
    await stage.create('big', { Cmd: ['hungry'], HostConfig: { Memory: 10_000_000 } });
    const waits = stage.ask('POST /containers/big/wait?condition=next-exit');
    await says('POST /containers/big/start');
    assert.deepEqual((await waits).body, { StatusCode: 137 });
    assert.equal((await state('big')).OOMKilled, true);
    assert.deepEqual(stage.events, ['create', 'start', 'oom', 'die=137']);
  });
});
