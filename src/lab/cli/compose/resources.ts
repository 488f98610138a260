import { EngineError, Failure } from '../failure';
import { listAt, objectAt, textAt, truthAt, type Json, type JsonObject } from '../text/json';
import { composeVersion } from './body';
import { serviceOf, type Work } from './work';

async function exists(work: Work, path: string): Promise<Json | undefined> {
  try {
    return await work.client.json('GET', path);
  } catch (error) {
    if (error instanceof EngineError && error.code === 404) return undefined;
    throw error;
  }
}

const labels = (work: Work, kind: string, name: string, given: JsonObject): JsonObject => ({
  ...objectAt(given, 'labels'),
  [`com.docker.compose.${kind}`]: name,
  'com.docker.compose.project': work.project.name,
  'com.docker.compose.version': composeVersion,
});

/** Makes the networks that the services use. */
export async function ensureNetworks(work: Work, names: readonly string[]): Promise<void> {
  const used = new Set(names.flatMap((name) => Object.keys(objectAt(serviceOf(work.project, name), 'networks'))));
  for (const [key, network] of work.project.networks) {
    if (!used.has(key)) continue;
    const name = textAt(network, 'name');
    if (await exists(work, `/networks/${name}`)) continue;
    if (truthAt(network, 'external')) throw new Failure(`network ${name} declared as external, but could not be found`);
    work.tell('Network', name, 'Creating');
    const pools = listAt(network, 'ipam', 'config').map((pool) => ({
      ...(textAt(pool, 'subnet') ? { Subnet: textAt(pool, 'subnet') } : {}),
      ...(textAt(pool, 'gateway') ? { Gateway: textAt(pool, 'gateway') } : {}),
      ...(textAt(pool, 'ip_range') ? { IPRange: textAt(pool, 'ip_range') } : {}),
    }));
    await work.client.json('POST', '/networks/create', {
      body: {
        Name: name,
        CheckDuplicate: true,
        Driver: textAt(network, 'driver') || 'bridge',
        Internal: truthAt(network, 'internal'),
        Attachable: truthAt(network, 'attachable'),
        EnableIPv6: truthAt(network, 'enable_ipv6'),
        Options: objectAt(network, 'driver_opts'),
        ...(pools.length ? { IPAM: { Driver: textAt(network, 'ipam', 'driver') || 'default', Config: pools } } : {}),
        Labels: labels(work, 'network', key, network),
      },
    });
    work.tell('Network', name, 'Created');
  }
}

/** Makes the volumes that the services use. */
export async function ensureVolumes(work: Work, names: readonly string[]): Promise<void> {
  const used = new Set(
    names.flatMap((name) =>
      listAt(serviceOf(work.project, name), 'volumes')
        .filter((mount) => textAt(mount, 'type') === 'volume')
        .map((mount) => textAt(mount, 'source')),
    ),
  );
  for (const [key, volume] of work.project.volumes) {
    if (!used.has(key)) continue;
    const name = textAt(volume, 'name');
    const found = await exists(work, `/volumes/${name}`);
    if (found !== undefined) {
      if (!truthAt(volume, 'external') && textAt(found, 'Labels', 'com.docker.compose.project') === '')
        work.complain(
          `time="${new Date(work.clock.now()).toISOString().slice(0, 19)}Z" level=warning msg="volume \\"${name}\\" already exists but was not created by Docker Compose. Use \`external: true\` to use an existing volume"`,
        );
      continue;
    }
    if (truthAt(volume, 'external')) throw new Failure(`external volume ${JSON.stringify(name)} not found`);
    work.tell('Volume', JSON.stringify(name), 'Creating');
    await work.client.json('POST', '/volumes/create', {
      body: {
        Name: name,
        Driver: textAt(volume, 'driver') || 'local',
        DriverOpts: objectAt(volume, 'driver_opts'),
        Labels: labels(work, 'volume', key, volume),
      },
    });
    work.tell('Volume', JSON.stringify(name), 'Created');
  }
}
