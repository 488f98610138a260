import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { packArchive, statHeader, archiveStat, unpackArchive, unpackLayer } from '../../src/lab/files';
import { code, whole, inPieces, user, container } from './lab-files-fixture';

describe('archives of docker cp', () => {
  it('go into archives and come out of them as with docker cp', async () => {
    const { files } = await container();
    await files.mkdir('/opt/a/b', { parents: true });
    await files.write('/opt/a/b/c', Buffer.alloc(300_000, 7), { mode: 0o640 });
    await files.chown('/opt/a/b/c', 33, 44);
    await files.utimes('/opt/a/b/c', 1_000_000_000_000);
    await files.symlink('b', '/opt/a/lb');
    const names = async (place: string): Promise<string[]> => [
      ...(await unpackLayer(await whole(packArchive(files, place)))).entries.keys(),
    ];
    assert.deepEqual(await names('/opt/a'), ['a', 'a/b', 'a/b/c', 'a/lb']);
    assert.deepEqual(await names('/opt/a/.'), ['', 'b', 'b/c', 'lb']);
    assert.deepEqual(await names('/opt/a/lb'), ['lb']);
    assert.deepEqual(await names('/opt/a/lb/'), ['lb', 'lb/c']);
    await assert.rejects(whole(packArchive(files, '/nope')), code('ENOENT'));
    for await (const part of packArchive(files, '/opt')) {
      assert.ok(part.length > 0);
      break;
    }

    const archive = await whole(packArchive(files, '/opt/a'));
    const options = { noOverwriteDirNonDir: true, copyUidGid: false };
    for (const [index, tar] of [archive, gzipSync(archive)].entries()) {
      const to = `/srv/data/${index}`;
      await files.mkdir(to);
      await unpackArchive(files, to, inPieces(tar, 1000), options);
      assert.deepEqual(await files.lstat(`${to}/a/b/c`), await files.lstat('/opt/a/b/c'));
      assert.deepEqual(await files.read(`${to}/a/b/c`), await files.read('/opt/a/b/c'));
      assert.equal((await files.lstat(`${to}/a/lb`)).target, 'b');
    }
    await files.mkdir('/x/a', { parents: true });
    await unpackArchive(files, '/x', inPieces(archive, 5000), { ...options, copyUidGid: true, owner: user });
    assert.equal((await files.stat('/x/a/b/c')).uid, 1000);

    await files.mkdir('/y');
    await files.write('/y/a', 'in the way');
    await assert.rejects(unpackArchive(files, '/y', inPieces(archive, 5000), options), {
      message: 'cannot overwrite non-directory "/y/a" with directory "/y"',
    });
    await unpackArchive(files, '/y', inPieces(archive, 5000), { ...options, noOverwriteDirNonDir: false });
    assert.equal((await files.stat('/y/a')).kind, 'directory');
    await assert.rejects(unpackArchive(files, '/y', inPieces(archive.subarray(0, 9000), 100), options), {
      message: 'unexpected EOF',
    });
    await assert.rejects(unpackArchive(files, '/y', inPieces(Buffer.alloc(2000, 65), 100), options), {
      message: 'archive/tar: invalid tar header',
    });
    await unpackArchive(files, '/y', inPieces(Buffer.alloc(0), 1), options);
    await assert.rejects(unpackArchive(files, '/nope', inPieces(archive, 1000), options), code('ENOENT'));
  });

  it('are described as the engine describes them', async () => {
    const { files } = await container();
    const described = (header: string): unknown => JSON.parse(Buffer.from(header, 'base64').toString());
    await files.symlink('b', '/tmp/lb');
    await files.mkdir('/tmp/b');
    assert.deepEqual(described(await archiveStat(files, '/tmp/lb')), {
      ...{ name: 'lb', size: 1, mode: 134218239, mtime: '2026-01-02T00:00:00Z', linkTarget: '/tmp/b' },
    });
    assert.deepEqual(described(await archiveStat(files, '/tmp/b/.')), {
      ...{ name: '.', size: 4096, mode: 2147484141, mtime: '2026-01-02T00:00:00Z', linkTarget: '' },
    });
    const stat = { kind: 'file', mode: 0o4755, uid: 0, gid: 0, size: 3, mtime: 1500 } as const;
    assert.deepEqual(described(statHeader(stat, '/a/')), {
      ...{ name: 'a', size: 3, mode: 0o755 + 2 ** 23, mtime: '1970-01-01T00:00:01.5Z', linkTarget: '' },
    });
  });
});
