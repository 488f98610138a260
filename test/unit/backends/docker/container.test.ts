import assert from 'node:assert/strict';
import type { Raw } from '../../../../src/backends/docker/answer';
import { DockerClient } from '../../../../src/backends/docker/client';
import { toResource } from '../../../../src/backends/docker/kinds/container';
import { lifeVerbs } from '../../../../src/backends/docker/verbs/container-life';
import type { Resource } from '../../../../src/core/resources/resource';
import type { VerbId } from '../../../../src/core/resources/verb-names';
import { never, recordedJson, surroundingsOf, type Recording } from './engine';

async function resources(engine: Recording): Promise<ReadonlyMap<string, Resource>> {
  const raw = (await recordedJson(engine, 'containers.json')) as readonly Raw[];
  return new Map(raw.map((one) => toResource(one)).map((resource) => [resource.name, resource]));
}

const fact = (resource: Resource | undefined, name: string) =>
  resource?.facts.find((one) => one.name.en === name)?.value;

// name: state, health, summary in both languages
const expected: Readonly<Record<string, readonly [string, string, string, string]>> = {
  'tutor-web1': [
    'running',
    'running',
    'running · 127.0.0.1:8081→80 · nginx:1.30-alpine',
    '运行中 · 127.0.0.1:8081→80 · nginx:1.30-alpine',
  ],
  'all-addresses': [
    'running',
    'running',
    'running · 0.0.0.0:5354→53/udp · 0.0.0.0:8082→80 · nginx:1.30-alpine',
    '运行中 · 0.0.0.0:5354→53/udp · 0.0.0.0:8082→80 · nginx:1.30-alpine',
  ],
  healthy: ['running', 'running', 'running (healthy)', '运行中（健康）'],
  unhealthy: ['running', 'failed', 'running (unhealthy)', '运行中（不健康）'],
  starting: ['running', 'changing', 'running (health check starting)', '运行中（健康检查中）'],
  finished: ['exited', 'stopped', 'exited (code 0)', '已退出（退出码 0）'],
  failing: ['exited', 'failed', 'exited (code 3)', '已退出（退出码 3）'],
  killed: ['exited', 'stopped', 'exited (code 137)', '已退出（退出码 137）'],
  looping: ['restarting', 'failed', 'restarting (code 1)', '反复重启（退出码 1）'],
  paused: ['paused', 'stopped', 'paused', '已暂停'],
  made: ['created', 'stopped', 'created', '已创建'],
};

for (const engine of ['engine-20.10', 'engine-26.1'] as const) {
  describe(`a container as a resource (${engine})`, () => {
    let found: ReadonlyMap<string, Resource>;
    before(async () => {
      found = await resources(engine);
    });

    for (const [name, [state, health, en, zh]] of Object.entries(expected)) {
      it(`${name}: ${en}`, () => {
        const resource = found.get(name);
        assert.ok(resource);
        const image = name === 'tutor-web1' || name === 'all-addresses' ? '' : ' · busybox:1.37';
        const summary = { en: en + image, zh: zh + image };
        assert.deepEqual([resource.state, resource.health, resource.summary], [state, health, summary]);
      });
    }

    it('has facts', () => {
      const web = found.get('tutor-web1');
      assert.equal(fact(web, 'Image'), 'nginx:1.30-alpine');
      assert.equal(fact(web, 'ID'), web?.id.slice(0, 12));
      assert.match(fact(web, 'Created') ?? '', /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/);
      assert.equal(fact(web, 'Ports'), '127.0.0.1:8081→80');
      assert.match(fact(web, 'Networks') ?? '', /^bridge \(10\.222\.0\.\d+\)$/);
      assert.equal(fact(web, 'Compose project'), undefined);
      assert.equal(fact(found.get('in-compose'), 'Compose project'), 'shop');
      assert.equal(fact(found.get('in-compose'), 'Networks'), 'tutor-be-net');
      assert.equal(found.get('in-compose')?.parent, 'project/shop');
      assert.equal(found.get('healthy')?.parent, undefined);
    });

    it('that is not well says why, and where to read of it', () => {
      const why = (name: string) => found.get(name)?.trouble?.why.en ?? '';
      assert.match(why('failing'), /ended with code 3.*logs/);
      assert.match(why('looping'), /again and again.*code 1/);
      assert.match(why('unhealthy'), /health check fails/);
      assert.equal(found.get('failing')?.trouble?.lesson, 'docker/commands');
      for (const name of ['healthy', 'finished', 'killed', 'made', 'starting']) assert.equal(why(name), '');
    });

    it('is marked by its label', () => {
      assert.equal(found.get('tutor-web1')?.exercise, 'docker-two-webs');
      assert.equal('exercise' in (found.get('healthy') ?? {}), false);
    });
  });
}

