import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { makePlace, removeStale } from '../../src/lab/frame/place';
import { skip } from '../host/report.mjs';
import { startLabProcess, until, type LabProcess } from './lab-faults-process';

/** Kept code begins with the hash of the rest. */
const isWhole = (kept: Buffer): boolean =>
  createHash('sha256').update(kept.subarray(32)).digest().equals(kept.subarray(0, 32));

describe('the start of a lab', function () {
  this.timeout(60_000);
  let folder = '';
  let lab: LabProcess | undefined;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tutor-lab-launch-'));
  });
  afterEach(() => lab?.end('SIGKILL'));
  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });
  const begin = async (): Promise<LabProcess> => (lab = await startLabProcess(folder));

  it('keeps its compiled code, uses it again, and makes it anew when it is damaged', async () => {
    const code = path.join(folder, 'code');
    const kept = async () => {
      const [name = '', ...more] = await readdir(code).catch(() => []);
      return more.length === 0 && /^[0-9a-f]{64}$/.test(name) ? path.join(code, name) : undefined;
    };
    await begin();
    await until(kept);
    const file = (await kept()) ?? '';
    const whole = await readFile(file);
    assert.ok(isWhole(whole));
    await lab?.end('SIGTERM');

    const long = new Date(1e12);
    await utimes(file, long, long);
    await begin();
    assert.deepEqual(await readdir(code), [path.basename(file)]);
    await lab?.end('SIGTERM');
    assert.equal((await stat(file)).mtimeMs, long.getTime(), 'what is whole is not written again');

    await writeFile(file, whole.subarray(0, whole.length - 1000));
    await begin();
    assert.equal(lab?.said(), '');
    await until(async () => isWhole(await readFile(file)));
    await lab.end('SIGTERM');
  });

  it('leaves no folder of sockets when it stops', async () => {
    const { socket, end } = await begin();
    assert.ok(existsSync(socket));
    await end('SIGTERM');
    assert.ok(!existsSync(path.dirname(socket)));
  });
});

describe('folders of sockets', () => {
  let folder = '';
  let server: Server | undefined;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tutor-sockets-'));
  });
  after(async () => {
    server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('are removed when their lab is gone, and only then', async function () {
    if (process.platform === 'win32') skip(this, 'Windows has named pipes');
    const make = async (name: string) => {
      const place = path.join(folder, `tutor-lab-${userInfo().uid}-${name}`);
      await mkdir(place);
      return place;
    };
    const [dead, alive, others] = [await make('dead'), await make('alive'), path.join(folder, 'somebody-else')];
    await mkdir(others);
    await writeFile(path.join(dead, 'docker.sock'), '');
    server = createServer();
    await new Promise<void>((resolve) => server?.listen(path.join(alive, 'docker.sock'), resolve));

    await removeStale(folder);
    assert.ok(existsSync(dead), 'a young one may be that of a lab that starts');
    await removeStale(folder, Date.now() + 120_000);
    assert.deepEqual((await readdir(folder)).sort(), [path.basename(others), path.basename(alive)].sort());
  });

  it('are made again for the same folder under the same name', async () => {
    const [one, two] = [await makePlace(folder), await makePlace(folder)];
    assert.equal(one.socket('docker'), two.socket('docker'));
    await one.leave();
    assert.ok(!existsSync(path.dirname(one.socket('docker'))));
  });
});
