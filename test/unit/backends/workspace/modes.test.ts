import assert from 'node:assert/strict';
import { chmod, cp, lstat, mkdir, mkdtemp, readdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exerciseFolders, shippedFolder, starters } from '../../../../src/backends/workspace';
import { copyStarter } from '../../../../src/backends/workspace/exercise-folders';
import { removeTree, setModes, unlock } from '../../../../src/backends/workspace/modes';
import { catalog, exerciseOf, exercises, lessonOf } from '../../../catalog';
import { skip } from '../../../host/report.mjs';

describe('modes of a starter', () => {
  let home: string;
  let umask: number;
  beforeEach(async function () {
    if (process.platform === 'win32') skip(this, 'Windows has no modes');
    home = await mkdtemp(path.join(tmpdir(), 'tutor-unit-'));
    umask = process.umask(0o022);
  });
  afterEach(async () => {
    process.umask(umask);
    await removeTree(home);
  });

  const at = (...name: readonly string[]): string => path.join(home, ...name);
  const modeOf = async (file: string): Promise<string> => ((await lstat(file)).mode & 0o7777).toString(8);
  const modes = { 'app/run.sh': '0644', 'keys/id': '0600', keys: '0500', shared: '2775', 'keys/deep': '0000' };

  /** A starter as version control or a package would leave it. */
  const ship = async (): Promise<string> => {
    for (const folder of ['app', 'keys/deep', 'shared']) await mkdir(at('shipped', folder), { recursive: true });
    for (const file of ['app/run.sh', 'keys/id', 'shared/.gitkeep']) await writeFile(at('shipped', file), 'as shipped');
    return at('shipped');
  };

  it('are set whatever the umask is, folders too', async () => {
    const shipped = await ship();
    for (const mask of [0o000, 0o077]) {
      process.umask(mask);
      const laid = at(`laid-${mask}`);
      await copyStarter(shipped, laid, modes);
      for (const [name, mode] of Object.entries(modes)) {
        assert.equal((await modeOf(path.join(laid, name))).padStart(4, '0'), mode, `${name}, umask ${mask}`);
      }
      assert.deepEqual(await readdir(path.join(laid, 'shared')), []);
    }
  });

  it('are left alone on Windows, and where nothing is said', async () => {
    const shipped = await ship();
    process.umask(0o022);
    await setModes(shipped, { 'app/run.sh': '0600' }, { platform: 'win32' });
    assert.equal(await modeOf(at('shipped/app/run.sh')), '644');
    assert.deepEqual(await unlock(shipped, 'win32'), {});
    await copyStarter(shipped, at('laid'));
    assert.equal(await modeOf(at('laid/app/run.sh')), '644');
  });

  it('are no reason to stop where the file system keeps none, unlike a name that is wrong', async () => {
    const refusing = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code, errno: -1 }));
    await setModes(home, modes, { change: refusing('EPERM') });
    await setModes(home, modes, { change: refusing('ENOTSUP') });
    await assert.rejects(setModes(home, modes, { change: refusing('EROFS') }), { code: 'EROFS' });
    await assert.rejects(setModes(home, { none: '0644' }), { code: 'ENOENT' });
  });

  it('that lock their owner out can be opened, restored and removed', async () => {
    await ship();
    await setModes(at('shipped'), { keys: '0600', 'keys/id': '0000' });
    const locked = await unlock(at('shipped'));
    assert.deepEqual(locked, { keys: '600', 'keys/id': '0' });
    assert.deepEqual([await modeOf(at('shipped/keys')), await modeOf(at('shipped/keys/id'))], ['700', '400']);
    assert.equal(await readFile(at('shipped/keys/id'), 'utf8'), 'as shipped');
    await setModes(at('shipped'), locked);
    await removeTree(at('shipped'));
    await removeTree(at('shipped'));
    assert.deepEqual(await readdir(home), []);
  });

  it('come back with Reset, and what the learner made comes back with its undoing', async () => {
    const exercise = { ...exerciseOf('docker-two-webs'), modes: { 'page.html': '0604' } };
    const content = at('walkthroughs');
    const starter = shippedFolder(content, lessonOf(exerciseOf(exercise.id)), exercise, 'starter');
    await cp(shippedFolder('walkthroughs', lessonOf(exerciseOf(exercise.id)), exercise, 'starter'), starter, {
      recursive: true,
    });
    const folders = exerciseFolders(content, () => Promise.resolve(catalog), at('backups'));
    const mine = (name: string): string => at(exercise.id, name);
    await folders.start(exercise, home);
    assert.equal(await modeOf(mine('page.html')), '604');

    await mkdir(mine('locked'));
    await writeFile(mine('locked/inner'), 'mine');
    await symlink('page.html', mine('latest'));
    await chmod(mine('page.html'), 0);
    await chmod(mine('locked'), 0o600);
    await folders.reset(exercise, home);
    assert.deepEqual(await readdir(at(exercise.id)), ['page.html']);
    assert.equal(await modeOf(mine('page.html')), '604');

    await folders.undoReset(exercise, home);
    assert.equal(await readlink(mine('latest')), 'page.html');
    assert.deepEqual([await modeOf(mine('page.html')), await modeOf(mine('locked'))], ['0', '600']);
    await chmod(mine('locked'), 0o700);
    assert.equal(await readFile(mine('locked/inner'), 'utf8'), 'mine');
    // A second time: what was put aside is still whole.
    await folders.undoReset(exercise, home);
    assert.equal(await modeOf(mine('locked')), '600');
    await folders.reset(exercise, home);
    assert.deepEqual(await readdir(at(exercise.id)), ['page.html']);
  });

  it('are octal, and of something that the starter has', async () => {
    const starterOf = starters('walkthroughs', () => Promise.resolve(catalog));
    for (const { id, modes: named = {} } of exercises) {
      for (const [name, mode] of Object.entries(named)) {
        assert.match(mode, /^[0-7]{4}$/, `${id}: ${name}`);
        await lstat(path.join(await starterOf(id), name));
      }
    }
  });
});
