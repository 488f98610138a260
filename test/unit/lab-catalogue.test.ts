import assert from 'node:assert/strict';
import { catalogue } from '../../src/lab/docker/catalogue';
import { layersOf } from '../../src/lab/docker/catalogue/layers';
import { makeLayer } from '../../src/lab/files';
import { stubOf } from '../../src/lab/kernel/process';

describe('lab catalogue', () => {
  it('makes each image the same way every time, near its real size', async () => {
    const near: Readonly<Record<string, number>> = {
      'nginx:1.30-alpine': 52,
      'ubuntu:24.04': 78,
      'busybox:1.37': 4.4,
      'mariadb:11.8': 330,
    };
    for (const entry of catalogue) {
      const layers = await layersOf(entry);
      assert.equal(layers.length > 0, true);
      for (const layer of layers) assert.equal((await makeLayer(layer.entries)).diffId, layer.diffId);
      const size = layers.reduce((sum, layer) => sum + layer.size, 0) / 1e6;
      const wanted = near[`${entry.repository}:${entry.tags[0] ?? ''}`];
      if (wanted !== undefined)
        assert.equal(Math.abs(size - wanted) < wanted / 20, true, `${entry.repository} ${size}`);
    }
  });

  it('has one entry a name, and a file for what each image starts', async () => {
    const names = catalogue.flatMap(({ repository, tags }) => tags.map((tag) => `${repository}:${tag}`));
    assert.equal(new Set(names).size, names.length);
    for (const { repository, config, ...entry } of catalogue) {
      const files = new Map((await layersOf({ repository, config, ...entry })).flatMap(({ entries }) => [...entries]));
      const [first = ''] = [...(config.Entrypoint ?? []), ...(config.Cmd ?? [])];
      const path = config.Env?.find((line) => line.startsWith('PATH='))?.slice('PATH='.length) ?? '';
      const folders = first.startsWith('/') ? [''] : path.split(':').map((folder) => `${folder}/`);
      const candidates = folders.flatMap((folder) =>
        [`${folder}${first}`, `/usr${folder}${first}`].map((each) => each.slice(1)),
      );
      assert.equal(
        candidates.some((each) => files.has(each)),
        true,
        `${repository}: ${first}`,
      );
    }
  });

  it('has stand-ins where programs are', async () => {
    const [busybox] = catalogue.filter(({ repository }) => repository === 'busybox');
    assert.ok(busybox);
    const [layer] = await layersOf(busybox);
    const ls = layer?.entries.get('bin/ls');
    assert.equal(ls?.kind === 'file' && stubOf(ls.data), 'busybox');
  });
});
