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

/** `20`: Debian 12's, API 1.41. `26`: 26.1, API 1.45, which is what the practice lab names itself. */
export type EngineVersion = '20' | '26';

/** Brings an engine and its images up, which takes half a second when they are, and half a minute the first time. */
export async function engineEnvironment(version: EngineVersion = '20'): Promise<NodeJS.ProcessEnv> {
  await script('images.sh', [], version);
  return { ...process.env, ...(await up(version)) };
}

/** A docker command of another version than the first one in PATH. */
export type DockerClient = { readonly version: string; readonly path: string };

/** Those that this machine has, or that Debian has for it. */
export async function otherClients(): Promise<readonly DockerClient[]> {
  const printed = await script('clients.sh', [], '26');
  return [...printed.matchAll(/^(\S+) (.*)$/gm)].map(([, version = '', file = '']) => ({ version, path: file }));
}

/** The engine of the live tests, up and with its images. */
export async function liveEngine(): Promise<LiveEngine> {
  const env = await engineEnvironment();
  return {
    env,
    docker: async (...args) => (await run('docker', args, { env, maxBuffer: 64 * 1024 * 1024 })).stdout.trim(),
    kill: () => script('down.sh', ['--kill']).then(() => undefined),
    start: () => up().then(() => undefined),
    stop: () => script('down.sh').then(() => undefined),
  };
}

async function up(version: EngineVersion = '20'): Promise<NodeJS.ProcessEnv> {
  const printed = await script('up.sh', [], version);
  const found = [...printed.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]);
  // What would lead the docker command elsewhere.
  return { DOCKER_CONTEXT: '', DOCKER_TLS_VERIFY: '', ...(Object.fromEntries(found) as NodeJS.ProcessEnv) };
}

async function script(name: string, args: readonly string[] = [], version: EngineVersion = '20'): Promise<string> {
  const env = { ...process.env, TUTOR_ENGINE: version };
  return (await run(path.join(folder, name), args, { env, maxBuffer: 64 * 1024 * 1024 })).stdout;
}
