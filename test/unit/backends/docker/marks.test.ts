import assert from 'node:assert/strict';
import { DockerClient } from '../../../../src/backends/docker/client';
import { dockerMarks } from '../../../../src/backends/docker/marks';
import type { MarkedObject } from '../../../../src/core/course/desk';
import type { Exercise } from '../../../../src/core/course/lesson';
import {
  failsWith,
  littleEngine,
  never,
  recordedJson,
  surroundingsOf,
  type Answer,
  type LittleEngine,
  type Recording,
} from './engine';

const exercise = { id: 'docker-two-webs' } as Exercise;
const anyOrder: readonly MarkedObject[] = [
  { kind: 'image', id: 'tutor/web:1', name: 'tutor/web:1' },
  { kind: 'volume', id: 'v', name: 'v' },
  { kind: 'network', id: 'n', name: 'n' },
  { kind: 'container', id: 'c1', name: 'one' },
  { kind: 'container', id: 'c2', name: 'two' },
];

describe('the marks of an exercise', () => {
  let engine: LittleEngine | undefined;
  const marksOf = async (answer: Answer) => {
    engine = await littleEngine(answer);
    const { surroundings } = engine;
    return dockerMarks(new DockerClient({ surroundings: () => surroundings }));
  };
  const changes = () =>
    engine?.asked.filter((line) => !line.startsWith('GET')).map((line) => line.replace('/v1.41', '')) ?? [];
  afterEach(async () => {
    await engine?.close();
    engine = undefined;
  });

  const files: Readonly<Record<string, string>> = {
    '/containers/json': 'marked-containers.json',
    '/networks': 'marked-networks.json',
    '/volumes': 'marked-volumes.json',
    '/images/json': 'marked-images.json',
  };
  const recordedAnswer =
    (recording: Recording): Answer =>
    ({ path, query }) => {
      assert.equal(query.get('filters'), '{"label":["tutor.exercise=docker-two-webs"]}');
      return recordedJson(recording, files[path] ?? 'none');
    };

  for (const recording of ['engine-20.10', 'engine-26.1'] as const) {
    it(`are found on all kinds of objects, and on our name of an image that has another one (${recording})`, async () => {
      const found = await (await marksOf(recordedAnswer(recording))).find(exercise, never);
      assert.deepEqual(
        found.map(({ kind, name }) => `${kind} ${name}`),
        ['container tutor-web1', 'network tutor-be-net', 'volume tutor-be-data', 'image tutor/be-web:1'],
      );
      assert.match(found[0]?.id ?? '', /^[0-9a-f]{64}$/);
    });
  }

  it('lead to the network that Compose made without a mark, unless somebody else uses it', async () => {
    const compose = 'com.docker.compose.project';
    const asked = (filters: string): readonly object[] => {
      const { label = [], network = [] } = JSON.parse(filters) as Readonly<Record<string, readonly string[]>>;
      if (label[0] === `${compose}=shop`)
        return [
          { Id: 'n-default', Name: 'shop_default', Labels: { [compose]: 'shop' } },
          { Id: 'n-shared', Name: 'shop_shared', Labels: { [compose]: 'shop' } },
          { Id: 'n-other', Name: 'shop_other', Labels: { [compose]: 'shop', 'tutor.exercise': 'another' } },
        ];
      const users: Readonly<Record<string, readonly object[]>> = {
        'n-default': [{ Id: 'c1' }],
        'n-shared': [{ Id: 'c1' }, { Id: 'c-own' }],
      };
      return users[network[0] ?? ''] ?? [];
    };
    const marks = await marksOf(({ path, query }) => {
      const filters = query.get('filters') ?? '';
      if (path === '/volumes') return { Volumes: null };
      if (!filters.includes('tutor.exercise=')) return asked(filters);
      return path === '/containers/json' ? [{ Id: 'c1', Names: ['/shop-web-1'], Labels: { [compose]: 'shop' } }] : [];
    });
    assert.deepEqual(
      (await marks.find(exercise, never)).map(({ id }) => id),
      ['c1', 'n-default'],
    );
  });

  it('are found on images without a name, under wrong names, and under our registry', async () => {
    const marks = await marksOf(({ path }) => {
      if (path === '/images/json') return recordedJson('engine-29-shape', 'marked-images.json');
      return path === '/volumes' ? { Volumes: null } : [];
    });
    assert.deepEqual(
      (await marks.find(exercise, never)).map(({ id, name }) => [id.slice(0, 30), name]),
      [
        ['sha256:bb110000000000000000000', 'bb1100000000'],
        ['web:latest', 'web:latest'],
        ['other:1', 'other:1'],
        ['127.0.0.1:5001/tutor/web:1', '127.0.0.1:5001/tutor/web:1'],
      ],
    );
  });

  it('are the repository of images that are only tagged', async () => {
    const tagged = [
      { Id: 'sha256:1', RepoTags: ['tutor/base:1', 'busybox:1.37', 'tutor/basement:1', 'localhost:5001/tutor/base:2'] },
    ];
    const marks = await marksOf(({ path, query }) => {
      if (path === '/images/json') return query.has('filters') ? [] : tagged;
      return path === '/volumes' ? { Volumes: null } : [];
    });
    const repositories = ['tutor/base', '127.0.0.1:5001/tutor/base'];
    assert.deepEqual(
      (await marks.find({ ...exercise, repositories }, never)).map(({ name }) => name),
      ['tutor/base:1', 'localhost:5001/tutor/base:2'],
    );
  });

  it('are removed in the order in which things hold each other, with the anonymous volumes of containers', async () => {
    const asked: string[] = [];
    const marks = await marksOf(({ path, query }, response) => {
      asked.push(`${path}?${query.toString()}`);
      response.statusCode = path.startsWith('/images') ? 200 : 204;
      response.end(path.startsWith('/images') ? '[{"Untagged":"x"}]' : '');
    });
    await marks.remove(anyOrder, never);
    assert.deepEqual(asked, [
      '/containers/c1?force=true&v=true',
      '/containers/c2?force=true&v=true',
      '/networks/n?',
      '/volumes/v?',
      '/images/tutor/web:1?',
    ]);
    assert.ok(changes().every((line) => line.startsWith('DELETE')));
  });

  it('that are gone already are removed', async () => {
    const marks = await marksOf(() => undefined);
    await marks.remove(anyOrder, never);
    assert.equal(changes().length, 5);
  });

  it('go on being removed after a failure, which is told at the end', async () => {
    const marks = await marksOf(({ path }, response) => {
      response.statusCode = /^\/(networks|images)/.test(path) ? 409 : 204;
      response.end(response.statusCode === 409 ? JSON.stringify({ message: `${path} is in use` }) : '');
    });
    const removed = marks.remove(anyOrder, never);
    await assert.rejects(
      removed,
      failsWith('docker-not-removed', /network n, image tutor\/web:1.*\/networks\/n is in use/),
    );
    assert.equal(changes().length, 5);
  });

  it('of a container that the engine is removing itself are waited for', async () => {
    let looks = 0;
    const marks = await marksOf(({ method }, response) => {
      if (method === 'DELETE')
        response.writeHead(409).end('{"message":"removal of container c1 is already in progress"}');
      else if ((looks += 1) < 2) return { Id: 'c1' };
      return undefined;
    });
    await marks.remove([{ kind: 'container', id: 'c1', name: 'one' }], never);
    assert.equal(looks, 2);
  });

  it('that cannot be reached say why', async () => {
    const client = new DockerClient({ surroundings: () => surroundingsOf('unix:///nowhere.sock') });
    await assert.rejects(dockerMarks(client).find(exercise, never), failsWith('docker-not-installed'));
    await assert.rejects(dockerMarks(client).remove(anyOrder, never), failsWith('docker-not-installed'));
  });
});
