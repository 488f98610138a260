import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { extract } from 'tar-stream';
import { contextArchive } from '../../src/lab/cli/build/context';
import { Failure } from '../../src/lab/cli/failure';

describe('lab: the context of a build', () => {
  let folder: string;
  const inFolder = (name: string): string => path.join(folder, name);
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'lab-context-'));
    await mkdir(inFolder('docker'));
    await writeFile(inFolder('docker/Dockerfile'), 'FROM scratch\n');
    await writeFile(inFolder('docker/notes'), '');
    // Nobody reads on before this one is fetched.
    await writeFile(inFolder('a-large'), Buffer.alloc(1_000_000));
    await writeFile(inFolder('z'), 'z');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** The names in the archive, of which the first is fetched when something has happened. */
  async function names(meanwhile: () => Promise<void> = () => Promise.resolve()): Promise<readonly string[]> {
    const archive = contextArchive(folder, 'docker/Dockerfile', undefined);
    await sleep(50);
    await meanwhile();
    const found: string[] = [];
    const reader = extract();
    archive.on('error', (error) => reader.destroy(error)).pipe(reader);
    for await (const entry of reader) {
      found.push(entry.header.name);
      entry.resume();
    }
    return found;
  }

  it('is all that is there, in the order of names', async () => {
    assert.deepEqual(await names(), ['a-large', 'docker', 'docker/Dockerfile', 'docker/notes', 'z']);
  });

  it('holds the Dockerfile though its folder is left out, and what is taken back in', async () => {
    await writeFile(inFolder('.dockerignore'), 'docker\na-*\n');
    assert.deepEqual(await names(), ['.dockerignore', 'docker/Dockerfile', 'z']);
    await writeFile(inFolder('.dockerignore'), 'docker\na-*\n!docker/notes\n');
    assert.deepEqual(await names(), ['.dockerignore', 'docker/Dockerfile', 'docker/notes', 'z']);
  });

  it('names a file that has gone meanwhile, unless it is left out', async () => {
    const goes = (): Promise<void> => rm(inFolder('z'));
    await assert.rejects(names(goes), (error) => {
      assert.ok(error instanceof Failure);
      assert.equal(
        error.message,
        `error checking context: file ('${inFolder('z')}') not found or excluded by .dockerignore`,
      );
      return true;
    });
    await writeFile(inFolder('z'), 'z');
    await writeFile(inFolder('.dockerignore'), 'z\n');
    assert.deepEqual(await names(goes), ['.dockerignore', 'a-large', 'docker', 'docker/Dockerfile', 'docker/notes']);
  });
});
