import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { keptFile } from '../../../src/backends/workspace';
import { UserError } from '../../../src/core/errors';

type Value = { readonly good: true; readonly words: readonly string[] };
const isGood = (value: unknown): boolean => (value as Partial<Value> | null)?.good === true;
const add =
  (word: string) =>
  (stored: unknown): Value => ({ good: true, words: [...((stored as Value | undefined)?.words ?? []), word] });

describe('a kept file', function () {
  this.timeout(30_000);
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tutor-kept-'));
    file = path.join(folder, 'below', 'progress.json');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is nothing before it is written, and then what was written', async () => {
    const kept = keptFile(file, isGood);
    assert.equal(await kept.read(), undefined);
    await kept.update(add('a'));
    assert.deepEqual(await keptFile(file, isGood).read(), { good: true, words: ['a'] });
    assert.deepEqual(await readdir(path.dirname(file)), ['progress.json']);
  });

  it('loses nothing when many windows write at once', async () => {
    const windows = Array.from({ length: 8 }, () => keptFile(file, isGood));
    const words = Array.from({ length: 80 }, (_, index) => `word ${index}`);
    await Promise.all(words.map(async (word, index) => windows[index % windows.length]?.update(add(word))));
    const { words: found } = (await keptFile(file, isGood).read()) as Value;
    assert.deepEqual([...found].sort(), words.sort());
  });

  for (const [what, text] of [
    ['half written', '{"good":true,"wor'],
    ['empty', ''],
    ['full of zeros, as after a power cut', '\0\0\0\0'],
    ['something else', '{"good":false}'],
  ] as const) {
    it(`comes back from its last good copy when it is ${what}`, async () => {
      const kept = keptFile(file, isGood);
      await kept.update(add('a'));
      await kept.update(add('b'));
      await writeFile(file, text);
      assert.deepEqual(await kept.read(), { good: true, words: ['a'] });
      assert.equal(await readFile(`${file}.damaged`, 'utf8'), text);
      await kept.update(add('c'));
      assert.deepEqual(await kept.read(), { good: true, words: ['a', 'c'] });
    });
  }

  it('is not held up by the lock of a window that died', async () => {
    const kept = keptFile(file, isGood);
    await kept.update(add('a'));
    await writeFile(`${file}.lock`, '');
    const old = new Date(Date.now() - 60_000);
    await utimes(`${file}.lock`, old, old);
    await kept.update(add('b'));
    assert.deepEqual(await kept.read(), { good: true, words: ['a', 'b'] });
  });

  it('says why it cannot be written, and keeps what it held', async function () {
    if (process.getuid?.() === 0) {
      // Root writes everywhere but into a file that is a folder's place.
      await writeFile(path.join(folder, 'below'), '');
    } else await chmod(folder, 0o500);
    const refused = await keptFile(file, isGood)
      .update(add('a'))
      .catch((error: unknown) => error);
    assert.ok(refused instanceof UserError);
    assert.equal(refused.code, 'file-unreadable');
    if (process.getuid?.() !== 0) await chmod(folder, 0o700);
  });
});
