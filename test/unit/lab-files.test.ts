import assert from 'node:assert/strict';
import { loadTree, memoryTree, overlay } from '../../src/lab/files';
import { clock, create, file, directory, layerOf, fresh, refused, picture, base } from './lab-files-fixture';

describe('an overlay', () => {
  it('shows upper layers on top: whiteouts, opaque directories, files for directories', async () => {
    const upper = await layerOf({
      'etc/passwd': { kind: 'whiteout' },
      'etc/nginx': directory({ opaque: true }),
      'etc/nginx/new': file('new'),
      var: file('now a file'),
    });
    const tree = overlay([await base(), upper], fresh());
    assert.deepEqual(await tree.list(['etc']), ['nginx']);
    assert.deepEqual(await tree.list(['etc', 'nginx']), ['new']);
    assert.equal((await tree.read(['var'])).toString(), 'now a file');
    assert.equal((await tree.stat(['bin', 'sh'])).size, 900_000);
    await refused(tree.stat(['etc', 'passwd']), 'ENOENT');
    assert.deepEqual(await tree.changes(), []);
    assert.equal(tree.sizeRw(), 0);
  });

  it('tells changes as docker diff does, and commits them', async () => {
    const layers = [await base()];
    const tree = overlay(layers, fresh());
    await tree.write(['var', 'www', 'index.html'], Buffer.from('!'), { append: true, create });
    await tree.remove(['var', 'www', '50x.html']);
    await tree.mkdir(['opt'], { ...create, mode: 0o755 });
    await tree.write(['opt', 'x'], Buffer.from('123'), { append: false, create });
    await tree.change(['home'], { mode: 0o700 });
    await tree.rename(['etc', 'nginx'], ['etc', 'ng2']);
    await tree.change(['tmp'], { mtime: 5 });
    assert.deepEqual(
      (await tree.changes()).map(({ kind, path }) => `${'CAD'[kind] ?? ''} ${path}`),
      [
        'C /etc',
        'A /etc/ng2',
        'A /etc/ng2/conf.d',
        'A /etc/ng2/conf.d/default.conf',
        'A /etc/ng2/nginx.conf',
        'D /etc/nginx',
        'C /home',
        'A /opt',
        'A /opt/x',
        'C /var',
        'C /var/www',
        'C /var/www/index.html',
        'D /var/www/50x.html',
      ],
    );
    assert.equal(tree.sizeRw(), 9);
    const committed = overlay([...layers, await tree.layer()]);
    assert.deepEqual(await picture(committed), await picture(tree));
    assert.deepEqual(await picture(overlay(layers, loadTree(tree.save(), clock))), await picture(tree));
    assert.equal((await overlay(layers).read(['var', 'www', 'index.html'])).toString(), 'hello');
  });
});

describe('a tree in memory', () => {
  it('is full at its capacity, and has room again when something goes', async () => {
    const tree = memoryTree({ capacity: 64 * 1024, clock });
    const write = (name: string, size: number) => tree.write([name], Buffer.alloc(size), { append: false, create });
    await write('a', 40 * 1024);
    await refused(write('b', 40 * 1024), 'ENOSPC');
    assert.equal((await tree.stat(['b'])).size, 24 * 1024);
    assert.deepEqual(tree.usage(), { used: 64 * 1024, capacity: 64 * 1024 });
    await tree.remove(['a']);
    await tree.remove(['b']);
    assert.equal(tree.usage().used, 0);
    await tree.write(['claims'], Buffer.alloc(1), { append: false, create, size: 60 * 1024 });
    await refused(write('c', 8 * 1024), 'ENOSPC');
    assert.deepEqual(loadTree(tree.save()).usage(), tree.usage());
  });

  it('has hard links, which are one file, also when it is loaded again', async () => {
    const tree = fresh();
    await tree.write(['a'], Buffer.from('1'), { append: false, create });
    await tree.link(['a'], ['b']);
    const loaded = loadTree(tree.save(), clock);
    await loaded.write(['b'], Buffer.from('2'), { append: true, create });
    assert.equal((await loaded.read(['a'])).toString(), '12');
    await loaded.remove(['a']);
    assert.equal((await loaded.read(['b'])).toString(), '12');
    assert.throws(() => loadTree({ type: 'x', root: { kind: 'nonsense' } }), Error);
  });

  it('takes many small appends without copying all each time', async () => {
    const tree = fresh();
    for (let index = 0; index < 20_000; index++)
      await tree.write(['log'], Buffer.from(`line ${index}\n`), { append: true, create });
    const text = (await tree.read(['log'])).toString();
    assert.equal(text.split('\n').length, 20_001);
  });
});
