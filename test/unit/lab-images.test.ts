import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { parseReference, familiar } from '../../src/lab/docker/images';
import { makeLayer } from '../../src/lab/files';
import { file, memoryKeeper, message, smallRegistry, Stage } from './lab-images-stage';

describe('lab images', () => {
  let stage: Stage;
  beforeEach(() => (stage = new Stage()));
  afterEach(() => stage.close());

  it('reads names as the reference library does', () => {
    for (const [text, shown] of [
      ['nginx', 'nginx'],
      ['docker.io/library/nginx:1', 'nginx:1'],
      ['localhost/x', 'localhost/x'],
      ['127.0.0.1:5001/tutor/site:1.0', '127.0.0.1:5001/tutor/site:1.0'],
      ['tutor/site', 'tutor/site'],
      [`nginx@sha256:${'a'.repeat(64)}`, `nginx@sha256:${'a'.repeat(64)}`],
    ] as const) {
      assert.equal(familiar(parseReference(text)), shown);
    }
    for (const [text, sentence] of [
      ['NGINX', 'invalid reference format: repository name (library/NGINX) must be lowercase'],
      ['a:b:c', 'invalid reference format'],
      ['', 'invalid reference format'],
      ['nginx@sha256:12', 'invalid reference format'],
      ['a'.repeat(64), `invalid repository name (${'a'.repeat(64)}), cannot specify 64-byte hexadecimal strings`],
    ] as const) {
      assert.throws(() => parseReference(text), { status: 400, message: sentence });
    }
  });

  it('pulls from the catalogue, refuses what it has not', async () => {
    const first = await stage.pull('nginx:1.30-alpine');
    assert.match(first.text, /"Pulling from library\/nginx","id":"1.30-alpine"/);
    assert.match(first.text, /Pull complete/);
    assert.match(first.text, /Status: Downloaded newer image for nginx:1.30-alpine/);
    assert.match((await stage.pull('nginx:1.30-alpine')).text, /Status: Image is up to date for nginx:1.30-alpine/);
    assert.match((await stage.pull('redis:8-alpine')).text, /Already exists/, 'they share their base');
    const [digest = ''] = stage.images.namesOf(stage.images.require('nginx:1.30-alpine').id).digests;
    assert.match((await stage.pull(digest)).text, /Image is up to date/);
    const tagless = await stage.pull('nginx:nope');
    assert.deepEqual(
      [tagless.status, message(tagless)],
      [404, 'manifest for nginx:nope not found: manifest unknown: manifest unknown'],
    );
    const unknown = await stage.pull('nosuch:1');
    assert.equal(unknown.status, 404);
    assert.equal(
      message(unknown),
      "pull access denied for nosuch, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    );
    assert.deepEqual(stage.events.slice(0, 2), ['image pull nginx', 'image pull nginx']);
  });

  it('inspects and lists with the fields of each API version', async () => {
    await stage.pull('nginx:1.30-alpine');
    const now: Record<string, unknown> = (await stage.ask('GET', '/v1.45/images/nginx:1.30-alpine/json')).json;
    const then: Record<string, unknown> = (await stage.ask('GET', '/v1.43/images/nginx:1.30-alpine/json')).json;
    assert.equal('VirtualSize' in now || 'ContainerConfig' in now, false);
    assert.equal('VirtualSize' in then && 'ContainerConfig' in then, true);
    const config = now['Config'] as Record<string, unknown>;
    assert.equal(config['StopSignal'], 'SIGQUIT');
    assert.deepEqual(config['ExposedPorts'], { '80/tcp': {} });
    const file = stage.images.require('nginx:1.30-alpine') as unknown as { file: string };
    assert.equal(now['Id'], `sha256:${createHash('sha256').update(file.file).digest('hex')}`);
    await stage.make('', 'nameless');
    const filter = (value: object) => `/images/json?filters=${encodeURIComponent(JSON.stringify(value))}`;
    const list = async (path: string) => (await stage.ask('GET', path)).json as readonly { RepoTags: string[] }[];
    assert.deepEqual(
      (await list(filter({ dangling: ['true'] }))).map(({ RepoTags }) => RepoTags),
      [[]],
    );
    assert.deepEqual((await list(`/v1.42${filter({ dangling: { true: true } })}`))[0]?.RepoTags, ['<none>:<none>']);
    assert.equal((await list(filter({ reference: ['ngin*'] }))).length, 1);
    assert.equal((await list(filter({ label: ['tutor.exercise=x'] }))).length, 1);
    assert.equal(message(await stage.ask('GET', filter({ foo: ['x'] }))), "invalid filter 'foo'");
    const history = (await stage.ask('GET', '/images/nginx:1.30-alpine/history')).json as readonly {
      Id: string;
      Size: number;
    }[];
    assert.equal(history[0]?.Id, now['Id']);
    assert.equal(history[1]?.Id, '<missing>');
    assert.equal(
      history.reduce((sum, { Size }) => sum + Size, 0),
      now['Size'],
    );
  });

  it('refuses to remove what is in use, and says what it removed', async () => {
    const id = await stage.make('tutor/a:1', 'a');
    const short = id.slice(7, 19);
    stage.use(id, 'running');
    const gone = (path: string) => stage.ask('DELETE', `/images/${path}`);
    assert.equal(
      message(await gone('tutor/a:1')),
      `conflict: unable to remove repository reference "tutor/a:1" (must force) - container cccccccccccc is using its referenced image ${short}`,
    );
    assert.equal(
      message(await gone(`${short}?force=1`)),
      `conflict: unable to delete ${short} (cannot be forced) - image is being used by running container cccccccccccc`,
    );
    assert.deepEqual((await gone('tutor/a:1?force=1')).json, [{ Untagged: 'tutor/a:1' }]);
    stage.containers.length = 0;
    stage.use(id, 'exited');
    assert.equal(
      message(await gone(short)),
      `conflict: unable to delete ${short} (must be forced) - image is being used by stopped container cccccccccccc`,
    );
    stage.containers.length = 0;
    stage.images.tag(id, 'tutor/a:1');
    stage.images.tag(id, 'tutor/b:1');
    assert.match(message(await gone(short)), /\(must be forced\) - image is referenced in multiple repositories$/);
    assert.deepEqual((await gone('tutor/b:1')).json, [{ Untagged: 'tutor/b:1' }]);
    const [diffId] = stage.images.require(id).layers.map((layer) => layer.diffId);
    assert.deepEqual((await gone('tutor/a:1')).json, [{ Untagged: 'tutor/a:1' }, { Deleted: id }, { Deleted: diffId }]);
    assert.equal(message(await gone('tutor/a:1')), 'No such image: tutor/a:1');
  });

  it('saves, loads, commits, imports and prunes', async () => {
    const id = await stage.make('tutor/a:1', 'a');
    const archive = (await stage.ask('GET', '/images/tutor%2Fa:1/get')).bytes;
    await stage.ask('DELETE', '/images/tutor/a:1');
    const loaded = await stage.ask('POST', '/images/load?quiet=1', archive);
    assert.deepEqual(loaded.json, { stream: 'Loaded image: tutor/a:1\n' });
    assert.equal(stage.images.require('tutor/a:1').id, id);
    for (const [nonsense, sentence] of [
      [Buffer.from('garbage'), /"unexpected EOF"/],
      [Buffer.alloc(10240), /repositories: no such file or directory/],
      [Buffer.alloc(1024, 'x'), /invalid tar header/],
    ] as const) {
      assert.match((await stage.ask('POST', '/images/load', nonsense)).text, sentence);
    }
    stage.use(id, 'exited');
    const changes = await makeLayer(new Map([['new', file('new')]]));
    Object.assign(stage.containers[0] as object, { changes: () => Promise.resolve(changes) });
    const committed = await stage.ask(
      'POST',
      '/commit?container=tutor-c&repo=tutor/c&tag=2&comment=why&author=me&changes=ENV%20A%3Db&changes=EXPOSE%2080',
    );
    assert.equal(committed.status, 201);
    const image = stage.images.require('tutor/c:2');
    assert.deepEqual([image.parent, image.layers.length, image.author, image.config.Env], [id, 2, 'me', ['A=b']]);
    assert.equal(stage.events.includes('container commit tutor-c'), true);
    assert.equal(
      message(await stage.ask('POST', '/commit?container=tutor-c&changes=RUN%20x')),
      'RUN is not a valid change command',
    );
    assert.match(message(await stage.ask('DELETE', `/images/${id}?force=1`)), /image has dependent child images$/);
    assert.equal(
      message(await stage.ask('POST', '/images/tutor%2Fa:1/tag?repo=X&tag=y')),
      'invalid reference format: repository name (library/X) must be lowercase',
    );
    stage.containers.length = 0;
    await stage.make('', 'nameless');
    const pruned: { ImagesDeleted: unknown[]; SpaceReclaimed: number } = (await stage.ask('POST', '/images/prune'))
      .json;
    assert.deepEqual([pruned.ImagesDeleted.length, pruned.SpaceReclaimed], [2, 'nameless'.length]);
  });

  it('comes back from a snapshot, the catalogue’s layers by name', async () => {
    const keeper = memoryKeeper();
    const before = new Stage(keeper);
    await before.pull('nginx:1.30-alpine');
    const id = await before.make('tutor/a:1', randomUUID());
    await keeper.flush();
    before.close();
    const kept = [...keeper.load('image-layer').values()] as { tar?: Uint8Array }[];
    assert.equal(kept.filter(({ tar }) => tar).length, 1);
    const after = new Stage(keeper);
    await after.images.restore();
    assert.equal(after.images.require('tutor/a:1').id, id);
    const [was, is] = [before, after].map(({ images }) => images.require('nginx:1.30-alpine'));
    assert.deepEqual(
      is?.layers.map(({ diffId }) => diffId),
      was?.layers.map(({ diffId }) => diffId),
    );
    assert.equal(is?.id, was?.id);
  });

  it('pushes to and pulls from a registry on loopback', async () => {
    const registry = await smallRegistry();
    const name = `127.0.0.1:${registry.port}/tutor/a`;
    const id = await stage.make(`${name}:1`, 'a');
    const push = () => stage.ask('POST', `/images/${name}/push?tag=1`, undefined, { 'X-Registry-Auth': 'e30=' });
    const pushed = await push();
    assert.match(pushed.text, /"Pushed"/);
    const [, digest = ''] = /1: digest: (sha256:[0-9a-f]{64}) size: \d+/.exec(pushed.text) ?? [];
    assert.match((await push()).text, /"Layer already exists"/);
    assert.deepEqual(stage.images.namesOf(id).digests, [`${name}@${digest}`]);
    await stage.ask('DELETE', `/images/${name}:1`);
    assert.equal(stage.images.find(id), undefined);
    assert.match((await stage.pull(`${name}:1`)).text, /Downloaded newer image/);
    assert.equal(stage.images.require(`${name}:1`).id, id);
    assert.equal(
      message(await stage.pull(`${name}:2`)),
      `manifest for ${name}:2 not found: manifest unknown: manifest unknown`,
    );
    registry.close();
    assert.equal(
      message(await stage.pull(`${name}:1`)),
      `Get "http://127.0.0.1:${registry.port}/v2/": dial tcp 127.0.0.1:${registry.port}: connect: connection refused`,
    );
    const absent = await stage.ask('POST', '/images/tutor%2Fnope/push?tag=1', undefined, { 'X-Registry-Auth': 'e30=' });
    assert.match(absent.text, /"error":"An image does not exist locally with the tag: tutor\/nope"/);
  });
});
