import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { makeLayer, packLayer, unpackLayer, type LayerEntry } from '../../src/lab/files';
import { file, directory, layerOf, base } from './lab-files-fixture';

describe('layers', () => {
  it('have the same archive whatever the order, and a claimed size that survives it', async () => {
    const layer = await base();
    const again = await makeLayer(new Map([...layer.entries].reverse()));
    assert.equal(again.diffId, layer.diffId);
    assert.equal(
      layer.size,
      [...layer.entries.values()].reduce((sum, e) => sum + (e.kind === 'file' ? e.size : 0), 0),
    );
    const archive = await packLayer(layer);
    assert.equal(layer.diffId, `sha256:${createHash('sha256').update(archive).digest('hex')}`);
    for (const tar of [archive, gzipSync(archive)]) {
      const unpacked = await unpackLayer(tar);
      assert.equal(unpacked.diffId, layer.diffId);
      assert.equal(unpacked.size, layer.size);
      assert.deepEqual(await packLayer(unpacked), archive);
    }
  });

  const name = fc.constantFrom('a', 'b', 'ü', 'long'.repeat(40), 'x y', '.hidden');
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
  const facts = {
    mode: fc.nat(0o7777),
    uid: fc.nat(5_000_000),
    gid: fc.nat(300_000),
    mtime: fc.nat(2_000_000_000).map((seconds) => seconds * 1000),
  };
  const entry: fc.Arbitrary<LayerEntry> = fc.oneof(
    fc.record({ kind: fc.constant('whiteout' as const) }),
    fc.record({ kind: fc.constant('directory' as const), ...facts }),
    fc.record({ kind: fc.constant('directory' as const), ...facts, opaque: fc.constant(true as const) }),
    fc.record({ kind: fc.constant('symlink' as const), ...facts, target: path }),
    fc
      .record({ kind: fc.constant('file' as const), ...facts, data: fc.uint8Array(), more: fc.nat(2 ** 40) })
      .map(({ more, data, ...rest }) => ({ ...rest, data: Buffer.from(data), size: data.length + more })),
  );
  it('come out of an archive as they went in', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(path, entry), { maxLength: 12 }), async (list) => {
        const layer = await makeLayer(new Map(list.map(([at, one]) => [at, { ...one }])));
        const archive = await packLayer(layer);
        const { entries, diffId } = await unpackLayer(archive);
        assert.deepEqual(entries, layer.entries);
        assert.equal(diffId, layer.diffId);
        assert.equal((await makeLayer(entries)).diffId, diffId);
      }),
      { numRuns: 150 },
    ));

  it('keep hard links as one file', async () => {
    const box = file('box', { size: 1_000_000, mode: 0o755 });
    const layer = await layerOf({ bin: directory(), 'bin/a': box, 'bin/b': box });
    assert.equal(layer.size, 1_000_000);
    const { entries, size } = await unpackLayer(await packLayer(layer));
    assert.equal(size, 1_000_000);
    assert.equal(entries.get('bin/a'), entries.get('bin/b'));
  });

  it('are refused when damaged, never waited for', async () => {
    const archive = await packLayer(await base());
    await fc.assert(
      fc.asyncProperty(fc.nat(archive.length - 1), fc.nat(255), fc.nat(archive.length), async (at, byte, end) => {
        const broken = Buffer.from(archive.subarray(0, end));
        if (at < broken.length) broken[at] = byte;
        await unpackLayer(broken).then(
          (layer) => assert.ok(layer.diffId),
          (error: unknown) => assert.ok(error instanceof Error),
        );
      }),
      { numRuns: 300 },
    );
    await assert.rejects(unpackLayer(archive, undefined, 1000), /larger than 1000 bytes/);
    await assert.rejects(unpackLayer(gzipSync(Buffer.alloc(1_000_000)), undefined, 1000), Error);
    assert.equal(gunzipSync(gzipSync(archive)).length, archive.length);
  });
});
