import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { Claimed, claim } from '../../src/lab/frame/claim';
import { keyFolder, keysIn } from '../../src/lab/frame/keys';
import { createDockerEngine } from '../../src/lab/docker/engine';
import { Clock } from '../../src/lab/kernel/clock';
import { decode, encode } from '../../src/lab/state/encoding';
import { openSnapshot } from '../../src/lab/state/snapshot';

describe('the snapshot of the lab', function () {
  this.timeout(20_000);
  let folder = '';
  const lost: string[] = [];
  const open = () => openSnapshot(folder, (what) => lost.push(what));
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tutor-lab-snapshot-'));
    lost.length = 0;
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('brings back what was put, bytes too, and not what was dropped', async () => {
    const first = await open();
    first.put('container', 'a', () => ({
      name: 'web',
      $bytes: 'a label that looks like bytes',
      upper: Buffer.from([0, 255]),
    }));
    first.put('container', 'b', () => ({ name: 'gone' }));
    await first.flush();
    first.drop('container', 'b');
    await first.close();
    const second = await open();
    assert.deepEqual(
      [...second.load('container')],
      [['a', { name: 'web', $bytes: 'a label that looks like bytes', upper: Buffer.from([0, 255]) }]],
    );
    assert.deepEqual(lost, []);
  });

  it('encodes any value that may be kept', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        assert.deepEqual(decode(encode(value as never)), JSON.parse(JSON.stringify(value)));
      }),
    );
    fc.assert(fc.property(fc.uint8Array(), (bytes) => assert.deepEqual(decode(encode(bytes)), Buffer.from(bytes))));
  });

  it('is the one before when the program was killed in the middle of the next', async () => {
    const first = await open();
    first.put('volume', 'v', () => 'one');
    await first.close();
    // What a program that was killed leaves: an object that no list names, and a list that is half written.
    await writeFile(path.join(folder, 'objects', 'f'.repeat(64)), '"two"');
    await writeFile(path.join(folder, 'snapshot.json.new'), '{"format":1,"obj');
    const second = await open();
    assert.equal(second.load('volume').get('v'), 'one');
    assert.equal((await readdir(path.join(folder, 'objects'))).length, 1);
  });

  it('tells what cannot be read, and keeps the rest', async () => {
    const first = await open();
    first.put('volume', 'good', () => 'one');
    first.put('volume', 'bad', () => 'two');
    await first.close();
    const objects = path.join(folder, 'objects');
    for (const name of await readdir(objects)) {
      if ((await readFile(path.join(objects, name), 'utf8')) === '"two"')
        await writeFile(path.join(objects, name), '"tw');
    }
    const second = await open();
    assert.deepEqual([...second.load('volume')], [['good', 'one']]);
    assert.equal(lost.length, 1);
  });

  it('says that it could not be written, and writes it when it can', async () => {
    const keeper = await open();
    await rm(path.join(folder, 'objects'), { recursive: true });
    keeper.put('volume', 'v', () => 'one');
    await assert.rejects(keeper.flush(), { code: 'ENOENT' });
    assert.match(keeper.trouble()?.message ?? '', /ENOENT/);
    await import('node:fs/promises').then(({ mkdir }) => mkdir(path.join(folder, 'objects')));
    await keeper.close();
    assert.equal(keeper.trouble(), undefined);
    assert.equal((await open()).load('volume').get('v'), 'one');
  });

  it('keeps large bytes in files of their own, once, and reads what an earlier version wrote', async () => {
    const large = Buffer.alloc(100_000, 'x');
    const first = await open();
    first.put('volume', 'a', () => ({ file: large, again: large }));
    first.put('volume', 'b', () => [large]);
    await first.close();
    const objects = path.join(folder, 'objects');
    assert.equal((await readdir(objects)).length, 3);
    const list = path.join(folder, 'snapshot.json');
    const second = await open();
    assert.deepEqual(second.load('volume').get('a'), { file: large, again: large });
    second.drop('volume', 'a');
    await second.flush();
    assert.deepEqual((await open()).load('volume').get('b'), [large]);
    assert.equal((await readdir(objects)).length, 2);
    second.put('volume', 'b', () => 'small');
    await second.close();
    const [name = ''] = await readdir(objects);
    for (const [text, told] of [
      [`{"format":1,"objects":{"volume":{"b":"${name}"}}}`, []],
      [`{"format":2,"objects":{"volume":{"b":["${name}"],"c":[],"d":["../x"],"e":7},"other":null}}`, ['c', 'd', 'e']],
      ['{"format":3}', ['version']],
      ['null', ['version']],
    ] as const) {
      await writeFile(path.join(objects, name), '"small"');
      await writeFile(list, text);
      lost.length = 0;
      const read = (await open()).load('volume');
      assert.equal(read.get('b'), told[0] === 'version' ? undefined : 'small');
      assert.deepEqual(lost.length, told.length, lost.join('; '));
    }
  });

  it('does not keep a lab from starting, whatever is in it', async () => {
    const kinds = ['container', 'container-image', 'image', 'image-layer', 'network', 'network-member', 'volume'];
    const more = ['build-cache', 'build-cache-mount', 'swarm', 'swarm-service', 'swarm-task', 'swarm-file', 'engine'];
    const strange = [
      null,
      7,
      'text',
      [],
      {},
      { data: '{}' },
      { data: '{"id":"5"}' },
      { id: '5' },
      { volume: {} },
      { plan: 1 },
    ];
    const first = await open();
    for (const kind of [...kinds, ...more]) strange.forEach((value, id) => first.put(kind, String(id), () => value));
    await first.close();
    const keeper = await open();
    const engine = createDockerEngine({ clock: new Clock(), keeper, report: () => undefined });
    await engine.restore();
    assert.deepEqual(engine.counts(), { containers: 0, running: 0, images: 0, networks: 3, volumes: 0 });
    assert.ok(lost.length > 50, `${lost.length}`);
    await engine.close();
    await keeper.close();
    lost.length = 0;
    for (const kind of kinds) (await open()).load(kind);
    assert.deepEqual(lost, []);
  });

  it('is empty after it was cleared', async () => {
    const keeper = await open();
    keeper.put('volume', 'v', () => 'one');
    await keeper.flush();
    await keeper.clear();
    assert.deepEqual([...keeper.load('volume')], []);
    await keeper.close();
    assert.deepEqual([...(await open()).load('volume')], []);
  });

  it('belongs to one lab; the claim of a killed one is taken over', async () => {
    const file = path.join(folder, 'claim');
    await writeFile(file, String(process.ppid));
    await assert.rejects(claim(folder), (error) => error instanceof Claimed && error.pid === process.ppid);
    // No process has the highest number there is.
    for (const dead of ['4194305', 'garbage', '']) {
      await writeFile(file, dead);
      const letGo = await claim(folder);
      assert.equal(await readFile(file, 'utf8'), String(process.pid));
      await letGo();
      assert.deepEqual(await readdir(folder), []);
    }
  });

  it('has keys that are made once, and anew when they are damaged or run out', async () => {
    const now = Date.now();
    const first = await keysIn(folder, now);
    assert.deepEqual(await keysIn(folder, now), first);
    await writeFile(path.join(keyFolder(folder), 'cert.pem'), 'damaged');
    const second = await keysIn(folder, now);
    assert.notEqual(second.ca, first.ca);
    assert.notEqual((await keysIn(folder, now + 366 * 24 * 3600 * 1000)).ca, second.ca);
  });
});
