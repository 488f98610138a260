import assert from 'node:assert/strict';
import { createServer, type AddressInfo } from 'node:net';
import { knock, openLab } from './lab-swarm-stage';

const image = 'nginx:1.30-alpine';

/** A port that nobody has. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const specOf = (name: string, more: object = {}, container: object = {}, template: object = {}) => ({
  Name: name,
  TaskTemplate: { ContainerSpec: { Image: image, ...container }, ...template },
  Mode: { Replicated: { Replicas: 2 } },
  ...more,
});

describe('a swarm in the practice lab', function () {
  this.timeout(20_000);
  let lab: ReturnType<typeof openLab>;
  beforeEach(async () => {
    lab = openLab();
    await lab.begin();
  });
  afterEach(() => lab.close());

  const states = async (name: string) =>
    (await lab.tasks(name)).map(({ Slot, DesiredState, Status }) => [Slot, DesiredState, Status.State]);

  it('begins and ends, and refuses as dockerd does', async () => {
    assert.match(String((await lab.ask('POST', '/swarm/init', {})).body), /already part of a swarm/);
    assert.equal((await lab.ask('POST', '/swarm/leave')).status, 503);
    const networks = (await lab.done('GET', '/networks')) as readonly { Name: string; Scope: string; Driver: string }[];
    const found = networks.map(({ Name, Driver, Scope }) => `${Name} ${Driver} ${Scope}`);
    assert.ok(found.includes('ingress overlay swarm') && found.includes('docker_gwbridge bridge local'), found.join());
    const { Swarm } = (await lab.done('GET', '/info')) as { Swarm: Readonly<Record<string, unknown>> };
    assert.deepEqual([Swarm['LocalNodeState'], Swarm['ControlAvailable']], ['active', true]);
    await lab.done('POST', '/services/create', specOf('web'));
    const again = await lab.ask('POST', '/services/create', specOf('web'));
    assert.deepEqual(again, {
      status: 409,
      body: 'rpc error: code = AlreadyExists desc = name conflicts with an existing object: service web already exists',
    });
    assert.deepEqual(await lab.ask('GET', '/services/nope'), { status: 404, body: 'service nope not found' });
    await lab.done('POST', '/swarm/leave?force=true');
    assert.deepEqual(await lab.done('GET', '/containers/json?all=true'), []);
    assert.equal((await lab.ask('GET', '/services')).status, 503);
    assert.equal((await lab.ask('GET', '/networks/ingress')).status, 404);
    await lab.done('POST', '/swarm/init', {});
    assert.deepEqual(await lab.done('GET', '/services'), []);
  });

  it('keeps the tasks up, publishes their port through the mesh and heals what dies', async () => {
    const port = await freePort();
    const ports = [{ Protocol: 'tcp', TargetPort: 80, PublishedPort: port, PublishMode: 'ingress' }];
    await lab.done('POST', '/services/create', specOf('web', { EndpointSpec: { Mode: 'vip', Ports: ports } }));
    assert.deepEqual((await lab.service('web')).ServiceStatus, { RunningTasks: 2, DesiredTasks: 2, CompletedTasks: 0 });
    assert.deepEqual((await lab.service('web')).Endpoint.Ports, ports);
    assert.equal(await knock(port), 200);
    const taken = await lab.ask('POST', '/services/create', specOf('b', { EndpointSpec: { Ports: ports } }));
    assert.match(
      String(taken.body),
      /^rpc error: code = InvalidArgument desc = port '\d+' is already in use by service 'web'/,
    );
    const [first] = await lab.tasks('web');
    const id = first?.Status.ContainerStatus?.ContainerID ?? '';
    const container = (await lab.done('GET', `/containers/${id}/json`)) as {
      Name: string;
      Config: { Labels: Readonly<Record<string, string>> };
    };
    assert.equal(container.Name, `/web.1.${first?.ID}`);
    assert.equal(container.Config.Labels['com.docker.swarm.service.name'], 'web');
    await lab.done('POST', `/containers/${id}/kill`);
    // The one in its place is ready, and waits for the delay of the restart policy.
    assert.deepEqual(
      (await states('web')).filter(([slot]) => slot === 1),
      [
        [1, 'shutdown', 'failed'],
        [1, 'ready', 'ready'],
      ],
    );
    assert.equal((await lab.tasks('web'))[0]?.Status.Err, 'task: non-zero exit (137)');
    await lab.clock.advance(5000);
    assert.deepEqual((await states('web')).filter(([slot]) => slot === 1).at(-1), [1, 'running', 'running']);
    const service = await lab.service('web');
    await lab.done('DELETE', `/services/${service.ID}`);
    assert.deepEqual(await lab.done('GET', '/tasks'), []);
    assert.equal(await knock(port), 'ECONNREFUSED');
  });

  it('updates task by task, tells how it goes, and goes back', async () => {
    await lab.done('POST', '/services/create', specOf('web'));
    const before = await lab.service('web');
    const after = specOf('web', { UpdateConfig: { Parallelism: 1, Delay: 3e9 } }, { Env: ['RELEASE=2'] });
    const update = (version: number, query = ''): string => `/services/web/update?version=${version}${query}`;
    assert.deepEqual(await lab.ask('POST', update(1), after), {
      status: 500,
      body: 'rpc error: code = Unknown desc = update out of sequence',
    });
    await lab.done('POST', update(before.Version.Index), after);
    await lab.clock.advance(500);
    assert.equal((await lab.service('web')).UpdateStatus?.State, 'updating');
    assert.deepEqual(
      (await states('web')).filter(([, , state]) => state === 'shutdown'),
      [[1, 'shutdown', 'shutdown']],
    );
    await lab.clock.advance(15_000);
    const updated = await lab.service('web');
    assert.deepEqual([updated.UpdateStatus?.State, updated.UpdateStatus?.Message], ['completed', 'update completed']);
    assert.ok(updated.PreviousSpec);
    assert.deepEqual(
      (await states('web')).filter(([, desired]) => desired === 'running'),
      [
        [1, 'running', 'running'],
        [2, 'running', 'running'],
      ],
    );
    await lab.done('POST', update(updated.Version.Index, '&rollback=previous'), after);
    await lab.clock.advance(15_000);
    const back = await lab.service('web');
    assert.equal(back.UpdateStatus?.State, 'rollback_completed');
    assert.deepEqual(back.Spec, before.Spec);
  });

  it('pauses an update that fails, and tries again at the pace of the policy', async () => {
    await lab.done('POST', '/services/create', specOf('web'));
    const { Version } = await lab.service('web');
    await lab.done('POST', `/services/web/update?version=${Version.Index}`, specOf('web', {}, { Image: 'nginx:9.99' }));
    await lab.clock.advance(30_000);
    const service = await lab.service('web');
    assert.equal(service.UpdateStatus?.State, 'paused');
    assert.match(service.UpdateStatus.Message, /^update paused due to failure or early termination of task \w{25}$/);
    const tasks = await lab.tasks('web');
    assert.ok(tasks.some(({ Status }) => Status.Err === 'No such image: nginx:9.99'));
    // The other slot is left alone, and a slot remembers five tasks.
    assert.deepEqual(
      tasks.filter(({ Slot }) => Slot === 2).map(({ Status }) => Status.State),
      ['running'],
    );
    assert.equal(tasks.filter(({ Slot }) => Slot === 1).length, 5);
  });

  it('rolls a failed update back when it is to', async () => {
    await lab.done('POST', '/services/create', specOf('web'));
    const { Version, Spec } = await lab.service('web');
    const broken = specOf('web', { UpdateConfig: { FailureAction: 'rollback' } }, { Command: ['sh', '-c', 'exit 3'] });
    await lab.done('POST', `/services/web/update?version=${Version.Index}`, broken);
    await lab.clock.advance(30_000);
    const service = await lab.service('web');
    assert.equal(service.UpdateStatus?.State, 'rollback_completed');
    assert.deepEqual(service.Spec, Spec);
    assert.ok((await lab.tasks('web')).some(({ Status }) => Status.Err === 'task: non-zero exit (3)'));
    assert.deepEqual(service.ServiceStatus, { RunningTasks: 2, DesiredTasks: 2, CompletedTasks: 0 });
  });

  it('gives secrets and configs, and names on overlay networks', async () => {
    const data = Buffer.from('geheim').toString('base64');
    const { ID: secret } = (await lab.done('POST', '/secrets/create', { Name: 'tok', Data: data })) as { ID: string };
    const shown = (await lab.done('GET', '/secrets/tok')) as { Spec: object };
    assert.deepEqual(shown.Spec, { Name: 'tok', Labels: {} });
    await lab.done('POST', '/networks/create', { Name: 'ov', Driver: 'overlay' });
    const Networks = [{ Target: 'ov' }];
    const Secrets = [{ SecretID: secret, SecretName: 'tok', File: { Name: 'tok', Mode: 0o400 } }];
    await lab.done('POST', '/services/create', specOf('api', {}, {}, { Networks }));
    const script =
      'cat /run/secrets/tok; nslookup api | grep ^Address; nslookup tasks.api | grep -c "^Name"; sleep 900';
    const container = { Image: 'busybox:1.37', Args: ['sh', '-c', script], Secrets };
    await lab.done(
      'POST',
      '/services/create',
      specOf('cli', { Mode: { Replicated: { Replicas: 1 } } }, container, { Networks }),
    );
    await lab.clock.advance(2000);
    const { Endpoint } = await lab.service('api');
    const [vip] = Endpoint.VirtualIPs as readonly { readonly Addr: string }[];
    const text = String(await lab.done('GET', '/services/cli/logs?stdout=1&stderr=1'));
    assert.match(text, /geheim/);
    assert.ok(text.includes(`Address: ${vip?.Addr.split('/')[0]}`), text);
    assert.deepEqual(await lab.ask('DELETE', '/secrets/tok'), {
      status: 400,
      body: "rpc error: code = InvalidArgument desc = secret 'tok' is in use by the following service: cli",
    });
    assert.match(
      String((await lab.ask('DELETE', '/networks/ov')).body),
      /FailedPrecondition desc = network \w+ is in use by service/,
    );
    await lab.done('DELETE', '/services/cli');
    await lab.clock.advance(11_000);
    await lab.done('DELETE', '/secrets/tok');
  });

  it('drains the node, and begins its tasks anew after a crash', async () => {
    await lab.done('POST', '/services/create', specOf('web'));
    await lab.done('POST', '/services/create', specOf('agent', { Mode: { Global: {} } }));
    const [node] = (await lab.done('GET', '/nodes')) as readonly { ID: string; Version: { Index: number } }[];
    const set = (Availability: string, version: number) =>
      lab.done('POST', `/nodes/${node?.ID}/update?version=${version}`, { Role: 'manager', Availability });
    await set('drain', node?.Version.Index ?? 0);
    await lab.clock.advance(1000);
    const waiting = (await lab.tasks('web')).filter(({ DesiredState }) => DesiredState === 'running');
    assert.deepEqual(
      waiting.map(({ Status }) => [Status.State, Status.Err]),
      Array(2).fill(['pending', 'no suitable node (1 node not available for new tasks)']),
    );
    assert.deepEqual((await lab.service('agent')).ServiceStatus, {
      RunningTasks: 0,
      DesiredTasks: 0,
      CompletedTasks: 0,
    });
    const { Version } = (await lab.done('GET', '/nodes/self')) as { Version: { Index: number } };
    await set('active', Version.Index);
    await lab.clock.advance(1000);
    assert.deepEqual((await lab.service('web')).ServiceStatus, { RunningTasks: 2, DesiredTasks: 2, CompletedTasks: 0 });
    await lab.crash();
    await lab.clock.advance(6000);
    for (const [name, count] of [
      ['web', 2],
      ['agent', 1],
    ] as const) {
      const { ServiceStatus } = await lab.service(name);
      assert.deepEqual(ServiceStatus, { RunningTasks: count, DesiredTasks: count, CompletedTasks: 0 });
    }
    assert.ok((await lab.tasks('web')).some(({ Status }) => Status.State === 'failed'));
  });
});
