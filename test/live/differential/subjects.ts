import { spawn } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { engineEnvironment } from '../engine';
import type { Subject } from './run';

const checkout = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const socketOf = (host: string | undefined): string => (host ?? '').replace(/^unix:\/\//, '');

/** What the script's lines find in their environment, whichever engine they talk to. */
const everywhere = (config: string, home: string): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: home,
  LC_ALL: 'C.UTF-8',
  TZ: 'UTC',
  DOCKER_CONFIG: config,
  DOCKER_BUILDKIT: '0',
});

/** dockerd 26.1 with the stand-ins for the images of Docker Hub. */
export async function realEngine(): Promise<Subject> {
  const { DOCKER_HOST: host, DOCKER_CONFIG: config = '' } = await engineEnvironment('26');
  // BuildKit, whose images and sentences the lab's builder has; Debian 12's client brings it along.
  const build = 'env DOCKER_BUILDKIT=1 /usr/bin/docker build';
  return { name: 'real', socket: socketOf(host), env: { ...everywhere(config, path.dirname(config)), BUILD: build } };
}

/** A practice lab, in a process of its own. */
export type RunningLab = { readonly subject: Subject; readonly stop: () => Promise<void> };

/** Starts a lab in an empty folder. @param config the DOCKER_CONFIG in which the client finds `docker compose` */
export async function startedLab(config: string): Promise<RunningLab> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lab-differential-'));
  const program = path.join(checkout, 'dist', 'lab.js');
  const lab = spawn(process.execPath, [program, '--folder', folder, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => lab.on('exit', () => resolve()));
  const status = await new Promise<{ environment: Record<string, string> }>((resolve, reject) => {
    const lines = createInterface(lab.stdout);
    lines.once('line', (line) => resolve(JSON.parse(line) as { environment: Record<string, string> }));
    void gone.then(() => reject(new Error('the lab ended before it was ready')));
  });
  return {
    subject: {
      name: 'lab',
      socket: socketOf(status.environment['DOCKER_HOST']),
      env: { ...everywhere(config, folder), BUILD: 'docker build' },
      ports: '190',
    },
    stop: async () => {
      lab.kill('SIGTERM');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The same engine through another docker command. */
export async function through(subject: Subject, client: string): Promise<Subject & { stop: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'client-'));
  await symlink(client, path.join(folder, 'docker'));
  const found = `${folder}:${subject.env['PATH'] ?? ''}`;
  return {
    ...subject,
    env: { ...subject.env, PATH: found },
    stop: () => rm(folder, { recursive: true, force: true }),
  };
}