describe('a container as newer engines send it', () => {
  let found: ReadonlyMap<string, Resource>;
  before(async () => {
    found = await resources('engine-29-shape');
  });

  it('has its ports and its health', () => {
    const web = found.get('web');
    assert.equal(web?.summary.en, 'running (healthy) · 0.0.0.0:8081→80 · nginx:1.30-alpine');
    assert.equal(fact(web, 'Ports'), '0.0.0.0:8081→80, 443/tcp');
    assert.equal(fact(web, 'Networks'), 'bridge (172.17.0.2)');
    assert.equal(web.exercise, 'docker-two-webs');
  });

  it('may have null for ports and labels, and an image without a name', () => {
    const made = found.get('made');
    assert.equal(made?.summary.en, 'created · bb1100000000');
    assert.equal(fact(made, 'Image'), 'bb1100000000');
    assert.equal(fact(made, 'Networks'), 'bridge');
  });

  it('may have no name while it is removed', () => {
    const nameless = found.get('aa1100000000');
    assert.deepEqual([nameless?.health, nameless?.summary.en], ['changing', 'being removed · busybox:1.37']);
  });

  it('may be in a state that nobody knows yet, have an alias and an IPv6 address', () => {
    const six = found.get('six');
    assert.deepEqual([six?.health, six?.summary.zh], ['unknown', 'hibernating · [::1]:8083→80 · busybox:1.37']);
  });
});

describe('the verbs of a container', () => {
  const client = new DockerClient({ surroundings: () => surroundingsOf('unix:///nowhere.sock') });
  const actions = lifeVerbs(client);
  const action = (id: VerbId) => {
    const found = actions.find((one) => one.id === id);
    assert.ok(found);
    return found;
  };

  const offered: Readonly<Record<string, readonly VerbId[]>> = {
    healthy: ['stop', 'restart', 'pause', 'kill', 'rename', 'remove'],
    paused: ['stop', 'restart', 'unpause', 'kill', 'rename', 'remove'],
    looping: ['stop', 'restart', 'kill', 'rename', 'remove'],
    made: ['start', 'rename', 'remove'],
    failing: ['start', 'rename', 'remove'],
  };
  for (const [name, ids] of Object.entries(offered)) {
    it(`of ${name} are ${ids.join(' and ')}`, async () => {
      const resource = (await resources('engine-20.10')).get(name);
      assert.ok(resource);
      assert.deepEqual(
        actions.filter((one) => one.applies(resource)).map(({ id }) => id),
        ids,
      );
    });
  }

  const goes = async (resource: Resource) => (await action('remove').destroys?.(resource, {}, never))?.en ?? '';

  it('say which command line they stand for, and what goes', async () => {
    const found = await resources('engine-20.10');
    const [healthy, made] = [found.get('healthy'), found.get('made')];
    assert.ok(healthy && made);
    assert.equal(action('start').commandLine(made, {}), 'docker start made');
    assert.equal(action('stop').commandLine(healthy, {}), 'docker stop healthy');
    assert.equal(action('remove').commandLine(healthy, {}), 'docker rm --force healthy');
    assert.equal(action('remove').commandLine(made, {}), 'docker rm made');
    assert.match(await goes(healthy), /running and will be killed.*healthy.*volumes.*stay/);
    assert.doesNotMatch(await goes(made), /killed/);
    assert.equal(action('stop').destroys, undefined);
  });

  it('fail with the reason', async () => {
    const made = (await resources('engine-20.10')).get('made');
    assert.ok(made);
    await assert.rejects(action('start').run(made, {}, never), { code: 'docker-not-installed' });
  });
});
