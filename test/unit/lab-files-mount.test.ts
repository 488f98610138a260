import assert from 'node:assert/strict';
import {} from '../../src/lab/files';
import { type Files } from '../../src/lab/kernel/files';
import { clock, refused, user, container } from './lab-files-fixture';

describe('mounted files', () => {
  const text = async (files: Files, path: string): Promise<string> => (await files.read(path)).toString();

  it('resolve dots, links and mounts within mounts', async () => {
    const { files } = await container();
    assert.equal(await text(files, '/srv/./data/../data//data.txt'), 'kept');
    assert.equal(await text(files, '/../../etc/one'), 'kept');
    assert.equal(await files.realpath('/sh'), '/bin/sh');
    assert.deepEqual(await files.list('/srv'), ['data']);
    assert.deepEqual(await files.list('/srv/data'), ['data.txt', 'inner']);
    assert.equal((await files.stat('/srv')).kind, 'directory');
    assert.ok((await files.list('/etc')).includes('hosts'));
    assert.equal(await text(files, '/proc/sys/kernel/hostname'), 'box\n');
    await files.symlink('loop', '/loop');
    await refused(files.read('/loop'), 'ELOOP');
    await files.symlink('../srv/data', '/tmp/link');
    await files.write('/tmp/link/../data/new', 'x');
    assert.equal(await text(files, '/srv/data/new'), 'x');
    await files.symlink('/tmp/made', '/tmp/dangling');
    await files.write('/tmp/dangling', 'through');
    assert.equal(await text(files, '/tmp/made'), 'through');
    await refused(files.stat('/etc/passwd/'), 'ENOTDIR');
    await refused(files.stat('/etc/passwd/..'), 'ENOTDIR');
    await refused(files.stat(''), 'ENOENT');
    await assert.rejects(files.read('/nope/x'), {
      code: 'ENOENT',
      path: '/nope/x',
      message: 'No such file or directory',
    });
    assert.deepEqual(
      files.mounts().map(({ path }) => path),
      ['/', '/proc', '/dev', '/srv/data', '/srv/data/inner', '/etc/hosts', '/etc/one'],
    );
  });

  it('guard mount points and read-only places', async () => {
    const { files } = await container();
    await refused(files.remove('/srv/data', { recursive: true }), 'EBUSY');
    assert.deepEqual(await files.list('/srv/data'), ['inner']);
    await refused(files.rename('/etc/hosts', '/etc/hosts2'), 'EBUSY');
    await refused(files.rename('/etc/passwd', '/srv/data/passwd'), 'EXDEV');
    await refused(files.link('/etc/passwd', '/srv/data/passwd'), 'EXDEV');
    await refused(files.write('/etc/one', 'no'), 'EROFS');
    await refused(files.write('/proc/x', 'no'), 'EROFS');
    await refused(files.write('/srv/data/inner/big', Buffer.alloc(10_000)), 'ENOSPC');
    await files.write('/dev/null', 'gone');
    assert.equal(await text(files, '/dev/null'), '');
    const { files: still } = await container({ readOnly: true });
    await refused(still.write('/etc/passwd', 'no'), 'EROFS');
    await refused(still.mkdir('/x'), 'EROFS');
    await still.write('/srv/data/x', 'yes');
    assert.equal(still.mounts()[0]?.readOnly, true);
    assert.ok((await still.list('/')).includes('bin'));
  });

  it('know who may do what', async () => {
    const { files } = await container();
    const mine = files.as(user);
    await refused(mine.write('/etc/passwd', 'no'), 'EACCES');
    await refused(mine.write('/etc/new', 'no'), 'EACCES');
    await refused(mine.remove('/etc/passwd'), 'EACCES');
    await mine.write('/tmp/mine', 'x', { mode: 0o600 });
    assert.deepEqual(await files.stat('/tmp/mine'), {
      ...{ kind: 'file', mode: 0o600, uid: 1000, gid: 1000, size: 1, mtime: clock.now() },
    });
    const other = files.as({ uid: 1001, gid: 1000 });
    await refused(other.read('/tmp/mine'), 'EACCES');
    await refused(other.remove('/tmp/mine'), 'EPERM');
    await refused(mine.chown('/tmp/mine', 0, 0), 'EPERM');
    await refused(other.chmod('/tmp/mine', 0o777), 'EPERM');
    await files.chmod('/home', 0o700);
    await refused(mine.stat('/home/x'), 'EACCES');
    await refused(mine.list('/home'), 'EACCES');
    await files.chown('/home', 0, 1000);
    await files.chmod('/home', 0o770);
    await mine.mkdir('/home/a/b', { parents: true });
    await mine.remove('/home/a', { recursive: true });
    const bare = (files as { as: (who: object) => typeof files }).as({ uid: 0, gid: 0, capabilities: new Set() });
    await refused(bare.read('/tmp/mine'), 'EACCES');
    await refused(bare.chown('/etc/passwd', 1000, 0), 'EPERM');
    await refused(bare.chmod('/tmp/mine', 0o666), 'EPERM');
    await refused(bare.as({ uid: 0, gid: 0 }).chown('/etc/passwd', 1000, 0), 'EPERM');
    await refused(files.mkdir('/etc'), 'EEXIST');
    await refused(files.mkdir('/etc/passwd/x', { parents: true }), 'ENOTDIR');
    await refused(files.remove('/etc'), 'ENOTEMPTY');
  });
});
