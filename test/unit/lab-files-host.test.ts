import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readFile, readlink, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { hostTree, memoryTree, mountFiles } from '../../src/lab/files';
import { Clock } from '../../src/lab/kernel/clock';
import { FileError } from '../../src/lab/kernel/files';

const clock = new Clock(() => Date.UTC(2026, 0, 2));
clock.freeze();
const create = { mode: 0o640, uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0, mtime: clock.now() };
const refused = (work: Promise<unknown>, code: string): Promise<void> =>
  assert.rejects(work, (error) => error instanceof FileError && error.code === code);

describe('a folder of this machine', function () {
  this.timeout(30_000);
  let home: string;
  let folder: string;

  beforeEach(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'tutor-lab-files-'));
    folder = path.join(home, 'site');
    await mkdir(path.join(folder, 'sub'), { recursive: true });
    await writeFile(path.join(home, 'secret'), 'secret');
    await writeFile(path.join(folder, 'index.html'), 'hello');
    await symlink('../secret', path.join(folder, 'out'));
    await symlink(home, path.join(folder, 'sub', 'up'));
    await symlink('index.html', path.join(folder, 'in'));
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  it('is read and written as it is on disk', async () => {
    const tree = hostTree(folder);
    await chmod(path.join(folder, 'index.html'), 0o604);
    const { kind, mode, size } = await tree.stat(['index.html']);
    assert.deepEqual({ kind, mode, size }, { kind: 'file', mode: 0o604, size: 5 });
    assert.deepEqual(await tree.list([]), ['in', 'index.html', 'out', 'sub']);
    await tree.write(['index.html'], Buffer.from('!'), { append: true, create });
    assert.equal(await readFile(path.join(folder, 'index.html'), 'utf8'), 'hello!');
    await tree.write(['new'], Buffer.from('x'), { append: false, create });
    assert.equal((await tree.stat(['new'])).mode, 0o640);
    await tree.mkdir(['d'], { ...create, mode: 0o700 });
    await tree.rename(['new'], ['d', 'new']);
    await refused(tree.remove(['d']), 'ENOTEMPTY');
    await refused(tree.mkdir(['d'], create), 'EEXIST');
    await refused(tree.read(['d']), 'EISDIR');
    await refused(tree.write(['d'], Buffer.from(''), { append: false, create }), 'EISDIR');
    await refused(tree.stat(['d', 'new', 'x']), 'ENOTDIR');
    await tree.remove(['d', 'new']);
    await tree.symlink('../secret', ['d', 'link'], create);
    assert.equal(await readlink(path.join(folder, 'd', 'link')), '../secret');
    await tree.change(['index.html'], { mode: 0o600, mtime: 1_000_000 });
    assert.deepEqual((await tree.stat(['index.html'])).mtime, 1_000_000);
  });

  it('gives no way out of it, by no path', async () => {
    const tree = hostTree(folder);
    for (const names of [
      ['out'],
      ['sub', 'up', 'secret'],
      ['..', 'secret'],
      ['../secret'],
      ['sub/up/secret'],
      ['a\0b'],
    ]) {
      await assert.rejects(tree.read(names), FileError);
      await assert.rejects(tree.write(names, Buffer.from('!'), { append: true, create }), FileError);
      await assert.rejects(tree.mkdir([...names, 'made'], create), FileError);
      await assert.rejects(tree.list(names), FileError);
    }
    await refused(tree.link(['out'], ['hard']), 'EPERM');
    await refused(tree.rename(['index.html'], ['sub', 'up', 'moved']), 'ELOOP');
    assert.equal((await tree.stat(['out'])).target, '../secret');
    const name = fc.oneof(fc.constantFrom('..', '.', '', '../..', 'sub', 'up', 'out', '/', 'secret'), fc.string());
    await fc.assert(
      fc.asyncProperty(fc.array(name, { minLength: 1, maxLength: 5 }), async (names) => {
        const text = await tree.read(names).then(String, () => '');
        assert.ok(!text.includes('secret'));
        await tree.write(names, Buffer.from('lab'), { append: false, create }).catch(() => undefined);
        await tree.remove(names).catch(() => undefined);
        assert.equal(await readFile(path.join(home, 'secret'), 'utf8'), 'secret');
      }),
      { numRuns: 100 },
    );
  });

  it('is mounted with links that lead within the container', async () => {
    const root = memoryTree({ clock });
    await root.write(['secret'], Buffer.from('the container’s own'), {
      append: false,
      create: { ...create, mode: 0o644 },
    });
    const files = mountFiles(
      root,
      [{ path: '/site', tree: hostTree(folder), readOnly: false, source: '/dev/vda1' }],
      clock,
    );
    assert.equal((await files.read('/site/in')).toString(), 'hello');
    assert.equal((await files.read('/site/out')).toString(), 'the container’s own');
    await refused(files.read(`/site/sub/up/secret`), 'ENOENT');
    await files.mkdir('/site/a/b', { parents: true });
    await files.remove('/site/sub', { recursive: true });
    assert.equal(await readFile(path.join(home, 'secret'), 'utf8'), 'secret');
  });

  it('may be a single file, and may go away and come back', async () => {
    const at = path.join(folder, 'index.html');
    const tree = hostTree(at);
    const mount = { path: '/etc/page', tree, readOnly: true, source: '/dev/vda1' };
    const files = mountFiles(memoryTree({ clock }), [mount], clock);
    assert.equal((await files.read('/etc/page')).toString(), 'hello');
    assert.deepEqual(await files.list('/etc'), ['page']);
    await refused(files.write('/etc/page', 'no'), 'EROFS');
    await rename(folder, `${folder}2`);
    await refused(files.read('/etc/page'), 'ENOENT');
    await refused(hostTree(folder).list([]), 'ENOENT');
    await rename(`${folder}2`, folder);
    assert.equal((await files.read('/etc/page')).toString(), 'hello');
  });

  it('does not give files that are too large for the lab’s memory', async () => {
    await writeFile(path.join(folder, 'big'), '');
    await truncate(path.join(folder, 'big'), 65 * 1024 * 1024);
    await refused(hostTree(folder).read(['big']), 'EINVAL');
    assert.equal((await hostTree(folder).stat(['big'])).size, 65 * 1024 * 1024);
  });
});
