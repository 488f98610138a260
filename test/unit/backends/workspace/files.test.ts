import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, mkdtemp, realpath, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { starters, workspaceObservers, type WorkspaceParts } from '../../../../src/backends/workspace';
import { filesBelow } from '../../../../src/backends/workspace/files';
import { thisMachine, type Machine } from '../../../../src/backends/workspace/machine';
import { builtInCatalog } from '../../../../src/core/course/catalog';
import type { FileFacts, FoundRule, Observation, Reader } from '../../../../src/core/course/check';
import { noExercise } from '../../../../src/core/errors';
import { skip } from '../../../host/report.mjs';

const { signal } = new AbortController();

/** What was seen, in a word for what was not. */
const told = (seen: Observation): unknown =>
  seen.state === 'found' ? seen.value : seen.state === 'unknown' ? seen.error.code : 'absent';

describe('workspace files', () => {
  let base: string;
  let home: string;
  beforeEach(async () => {
    base = await realpath(await mkdtemp(path.join(tmpdir(), 'tutor-unit-')));
    home = path.join(base, 'exercise');
    await mkdir(home);
    await writeFile(path.join(base, 'secret.txt'), 'secret');
  });
  afterEach(() => rm(base, { recursive: true, force: true }));

  const at = (name: string): string => path.join(home, name);
  const scene = () => ({ exercise: 'x', folder: home, since: 0 });
  const observers = (parts: Partial<WorkspaceParts> = {}, machine: Machine = thisMachine) =>
    workspaceObservers({ isUnsaved: () => false, ...parts }, machine);
  const look = (name: string, as: Reader, machine?: Machine): Promise<Observation> =>
    observers({}, machine).file({ source: 'file', path: name, as }, scene(), signal);

  describe('readers', () => {
    it('parse a file, or say where it breaks', async () => {
      await writeFile(at('daemon.json'), '{\n  "a": 1,\n}\n');
      const broken = told(await look('daemon.json', 'json')) as { line: number };
      assert.equal(broken.line, 3);
      await writeFile(at('a.ini'), '[S]\nk=v\n');
      assert.deepEqual(told(await look('a.ini', 'ini')), { S: { k: ['v'] } });
      assert.deepEqual(told(await look('a.ini', 'lines')), ['[S]', 'k=v']);
      await writeFile(at('Dockerfile'), 'FROM nginx:1.30\n');
      assert.deepEqual(told(await look('Dockerfile', 'dockerfile')), {
        instructions: [{ name: 'FROM', args: 'nginx:1.30', stage: 0 }],
      });
      assert.equal(told(await look('none', 'json')), 'absent');
      assert.equal(told(await look('a.ini/none', 'json')), 'absent');
    });

    it('hash the bytes', async () => {
      const bytes = Buffer.alloc(700_000, 'x');
      await writeFile(at('big'), bytes);
      assert.equal(told(await look('big', 'sha256')), createHash('sha256').update(bytes).digest('hex'));
    });

    it('do not read without end, and wait for no pipe', async function () {
      await writeFile(at('huge'), '');
      await truncate(at('huge'), 65 * 1024 * 1024);
      for (const as of ['text', 'bytes', 'sha256', 'json'] as const) {
        assert.equal(told(await look('huge', as)), 'file-unreadable');
      }
      if (process.platform === 'win32') skip(this, 'Windows has no pipes among files');
      execFileSync('mkfifo', [at('pipe')]);
      assert.equal(told(await look('pipe', 'text')), 'file-unreadable');
      assert.equal((told(await look('pipe', 'facts')) as FileFacts).type, 'other');
    });

    it('stop with a cancelled check', async () => {
      await writeFile(at('a'), 'a');
      const cancelled = AbortSignal.abort();
      const seen = observers().file({ source: 'file', path: 'a', as: 'text' }, scene(), cancelled);
      await assert.rejects(seen, { name: 'AbortError' });
    });
  });

  describe('links and paths', () => {
    it('stay in the exercise folder', async () => {
      await writeFile(at('a.txt'), 'inside');
      await symlink('a.txt', at('good'));
      await symlink('../secret.txt', at('bad'));
      await symlink('..', at('up'));
      await symlink('loop', at('loop'));
      await symlink('nowhere', at('dangling'));
      assert.equal(told(await look('good', 'text')), 'inside');
      for (const name of ['bad', 'up/secret.txt', '../secret.txt', path.join(base, 'secret.txt'), 'up']) {
        const seen = await look(name, 'text');
        assert.ok(seen.state === 'unknown' && seen.error.code === 'file-unreadable', name);
        assert.match(seen.error.text.en, /leads out of the exercise folder/);
        assert.match(seen.error.text.zh, /练习文件夹之外/);
      }
      assert.equal(told(await look('loop', 'text')), 'file-unreadable');
      assert.equal(told(await look('dangling', 'text')), 'absent');
    });

    it('are followed when the exercise folder itself is one', async () => {
      await symlink(home, path.join(base, 'link'));
      await writeFile(at('a.txt'), 'inside');
      const linked = { ...scene(), folder: path.join(base, 'link') };
      const seen = await observers().file({ source: 'file', path: 'a.txt', as: 'text' }, linked, signal);
      assert.equal(told(seen), 'inside');
    });

    it('do not hide what an editor has not saved', async () => {
      await writeFile(at('a.txt'), 'inside');
      await symlink('a.txt', at('link'));
      const isUnsaved = (file: string): boolean => file === at('a.txt');
      for (const name of ['a.txt', 'link']) {
        const seen = await observers({ isUnsaved }).file({ source: 'file', path: name, as: 'text' }, scene(), signal);
        assert.equal(told(seen), 'file-not-saved', name);
      }
    });
  });

  describe('facts', () => {
    before(function () {
      if (process.platform === 'win32') skip(this, 'Windows has no modes');
    });

    it('tell type, size, mode, owner and time without reading', async () => {
      await writeFile(at('run.sh'), 'hello');
      await chmod(at('run.sh'), 0o4750);
      await utimes(at('run.sh'), 100, 200);
      const { uid, gid } = await lstat(at('run.sh'));
      const facts = told(await look('run.sh', 'facts')) as FileFacts;
      const { owner, group, ...rest } = facts;
      assert.deepEqual(rest, { type: 'file', size: 5, mode: '4750', uid, gid, modified: 200_000 });
      assert.equal(owner, userInfo().username);
      assert.match(group, /^[\w-]+$/);
      await chmod(at('run.sh'), 0);
      assert.equal((told(await look('run.sh', 'facts')) as FileFacts).mode, '0000');
      assert.equal((told(await look('.', 'facts')) as FileFacts).type, 'folder');
    });

    it('take a link for itself, wherever it leads', async () => {
      await symlink('../secret.txt', at('out'));
      await symlink('nowhere', at('dangling'));
      const facts = told(await look('out', 'facts')) as FileFacts;
      assert.deepEqual([facts.type, facts.target], ['link', '../secret.txt']);
      assert.equal((told(await look('dangling', 'facts')) as FileFacts).target, 'nowhere');
      await symlink('..', at('up'));
      assert.equal(told(await look('up/secret.txt', 'facts')), 'file-unreadable');
      assert.equal(told(await look('none', 'facts')), 'absent');
    });

    it('name users by number where nobody has a name, and are refused where modes say nothing', async () => {
      await writeFile(at('a'), '');
      const mounts = async (type: string, options: string): Promise<Machine> => {
        const root = path.join(base, `machine-${type}`);
        await mkdir(path.join(root, 'proc', 'self'), { recursive: true });
        const text = `1 0 0:1 / / rw - ext4 x rw\n2 1 0:2 / ${base} rw - ${type} C: ${options}\n`;
        await writeFile(path.join(root, 'proc', 'self', 'mountinfo'), text);
        return { platform: 'linux', root, uid: 1000 };
      };
      const facts = told(await look('a', 'facts', await mounts('ext4', 'rw'))) as FileFacts;
      assert.equal(facts.owner, String(facts.uid));
      assert.equal(typeof told(await look('a', 'facts', await mounts('drvfs', 'rw,aname=drvfs;metadata'))), 'object');
      const seen = await look('a', 'facts', await mounts('9p', 'rw,aname=drvfs;path=C:\\;uid=1000'));
      assert.ok(seen.state === 'unknown' && seen.error.code === 'fs-without-modes');
      assert.match(seen.error.text.en, /a \(9p\).*below `~\/`/);
      assert.equal(told(await look('a', 'facts', { ...thisMachine, platform: 'win32' })), 'not-linux');
    });
  });

  describe('folder', () => {
    const list = (name: string) => observers().folder({ source: 'folder', path: name }, scene(), signal);

    it('lists the files below it, sorted, and follows no link', async () => {
      await mkdir(at('a/b/empty'), { recursive: true });
      for (const name of ['a/z.txt', 'a/b/c.txt', 'B.txt', '.hidden']) await writeFile(at(name), '');
      await symlink('..', at('a/up'));
      assert.deepEqual(told(await list('.')), ['.hidden', 'B.txt', 'a/b/c.txt', 'a/up', 'a/z.txt']);
      assert.deepEqual(told(await list('a/b')), ['c.txt']);
      assert.deepEqual(told(await list('a/b/empty')), []);
      assert.equal(told(await list('none')), 'absent');
      assert.equal(told(await list('B.txt')), 'absent');
      assert.equal(told(await list('..')), 'file-unreadable');
      await symlink('../..', at('a/out'));
      assert.equal(told(await list('a/out')), 'file-unreadable');
    });

    it('does not list without end', async () => {
      await mkdir(at('deep/er'), { recursive: true });
      for (const name of ['a', 'deep/b', 'deep/er/c']) await writeFile(at(name), '');
      assert.equal((await filesBelow(home, '.', signal, 5)).length, 3);
      await assert.rejects(filesBelow(home, '.', signal, 2), { code: 'file-unreadable' });
    });
  });

  describe('starter', () => {
    const look = (parts: Partial<WorkspaceParts>, name = 'a.txt') =>
      observers(parts).starter({ source: 'starter', path: name, as: 'text' }, scene(), signal);

    it('is read where the product keeps it, whatever an editor holds', async () => {
      await mkdir(path.join(base, 'shipped'));
      await writeFile(path.join(base, 'shipped', 'a.txt'), 'as shipped');
      const asked: string[] = [];
      const starterOf = (exercise: string): Promise<string> => {
        asked.push(exercise);
        return Promise.resolve(path.join(base, 'shipped'));
      };
      assert.equal(told(await look({ starterOf, isUnsaved: () => true })), 'as shipped');
      assert.equal(told(await look({ starterOf }, 'none')), 'absent');
      assert.equal(told(await look({ starterOf }, '../secret.txt')), 'file-unreadable');
      assert.deepEqual([...new Set(asked)], ['x']);
    });

    it('is found by the id of its exercise', async () => {
      const starterOf = starters(path.join(base, 'walkthroughs'), builtInCatalog);
      const catalog = await builtInCatalog();
      const exercise = catalog.exercises[0];
      assert.ok(exercise);
      const lesson = catalog.lessonOf(exercise).id.split('/');
      const folder = path.join(base, 'walkthroughs', ...lesson, exercise.id, 'starter');
      assert.equal(await starterOf(exercise.id), folder);
      assert.equal(told(await look({ starterOf })), 'no-exercise');
    });

    it('is unknown where nobody knows it', async () => {
      assert.equal(told(await look({})), 'no-feature');
      assert.equal(told(await look({ starterOf: () => Promise.reject(noExercise()) })), 'no-exercise');
    });
  });

  describe('findings', () => {
    const look = (name: string, parts: Partial<WorkspaceParts> = {}) =>
      observers(parts).findings({ source: 'findings', path: name }, scene(), signal);

    it('count what is wrong, also where it is silenced', async () => {
      const text = '\uFEFF# hadolint global ignore=DL3007\n# hadolint ignore=all\nFROM nginx:latest\nRUM echo\n';
      await writeFile(at('Dockerfile'), text);
      const found = told(await look('Dockerfile')) as FoundRule[];
      assert.ok(
        found.some(({ code, severity, line }) => code === 'DL3007' && severity === 'warning' && line === 3),
        JSON.stringify(found),
      );
      assert.ok(found.some(({ severity, line }) => severity === 'error' && line === 4));
      const clean = 'FROM nginx:1.30\nHEALTHCHECK CMD ["curl", "-f", "http://localhost/"]\nUSER 101\n';
      await writeFile(at('web.Dockerfile'), clean);
      assert.deepEqual(told(await look('web.Dockerfile')), []);
    });

    it('never sum up what is too much', async () => {
      await writeFile(at('Dockerfile'), `FROM nginx:1.30\n${'RUM echo\n'.repeat(300)}`);
      const found = told(await look('Dockerfile')) as FoundRule[];
      assert.ok(found.length >= 200);
      assert.ok(found.every(({ code }) => code !== 'more-findings'));
    });

    it('are unknown for what nobody has rules for, and for what is not saved', async () => {
      await writeFile(at('notes.txt'), 'x');
      assert.equal(told(await look('notes.txt')), 'no-feature');
      assert.equal(told(await look('Dockerfile')), 'absent');
      await writeFile(at('Dockerfile'), 'FROM nginx:1.30\n');
      assert.equal(told(await look('Dockerfile', { isUnsaved: () => true })), 'file-not-saved');
    });
  });
});
