import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { openStage, type Stage } from './lab-containers-stage';

describe('the practice lab: streams of containers', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const says = async (line: string, body?: unknown): Promise<string> => {
    const answer = await stage.ask(line, body);
    return `${answer.status} ${(answer.body as { message?: string } | undefined)?.message ?? ''}`.trim();
  };
  const until = async (done: () => boolean): Promise<void> => {
    while (!done()) await new Promise((resolve) => setImmediate(resolve));
  };

  /** Speaks over a hijacked connection; resolves to all that came back after the head. */
  const hijack = (path: string, body: string, typed?: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      const socket = connect(stage.socket);
      socket.on('error', reject);
      socket.on('data', (chunk) => {
        if (chunks.push(chunk) === 1 && typed !== undefined) socket.end(typed);
      });
      socket.on('end', () => {
        socket.end();
        const all = Buffer.concat(chunks).toString('latin1');
        resolve(all.slice(all.indexOf('\r\n\r\n') + 4));
      });
      socket.write(
        `POST /v1.45${path} HTTP/1.1\r\nHost: d\r\nConnection: Upgrade\r\nUpgrade: tcp\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      );
    });

  it('attaches: what is typed reaches the process, a half-close is its end of input', async () => {
    await stage.create('cat', { Cmd: ['cat'], OpenStdin: true, StdinOnce: true, AttachStdin: true });
    const got = hijack('/containers/cat/attach?stream=1&stdin=1&stdout=1&stderr=1', '', 'hello\n');
    await until(() => stage.events.includes('attach'));
    await says('POST /containers/cat/start');
    assert.equal(await got, '\x01\0\0\0\0\0\0\x06hello\n');
    assert.ok(stage.events.includes('die=0'));
  });

  it('executes commands, and tells what cannot be executed', async () => {
    await stage.create('box');
    await says('POST /containers/box/start');
    const exec = async (Cmd: readonly string[], typed?: string) => {
      const config = { Cmd, AttachStdout: true, AttachStderr: true, AttachStdin: typed !== undefined };
      const { Id } = (await stage.ask('POST /containers/box/exec', config)).body as { Id: string };
      const text = await hijack(`/exec/${Id}/start`, '{}', typed);
      const { ExitCode } = (await stage.ask(`GET /exec/${Id}/json`)).body as { ExitCode: number };
      return [text.slice(8), ExitCode];
    };
    assert.deepEqual(await exec(['cat'], 'typed'), ['typed', 0]);
    assert.deepEqual(await exec(['exit', '4']), ['', 4]);
    assert.deepEqual(await exec(['nosuch']), [
      'OCI runtime exec failed: exec failed: unable to start container process: exec: "nosuch": executable file not found in $PATH: unknown\r\n',
      126,
    ]);
    await says('POST /containers/box/pause');
    assert.equal(
      await says('POST /containers/box/exec', { Cmd: ['env'] }),
      '409 Container box is paused, unpause the container before exec',
    );
    assert.equal(
      await says('DELETE /containers/box'),
      '409 cannot remove container "/box": container is paused and must be unpaused first',
    );
    assert.equal(await says('DELETE /containers/box?force=1'), '204');
    assert.equal(await says('GET /containers/box/json'), '404 No such container: box');
  });
});
