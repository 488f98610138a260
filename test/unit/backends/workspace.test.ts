import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createNetServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { HttpAnswer } from '../../../src/core/course/check';
import { exerciseFolders, workspaceObservers } from '../../../src/backends/workspace';
import { catalog, exerciseOf } from '../../catalog';
import type { Observation } from '../../../src/core/course/check';

const webs = exerciseOf('docker-two-webs');
const { signal } = new AbortController();

describe('workspace backend', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'tutor-unit-'));
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  describe('files', () => {
    const look = (file: string, as: 'text' | 'yaml' | 'bytes', unsaved = false): Promise<Observation> => {
      const scene = { exercise: webs.id, folder: home, since: 0 };
      return workspaceObservers({ isUnsaved: () => unsaved }).file({ source: 'file', path: file, as }, scene, signal);
    };

    it('reads text, bytes and YAML', async () => {
      await writeFile(path.join(home, 'a.yaml'), 'readyLine: "x: y"\n');
      assert.deepEqual(await look('a.yaml', 'text'), { state: 'found', value: 'readyLine: "x: y"\n' });
      assert.deepEqual(await look('a.yaml', 'yaml'), { state: 'found', value: { readyLine: 'x: y' } });
      await writeFile(path.join(home, 'b.tar'), Buffer.from([0xff, 0x41, 0x00]));
      assert.deepEqual(await look('b.tar', 'bytes'), { state: 'found', value: '\xffA\0' });
    });

    it('takes an empty document for an empty table, and says where a broken one breaks', async () => {
      await writeFile(path.join(home, 'empty.yaml'), '# nothing\n');
      assert.deepEqual(await look('empty.yaml', 'yaml'), { state: 'found', value: {} });
      await writeFile(path.join(home, 'broken.yaml'), 'a: 1\nreadyLine: x: y\n');
      const broken = await look('broken.yaml', 'yaml');
      assert.equal(broken.state, 'found');
      assert.match((broken.value as { invalid: string }).invalid, /line 2, column \d+/);
    });

    it('does not follow a YAML bomb', async () => {
      const rows = ['a: &a [x,x,x,x,x,x,x,x,x]'];
      for (let index = 1; index < 9; index += 1) {
        const [one, before] = ['abcdefghi'[index] ?? '', 'abcdefghi'[index - 1] ?? ''];
        rows.push(`${one}: &${one} [${Array.from({ length: 9 }, () => `*${before}`).join(',')}]`);
      }
      await writeFile(path.join(home, 'bomb.yaml'), rows.join('\n'));
      const bomb = await look('bomb.yaml', 'yaml');
      assert.equal(bomb.state, 'found');
      assert.match((bomb.value as { invalid: string }).invalid, /alias/i);
    });

    it('tells absent from unreadable from unsaved', async () => {
      assert.deepEqual(await look('none.txt', 'text'), { state: 'absent' });
      await mkdir(path.join(home, 'folder'));
      const folder = await look('folder', 'text');
      assert.equal(folder.state, 'unknown');
      assert.equal(folder.error.code, 'file-unreadable');
      await writeFile(path.join(home, 'open.txt'), 'old');
      const open = await look('open.txt', 'text', true);
      assert.equal(open.state, 'unknown');
      assert.equal(open.error.code, 'file-not-saved');
    });
  });

  describe('pages', () => {
    const look = async (port: number, page = '/'): Promise<unknown> => {
      const scene = { exercise: webs.id, folder: home, since: 0 };
      const seen = await workspaceObservers({ isUnsaved: () => false }).http(
        { source: 'http', port, path: page },
        scene,
        signal,
      );
      assert.equal(seen.state, 'found');
      return seen.value;
    };
    const portOf = (server: { address(): unknown }): number => (server.address() as AddressInfo).port;
    const listening = <S extends { listen(port: number, host: string, done: () => void): unknown }>(
      server: S,
    ): Promise<S> => new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));

    it('reads an answer and follows no redirect', async () => {
      const server: Server = await listening(
        createHttpServer((request, response) => {
          response.writeHead(request.url === '/' ? 302 : 404, { location: '/x' }).end('words');
        }),
      );
      const [found, missing] = [await look(portOf(server)), await look(portOf(server), '/y')] as HttpAnswer[];
      assert.ok(found && 'status' in found && missing && 'status' in missing);
      assert.deepEqual([found.status, found.body, found.headers['location']], [302, 'words', '/x']);
      assert.deepEqual([missing.status, missing.body], [404, 'words']);
      server.close();
    });

    it('does not read without end', async () => {
      const server: Server = await listening(
        createHttpServer((_request, response) => {
          const timer = setInterval(() => response.write('x'.repeat(256 * 1024)), 1);
          response.on('close', () => clearInterval(timer));
        }),
      );
      const { status, body } = (await look(portOf(server))) as { status: number; body: string };
      assert.equal(status, 200);
      assert.ok(body.length > 1024 * 1024 && body.length < 8 * 1024 * 1024);
      server.close();
    });

    it('tells refused from reset from silence', async () => {
      const reset = await listening(createNetServer((socket) => socket.resetAndDestroy()));
      assert.deepEqual(await look(portOf(reset)), { failure: 'reset' });
      const closing = await listening(createNetServer((socket) => socket.end()));
      assert.deepEqual(await look(portOf(closing)), { failure: 'reset' });
      const silent = await listening(createNetServer((socket) => socket.on('error', () => undefined).resume()));
      assert.deepEqual(await look(portOf(silent)), { failure: 'timeout' });
      const port = portOf(silent);
      for (const server of [reset, closing, silent]) server.close();
      await new Promise((resolve) => setTimeout(resolve, 50));
      assert.deepEqual(await look(port), { failure: 'refused' });
    });
  });

  describe('exercise folders', () => {
    const make = () =>
      exerciseFolders(path.resolve('walkthroughs'), () => Promise.resolve(catalog), path.join(home, 'backups'));
    const page = (): string => path.join(home, webs.id, 'page.html');

    it('starts once and never overwrites', async () => {
      const folders = make();
      assert.equal(await folders.start(webs, home), 'created');
      await writeFile(page(), 'mine');
      assert.equal(await folders.start(webs, home), 'kept');
      assert.equal(await readFile(page(), 'utf8'), 'mine');
    });

    it('repairs a start that was interrupted', async () => {
      await mkdir(path.join(home, `.${webs.id}.partial`));
      await writeFile(path.join(home, `.${webs.id}.partial`, 'half'), '');
      assert.equal(await make().start(webs, home), 'created');
      assert.deepEqual(await readdir(path.join(home, webs.id)), ['page.html']);
      assert.deepEqual((await readdir(home)).sort(), [webs.id]);
    });

    it('leaves behind what only keeps an empty folder in version control', async () => {
      await make().start(exerciseOf('docker-log-loop'), home);
      assert.deepEqual(await readdir(path.join(home, 'docker-log-loop')), []);
    });

    it('resets and undoes it', async () => {
      const folders = make();
      await folders.start(webs, home);
      const starter = await readFile(page(), 'utf8');
      await writeFile(page(), 'mine');
      await writeFile(path.join(home, webs.id, 'original.html'), 'mine too');
      await folders.reset(webs, home);
      assert.equal(await readFile(page(), 'utf8'), starter);
      assert.deepEqual(await readdir(path.join(home, webs.id)), ['page.html']);
      await folders.undoReset(webs, home);
      assert.equal(await readFile(page(), 'utf8'), 'mine');
      assert.equal(await readFile(path.join(home, webs.id, 'original.html'), 'utf8'), 'mine too');
    });

    it('brings the starter back when the folder was deleted, and keeps the last copy of the files', async () => {
      const folders = make();
      await folders.start(webs, home);
      await writeFile(page(), 'mine');
      await folders.reset(webs, home);
      await rm(path.join(home, webs.id), { recursive: true });
      await folders.reset(webs, home);
      assert.deepEqual(await readdir(path.join(home, webs.id)), ['page.html']);
      await folders.undoReset(webs, home);
      assert.equal(await readFile(page(), 'utf8'), 'mine');
    });

    it('changes nothing when the backup cannot be written', async function () {
      if (process.getuid?.() === 0) await writeFile(path.join(home, 'backups'), 'a file where the folder must go');
      else {
        await mkdir(path.join(home, 'backups'));
        await chmod(path.join(home, 'backups'), 0o500);
      }
      const folders = make();
      await folders.start(webs, home);
      await writeFile(page(), 'mine');
      await assert.rejects(folders.reset(webs, home), { code: 'file-unreadable' });
      assert.equal(await readFile(page(), 'utf8'), 'mine');
    });

    it('pairs the files of the solution with the learner’s', async () => {
      const [first] = await make().solution(exerciseOf('docker-lifecycle'), home);
      assert.equal(first?.name, 'answers.yaml');
      assert.equal(first.mine, path.join(home, 'docker-lifecycle', 'answers.yaml'));
      assert.match(await readFile(first.theirs, 'utf8'), /Ready to accept connections/);
    });
  });
});
