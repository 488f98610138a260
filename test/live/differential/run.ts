import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Docker from 'dockerode';
import type { Outcome } from './compare';
import { recordEvents, type EngineEvent } from './events';
import type { Json, Replaced } from './normalise';
import { stepsOf, type Area, type Hands, type NamedStep } from './step';
import { sweep } from './sweep';

/** An engine to which the script is put. */
export type Subject = {
  readonly name: string;
  readonly socket: string;
  /** What the lines of the script find in their environment besides DOCKER_HOST. */
  readonly env: NodeJS.ProcessEnv;
  /** What its ports begin with instead of the script's 180, so that two engines of one machine can run it together. */
  readonly ports?: string;
};

/** What one engine did. */
export type Recording = {
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly events: readonly EngineEvent[];
  /** What this run had for itself. */
  readonly replaced: Replaced;
};

/** What the script works with; there before it begins, so that only the steps about pulling pull. */
const needed = [
  'busybox:1.37',
  'hello-world:latest',
  'nginx:1.30-alpine',
  'redis:8-alpine',
  'registry:3',
  'mariadb:11.8',
  'httpd:2.4-alpine',
] as const;

/** Longer than any step takes; one that takes longer has failed with exit code 124, as with timeout(1). */
const stepTime = 90_000;

/** Runs the areas one after the other. What an earlier run left behind, and what this one leaves, is removed. */
export async function record(
  subject: Subject,
  areas: readonly Area[],
  tell: (step: string, ms: number) => void = () => undefined,
): Promise<Recording> {
  const docker = new Docker({ socketPath: subject.socket });
  const folder = await mkdtemp(path.join(tmpdir(), 'diff-'));
  const ports = portsOf(subject);
  const info = (await docker.info()) as { DockerRootDir: string; Name: string };
  for (const image of needed) await provide(docker, image);
  await sweep(docker);
  const events = await recordEvents(docker);
  const outcomes = new Map<string, Outcome>();
  try {
    for (const { name, files } of areas) await lay(path.join(folder, name), files ?? {}, ports);
    for (const named of stepsOf(areas)) {
      const began = performance.now();
      outcomes.set(named.name, await outcomeOf(named, subject, docker, path.join(folder, named.area)));
      tell(named.name, performance.now() - began);
    }
    await wait(500);
  } finally {
    events.stop();
    await sweep(docker);
    await rm(folder, { recursive: true, force: true });
  }
  const replaced = [
    [folder, '<folder>'],
    [info.DockerRootDir, '<root>'],
    [subject.socket, '<socket>'],
  ] as const;
  return { outcomes, events: ports.inScript(events.list()), replaced };
}

async function provide(docker: Docker, image: string): Promise<void> {
  try {
    await docker.getImage(image).inspect();
  } catch {
    const stream = await docker.pull(image);
    await new Promise<void>((resolve, reject) => {
      docker.modem.followProgress(stream, (error) => (error ? reject(error) : resolve()));
    });
  }
}

/** The ports of the script (18000 to 18099) as those of a subject, and back. */
type Ports = {
  readonly ofSubject: (text: string) => string;
  readonly inScript: <T>(value: T) => T;
};

function portsOf({ ports = '180' }: Subject): Ports {
  const theirs = new RegExp(`(?<!\\d)${ports}(?=\\d\\d(?!\\d))`, 'g');
  return {
    ofSubject: (text) => text.replace(/(?<!\d)180(?=\d\d(?!\d))/g, ports),
    inScript: <T>(value: T): T => JSON.parse(JSON.stringify(value).replace(theirs, '180')) as T,
  };
}

async function lay(folder: string, files: Readonly<Record<string, string>>, ports: Ports): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), ports.ofSubject(content));
  }
}

async function outcomeOf(named: NamedStep, subject: Subject, docker: Docker, cwd: string): Promise<Outcome> {
  const { step } = named;
  const ports = portsOf(subject);
  const end = performance.now() + 30_000;
  for (;;) {
    const outcome =
      'run' in step
        ? await line(ports.ofSubject(step.run), step.stdin, subject, cwd)
        : await call(step.api, subject, docker);
    const text = 'value' in outcome ? JSON.stringify(outcome.value) : outcome.stdout + outcome.stderr;
    if (!step.until || step.until.test(text) || performance.now() > end) return ports.inScript(outcome);
    await wait(200);
  }
}

function line(run: string, stdin: string | undefined, subject: Subject, cwd: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const env = { ...subject.env, DOCKER_HOST: `unix://${subject.socket}` };
    const options = { env, cwd, maxBuffer: 32 * 1024 * 1024, timeout: stepTime, killSignal: 'SIGKILL' as const };
    const child = execFile('/bin/bash', ['-c', run], options, (error, stdout, stderr) => {
      const exit = error === null ? 0 : error.killed ? 124 : typeof error.code === 'number' ? error.code : 125;
      resolve({ exit, stdout, stderr });
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(stdin ?? '');
  });
}

async function call(api: (hands: Hands) => Promise<unknown>, subject: Subject, docker: Docker): Promise<Outcome> {
  const limit = wait(stepTime, { refused: 'too slow' }, { ref: false });
  const hands = { docker, request: (...args: Parameters<Hands['request']>) => ask(subject.socket, ...args) };
  const done = api(hands).catch((error: unknown) => {
    const { statusCode, json, message } = error as { statusCode?: number; json?: unknown; message?: string };
    // What has no status never came from the engine: dockerode's own words, or a mistake of the step.
    return { refused: statusCode ?? message ?? 'unknown', json: json ?? null };
  });
  const value = await Promise.race([done, limit]);
  return { value: JSON.parse(JSON.stringify(value ?? null)) as Json };
}

function ask(socket: string, method: string, url: string, body?: string): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'Content-Type': 'application/json' };
    const sent = request({ socketPath: socket, method, path: url, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        let value: unknown = text;
        try {
          value = JSON.parse(text);
        } catch {
          // Not every answer is JSON.
        }
        resolve({ status: answer.statusCode ?? 0, body: value });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
