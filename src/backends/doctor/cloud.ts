import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { CloudSight, KeystoneFacts } from '../../core/doctor/sights';
import { textOf } from '../docker/answer';
import { chooseCloud, listClouds } from '../openstack/clouds';
import { readIdentity } from '../openstack/identity';
import { isOwnAddress, placesOf, type Surroundings } from '../openstack/places';
import type { Around } from './around';
import { seen } from './seen';

/** How long a Keystone may take: the deadline of all looks ends it before. */
const patience = 10_000;

/** Reads the clouds.yaml that counts, never one of the open folder, and asks the Keystone of the chosen cloud who it is. */
export async function lookAtCloud(around: Around, signal: AbortSignal): Promise<CloudSight> {
  const { env, platform, home, workspace } = around;
  const surroundings: Surroundings = { env, file: '', cloud: '', workspace, platform, home };
  const [clouds, ignored] = await Promise.all([
    seen(() => cloudsOf(surroundings), signal),
    seen(() => firstOf(workspace.flatMap((folder) => namesIn(folder))), signal),
  ]);
  const passed = ignored.state === 'told' && ignored.value !== '' ? { ignored: ignored.value } : {};
  if (clouds.state !== 'told' || clouds.value.chosen === undefined) return { clouds, ...passed };
  return { clouds, ...passed, keystone: await seen(() => keystoneOf(surroundings, signal), signal) };
}

async function cloudsOf(surroundings: Surroundings) {
  const { all, chosen } = await listClouds(surroundings);
  const file = chosen === 'envvars' ? '' : await firstOf((await placesOf(surroundings)).clouds);
  return { all: all.map(({ name }) => name), file, ...(chosen !== undefined && { chosen }) };
}

async function keystoneOf(surroundings: Surroundings, signal: AbortSignal): Promise<KeystoneFacts> {
  const { authUrl } = await chooseCloud(surroundings);
  const { id } = await readIdentity(surroundings, patience, signal);
  return { authUrl, id: textOf(id), isLocal: isOwnAddress(authUrl) };
}

const namesIn = (folder: string): readonly string[] =>
  ['clouds.yaml', 'clouds.yml'].map((name) => path.join(folder, name));

/** The first file that is there, whose content is not looked at; empty when there is none. */
async function firstOf(files: readonly string[]): Promise<string> {
  const found = await Promise.all(
    files.map((file) =>
      stat(file).then(
        (one) => one.isFile(),
        () => false,
      ),
    ),
  );
  return files[found.indexOf(true)] ?? '';
}
