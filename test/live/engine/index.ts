import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const folder = path.dirname(fileURLToPath(import.meta.url));

/** The engine of the live tests, started by the scripts beside this file. */
export type LiveEngine = {
  /** The environment in which its docker command and our backend find it. */
  readonly env: NodeJS.ProcessEnv;
  /** Runs the docker command; returns what it printed, rejects when it fails. */
  readonly docker: (...args: readonly string[]) => Promise<string>;
  /** Ends the engine as a crash would. */
  readonly kill: () => Promise<void>;
  /** Starts it again; resolves when it answers. */
  readonly start: () => Promise<void>;
  /** Stops it, and lets its containers stop. */
  readonly stop: () => Promise<void>;
};

/** Brings the engine and its images up, which takes half a second when they are, and half a minute the first time. */
export async function engineEnvironment(): Promise<NodeJS.ProcessEnv> {
  await script('images.sh');
  return { ...process.env, ...(await up()) };
}

/** The engine of the live tests, up and with its images. */
export async function liveEngine(): Promise<LiveEngine> {
  const env = await engineEnvironment();
  return {
    env,
    docker: async (...args) => (await run('docker', args, { env, maxBuffer: 64 * 1024 * 1024 })).stdout.trim(),
    kill: () => script('down.sh', '--kill').then(() => undefined),
    start: () => up().then(() => undefined),
    stop: () => script('down.sh').then(() => undefined),
  };
}

async function up(): Promise<NodeJS.ProcessEnv> {
  const printed = await script('up.sh');
  const found = [...printed.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]);
  // What would lead the docker command elsewhere.
  return { DOCKER_CONTEXT: '', DOCKER_TLS_VERIFY: '', ...(Object.fromEntries(found) as NodeJS.ProcessEnv) };
}

async function script(name: string, ...args: readonly string[]): Promise<string> {
  return (await run(path.join(folder, name), args, { maxBuffer: 64 * 1024 * 1024 })).stdout;
}
