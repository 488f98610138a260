import assert from 'node:assert/strict';
import type { Raw } from '../../../../src/backends/docker/answer';
import { madeBy, toResource as toImage } from '../../../../src/backends/docker/kinds/image';
import { toAttached, toResource as toNetwork } from '../../../../src/backends/docker/kinds/network';
import { toRegistry } from '../../../../src/backends/docker/kinds/registry';
import { toResource as toVolume, toUser } from '../../../../src/backends/docker/kinds/volume';
import { commandLine, quoted, wordsOf } from '../../../../src/core/quoted';
import { recordedJson } from './engine';

for (const engine of ['engine-20.10', 'engine-26.1'] as const) {
  const read = async (file: string) => (await recordedJson(engine, file)) as readonly Raw[];

  describe(`rows of images, networks and volumes (${engine})`, () => {
    it('an image has its names, its size, and where it came from', async () => {
      const found = (await read('images.json')).map(toImage);
      const nginx = found.find(({ name }) => name === 'nginx:1.30-alpine');
      assert.match(nginx?.summary.en ?? '', /^\d+(\.\d+)? MB/);
      assert.match(nginx?.facts.map(({ value }) => value).join('\n') ?? '', /^[0-9a-f]{12}$/m);
      assert.equal(nginx?.state, 'tagged');
      const raw = { ...(await read('images.json'))[0], RepoTags: ['<none>:<none>'] };
      assert.equal(toImage(raw).state, 'dangling');
      assert.match(toImage(raw).summary.zh, /^没有名字（dangling）/);
    });

    it('a step of a history reads as in a Dockerfile', async () => {
      const steps = (await read('history.json')).map(madeBy);
      assert.equal(steps[0], 'CMD ["sh"]');
      assert.doesNotMatch(steps.join('\n'), /#\(nop\)|buildkit/);
    });

    it('a network has its subnet, and who is attached', async () => {
      const networks = (await read('networks.json')).map(toNetwork);
      const own = networks.find(({ name }) => name === 'd5-fixnet');
      assert.equal(own?.summary.en, 'bridge · 10.78.0.0/24');
      assert.deepEqual(networks.map(({ state }) => state).sort(), ['custom', 'predefined']);
      const [container] = await read('users.json');
      assert.ok(container && own);
      const attached = toAttached(container, own);
      assert.equal(attached.name, 'd5-fixc');
      assert.equal(attached.state, 'created');
    });

    it('a volume has who uses it, and where', async () => {
      const raw = (await recordedJson(engine, 'volume.json')) as Raw;
      assert.equal(toVolume(raw, ['b', 'a']).summary.en, 'used by a, b · local');
      assert.equal(toVolume(raw, []).state, 'unused');
      const [container] = await read('users.json');
      assert.equal(toUser(container ?? {}, 'd5-fix').summary.en, '/data (ro)');
    });
  });
}

describe('command lines', () => {
  it('are read back by a shell as they were meant', () => {
    assert.equal(quoted("it's $HOME"), `'it'\\''s $HOME'`);
    assert.equal(commandLine('docker', 'run', '-e', 'A=b c', ''), "docker run -e 'A=b c' ''");
    assert.deepEqual(wordsOf(`a "b c"d 'e $f' g\\ h ""`), ['a', 'b cd', 'e $f', 'g h', '']);
    assert.deepEqual(wordsOf('  '), []);
  });
});

it('a registry is told by its port', () => {
  const Ports = [{ IP: '127.0.0.1', PrivatePort: 5000, PublicPort: 5001, Type: 'tcp' }];
  const row = toRegistry({ Id: 'r', Names: ['/reg'], State: 'running', Status: 'Up', Image: 'registry:3', Ports });
  assert.deepEqual([row.kind, row.name, row.summary.en], ['registry', 'localhost:5001', 'reg']);
});
