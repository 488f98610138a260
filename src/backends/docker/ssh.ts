import { spawn } from 'node:child_process';
import * as http from 'node:http';
import { Duplex } from 'node:stream';
import type { Target } from './address';

type SshTarget = Extract<Target, { readonly over: 'ssh' }>;

/**
 * Reaches an engine as the docker command does: the machine's own ssh, which knows its hosts and keys, runs
 * `docker system dial-stdio` over there, a connection each.
 * https://github.com/docker/cli/blob/master/cli/connhelper/connhelper.go
 */
export function sshAgent(target: SshTarget, environment: Readonly<Record<string, string | undefined>>): http.Agent {
  const agent = new http.Agent({ keepAlive: false });
  // What an agent calls for a new connection: https://nodejs.org/api/http.html#agentcreateconnectionoptions-callback
  return Object.assign(agent, { createConnection: () => dial(target, environment) });
}

function dial(target: SshTarget, environment: Readonly<Record<string, string | undefined>>): Duplex {
  const child = spawn('ssh', argumentsOf(target), { env: environment, stdio: 'pipe', windowsHide: true });
  return new Connection(child);
}

/** The arguments of ssh; a host can never be read as an option. */
export function argumentsOf({ host, port, user }: SshTarget): readonly string[] {
  const login = user === undefined ? [] : ['-l', user];
  const where = ['-p', String(port)];
  return ['-o', 'ConnectTimeout=10', '-T', ...login, ...where, '--', host, 'docker', 'system', 'dial-stdio'];
}

/** The two pipes of ssh as one connection, which fails in the words of ssh. */
class Connection extends Duplex {
  readonly #child: ReturnType<typeof spawn>;
  #said = '';

  constructor(child: ReturnType<typeof spawn>) {
    super({ allowHalfOpen: true });
    this.#child = child;
    child.stdout?.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) child.stdout?.pause();
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      this.#said = (this.#said + chunk.toString()).slice(-2000);
    });
    // ssh that has gone cannot be written to; how it ended says why.
    child.stdin?.on('error', () => undefined);
    // Without the code of the error: that ssh is missing does not mean that no engine is installed.
    child.once('error', ({ message }) => this.destroy(new Error(message)));
    child.once('close', (code) => {
      if (code === 0) this.push(null);
      else this.destroy(new Error(this.#said.trim() || `ssh: ${String(code)}`));
    });
  }

  override _read(): void {
    this.#child.stdout?.resume();
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#child.stdin?.write(chunk, encoding, () => done());
  }

  override _final(done: () => void): void {
    this.#child.stdin?.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#child.kill();
    done(error);
  }

  /** What HTTP asks of a socket. */
  setKeepAlive(): this {
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  setTimeout(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
}
