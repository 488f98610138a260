import { access, chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LabStatus, TerminalEnvironment } from '../../core/lab';
import { realDisk } from '../docker/endpoint';
import { isDockerInstalled } from '../docker/installed';
import type { LabProgram } from './place';

/**
 * What a terminal must have set to work in a lab; where the machine has no docker command, the lab's own is put in
 * front of PATH.
 */
export async function terminalEnvironment(parts: LabProgram, { environment }: LabStatus): Promise<TerminalEnvironment> {
  const past = { DOCKER_CONTEXT: null, DOCKER_TLS_VERIFY: null, DOCKER_CERT_PATH: null };
  const { env, platform = process.platform } = parts;
  const surroundings = { setting: '', environment: env, platform, home: '' };
  if (await isDockerInstalled(surroundings, realDisk)) return { ...environment, ...past };
  const bin = await ownDocker(parts, platform);
  if (bin === undefined) return { ...environment, ...past };
  const windows = platform === 'win32';
  // Windows calls it Path, and a copy of the environment tells upper from lower case.
  const name = (windows && Object.keys(env).find((key) => key.toUpperCase() === 'PATH')) || 'PATH';
  return { ...environment, ...past, [name]: [bin, env[name] ?? ''].filter(Boolean).join(windows ? ';' : ':') };
}

/** Writes the launcher of the lab's own docker command and returns its folder; undefined when there is no such command. */
async function ownDocker({ folder, docker, node }: LabProgram, platform: NodeJS.Platform): Promise<string | undefined> {
  try {
    await access(docker);
  } catch {
    return undefined;
  }
  const bin = path.join(folder, 'bin');
  await mkdir(bin, { recursive: true, mode: 0o700 });
  const shell = path.join(bin, 'docker');
  // Without the two dashes Node 20 takes an --env-file of the docker command for one of its own.
  const quoted = [node, docker].map((one) => `'${one.replaceAll("'", "'\\''")}'`).join(' -- ');
  await writeFile(shell, `#!/bin/sh\nELECTRON_RUN_AS_NODE=1 exec ${quoted} "$@"\n`, { mode: 0o700 });
  await chmod(shell, 0o700);
  if (platform !== 'win32') return bin;
  const lines = ['@echo off', 'setlocal', 'set ELECTRON_RUN_AS_NODE=1', `"${node}" -- "${docker}" %*`];
  const escaped = lines.map((line) => line.replace(/%(?!\*)/g, '%%'));
  await writeFile(path.join(bin, 'docker.cmd'), `${escaped.join('\r\n')}\r\n`);
  return bin;
}
