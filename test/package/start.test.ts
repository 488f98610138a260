import assert from 'node:assert/strict';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { checkout } from '../host/paths.mjs';

const started = new Set<Start>();

type Start = ChildProcessByStdio<null, Readable, Readable>;

function start(...args: string[]): { child: Start; said: () => string; ended: Promise<number | null> } {
  const child = spawn(process.execPath, ['test/host/start.mjs', '--no-open', ...args], {
    cwd: checkout,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += String(chunk)));
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  started.add(child);
  return { child, said: () => said, ended };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** As a browser does: the token becomes a cookie and disappears from the address. */
async function visit(address: string): Promise<number> {
  const first = await fetch(address, { redirect: 'manual' });
  const location = first.headers.get('location') ?? '';
  assert.doesNotMatch(location, /tkn=/);
  const cookie = (first.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return (await fetch(new URL(location, address), { headers: { cookie } })).status;
}

/** The address that a start tells; one that ends without one has failed. The suite's time is the only limit. */
async function addressIn({ child, said }: ReturnType<typeof start>): Promise<string> {
  for (;;) {
    const found = /http:\S+/.exec(said())?.[0];
    if (found !== undefined) return found;
    assert.ok(child.exitCode === null && child.signalCode === null, `There is no address in: ${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('npm start', () => {
  afterEach(() => {
    for (const child of started) child.kill('SIGKILL');
    started.clear();
  });

  it('serves only who knows the token, keeps its address from start to start, and stops on Ctrl+C', async () => {
    const port = await freePort();
    const addresses: string[] = [];
    for (let each = 0; each < 2; each++) {
      const begun = start('--port', String(port));
      const { child, said, ended } = begun;
      const address = await addressIn(begun);
      addresses.push(address);
      assert.equal(await visit(address), 200);
      // All is there: nothing is fetched. How long a start takes is told by `npm run bench -- start`.
      assert.doesNotMatch(said(), /Installing|Fetching/);
      const { origin, searchParams } = new URL(address);
      assert.equal((await fetch(`${origin}/?folder=${searchParams.get('folder') ?? ''}`)).status, 403);
      child.kill('SIGINT');
      assert.equal(await ended, 0);
      await assert.rejects(fetch(address));
    }
    assert.equal(addresses[0], addresses[1]);
  });

  it('says in a sentence that the port is taken', async () => {
    const port = await freePort();
    const first = start('--port', String(port));
    await addressIn(first);
    const second = start('--port', String(port));
    assert.equal(await second.ended, 1);
    assert.match(second.said(), new RegExp(`^\\s*Port ${String(port)} is used by another program: .*\\.\\s*$`));
    first.child.kill('SIGTERM');
    await first.ended;
  });
});
