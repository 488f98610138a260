import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs/promises';
import { parse as parsePath } from 'node:path';
import { dockerFailed, dockerNoCommand, dockerNotAllowed, fileUnreadable } from '../../core/errors';
import { commandLine } from '../../core/quoted';
import { verbatim } from '../../core/text';
import type { DockerClient } from './client';
import { reasonOf } from './deadline';

/** What is needed to run the docker command. */
export type ComposeOptions = {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What is set beside these, so that a practice lab's own command is found; null takes away. */
  readonly terminal?: () => Promise<Readonly<Record<string, string | null>>>;
  /** Whether a Compose file may be run; nothing of a workspace that is not trusted ever may. */
  readonly mayRun: (file: string) => boolean | Promise<boolean>;
};

/** Refuses Compose files that are not there, or may not be run. */
export async function checkFiles(files: readonly string[], { mayRun }: ComposeOptions): Promise<void> {
  for (const file of files) {
    try {
      await fs.access(file);
    } catch (error) {
      throw fileUnreadable({ path: file, why: missing }, error);
    }
    if (!(await mayRun(file))) throw dockerNotAllowed({ file });
  }
}

const missing = { en: 'it is not there (any more)', zh: '文件不存在（或已被移走）' };

/** The words of a Compose command. */
export function composeWords(
  files: readonly string[],
  project: string,
  ...words: readonly string[]
): readonly string[] {
  const named = project === '' ? [] : ['-p', project];
  return ['compose', ...files.flatMap((file) => ['-f', file]), ...named, ...words];
}

/** Runs the docker command against our engine; tells what it prints, and throws when it fails. */
export async function* runDocker(
  client: DockerClient,
  { env, terminal }: ComposeOptions,
  words: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<string, void> {
  const { endpoint } = await client.session(signal);
  const own = Object.entries((await terminal?.()) ?? {}).map(([name, value]) => [name, value ?? undefined] as const);
  signal.throwIfAborted();
  // An engine with keys is one that the command finds by itself; any other it is led to.
  const isKeyed = endpoint.target.over === 'tcp' && endpoint.target.tls !== undefined;
  const led = isKeyed ? {} : { DOCKER_HOST: endpoint.address, DOCKER_CONTEXT: undefined };
  // No Compose file is found by chance: that of the folder would be added to what the command is told.
  const cwd = parsePath(process.cwd()).root;
  const child = spawn('docker', words, {
    env: { ...env, ...Object.fromEntries(own), ...led },
    cwd,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const exit = once(child, 'close').catch((error: unknown) => {
    throw dockerNoCommand({}, error);
  }) as Promise<[number | null]>;
  exit.catch(() => undefined);
  const stop = () => child.kill('SIGINT');
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const text of merged(child.stdout, child.stderr)) {
      said.push(text);
      if (said.length > 20) said.shift();
      yield text;
    }
    const [code] = await exit;
    if (signal.aborted) throw reasonOf(signal);
    if (code !== 0) throw failure(words, said.join(''));
  } finally {
    signal.removeEventListener('abort', stop);
    if (child.exitCode === null) child.kill('SIGINT');
  }
}

function failure(words: readonly string[], said: string) {
  // What the command prints where it has no such plugin: https://github.com/docker/cli/blob/master/cmd/docker/docker.go
  if (/is not a docker command|unknown shorthand flag: 'f' in -f/.test(said)) return dockerNoCommand();
  const last = said.trim().split('\n').at(-1) ?? '';
  return dockerFailed({ what: commandLine('docker', ...words), why: verbatim(last) });
}

/** Two outputs as one, each read no faster than it is asked for. */
async function* merged(...streams: readonly NodeJS.ReadableStream[]): AsyncGenerator<string, void> {
  const readers = streams.map((stream) => stream.setEncoding('utf8')[Symbol.asyncIterator]());
  const next = (at: number) => readers[at]?.next().then((result) => ({ at, result }));
  const waiting = new Map(readers.map((_, at) => [at, next(at)]));
  while (waiting.size > 0) {
    const first = await Promise.race([...waiting.values()]);
    if (!first) return;
    const { at, result } = first;
    if (result.done === true) waiting.delete(at);
    else {
      waiting.set(at, next(at));
      yield String(result.value);
    }
  }
}
