import assert from 'node:assert/strict';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { checkout } from '../host/paths.mjs';
import { choosePort } from '../host/port.mjs';

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
  return { child, said: () => said, ended };
}

async function until<T>(look: () => T | undefined, what: string): Promise<T> {
  for (let turn = 0; turn < 600; turn++) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Waited in vain for ${what}.`);
}

describe('npm start', () => {
  it('serves only who knows the token, keeps its address from start to start, and stops on Ctrl+C', async () => {
    const port = (await choosePort()) + 20;
    const addresses: string[] = [];
    for (let each = 0; each < 2; each++) {
      const began = Date.now();
      const { child, said, ended } = start('--port', String(port));
      const address = await until(() => /http:\S+/.exec(said())?.[0], `an address in:\n${said()}`);
      addresses.push(address);
      assert.equal((await fetch(address)).status, 200);
      assert.ok(Date.now() - began < 5000, `${Date.now() - began} ms`);
      const { origin, searchParams } = new URL(address);
      assert.equal((await fetch(`${origin}/?folder=${searchParams.get('folder') ?? ''}`)).status, 403);
      child.kill('SIGINT');
      assert.equal(await ended, 0);
      await assert.rejects(fetch(address));
    }
    assert.equal(addresses[0], addresses[1]);
  });

  it('says in a sentence that the port is taken', async () => {
    const port = (await choosePort()) + 20;
    const first = start('--port', String(port));
    await until(() => /http:\S+/.exec(first.said())?.[0], 'an address');
    const second = start('--port', String(port));
    assert.equal(await second.ended, 1);
    assert.match(second.said(), new RegExp(`^\\s*Port ${String(port)} is used by another program: .*\\.\\s*$`));
    first.child.kill('SIGTERM');
    await first.ended;
  });
});
