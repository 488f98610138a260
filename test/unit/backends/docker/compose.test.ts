import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DockerClient } from '../../../../src/backends/docker/client';
import { runDocker, type ComposeOptions } from '../../../../src/backends/docker/compose';
import { littleEngine, never, surroundingsOf, type LittleEngine } from './engine';

describe('the docker command', () => {
  let folder: string;
  let engine: LittleEngine;
  let client: DockerClient;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tutor-compose-'));
    engine = await littleEngine(() => undefined);
    client = new DockerClient({ surroundings: () => surroundingsOf(engine.socket), timeout: 2000 });
  });
  after(async () => {
    client.dispose();
    await engine.close();
    await rm(folder, { recursive: true });
  });

  /** A command of that name, which says how it was called. */
  async function put(name: string): Promise<string> {
    const bin = path.join(folder, name);
    await mkdir(bin);
    const script = `#!/bin/sh\necho "${name}: $* at $DOCKER_HOST, context \${DOCKER_CONTEXT-none}"\n`;
    await writeFile(path.join(bin, 'docker'), script);
    await chmod(path.join(bin, 'docker'), 0o755);
    return bin;
  }

  async function said(options: Omit<ComposeOptions, 'mayRun'>): Promise<string> {
    let all = '';
    const words = ['compose', '-f', 'compose.yaml', 'up', '--detach'];
    for await (const text of runDocker(client, { ...options, mayRun: () => true }, words, never)) all += text;
    return all;
  }

  it('is the one on PATH, led to our engine past any context', async () => {
    const env = { PATH: `${await put('own')}:/usr/bin:/bin`, DOCKER_CONTEXT: 'far' };
    const told = await said({ env });
    assert.equal(told, `own: compose -f compose.yaml up --detach at unix://${engine.socket}, context none\n`);
  });

  it('is the one of the practice lab where the machine has none', async () => {
    const PATH = `${await put('lab')}:/usr/bin:/bin`;
    const env = { PATH: path.join(folder, 'empty') };
    assert.match(
      await said({ env, terminal: () => Promise.resolve({ PATH, DOCKER_CONTEXT: null }) }),
      /^lab: compose /,
    );
    await assert.rejects(said({ env }), { code: 'docker-no-command' });
  });
});
