import { isObject, numberOf, objectAt, objectsOf, textOf, type Raw } from './answer';
import type { DockerClient } from './client';
import { sizeOf } from './kinds/sizes';
import { objectsIn } from './lines';
import { pathOf } from './transport';

/**
 * What a container uses, a line each second, until it ends.
 * https://docs.docker.com/reference/api/engine/version/v1.49/#tag/Container/operation/ContainerStats
 */
export async function* statsOf(client: DockerClient, id: string, signal: AbortSignal): AsyncGenerator<string, void> {
  yield `${['CPU %', 'MEM USAGE / LIMIT', 'MEM %', 'NET I/O', 'BLOCK I/O', 'PIDS'].map(cell).join('').trimEnd()}\n`;
  const chunks = await client.stream({ path: pathOf('containers', id, 'stats'), query: { stream: true } }, signal);
  for await (const raw of objectsIn(chunks)) {
    const line = lineOf(raw);
    // The first has no second before it to compare with; one of a container that has ended has nothing at all.
    if (line === undefined) continue;
    yield `${line}\n`;
  }
}

const widths = [9, 24, 9, 22, 22, 6];
const cell = (text: string, at: number): string => text.padEnd(widths[at] ?? 0);

/** A measurement in the columns of `docker stats`; undefined where nothing was measured. */
export function lineOf(raw: Raw): string | undefined {
  const memory = objectAt(raw, 'memory_stats');
  if (memory['usage'] === undefined || objectAt(raw, 'precpu_stats')['system_cpu_usage'] === undefined)
    return undefined;
  const used = numberOf(memory['usage']) - cacheOf(objectAt(memory, 'stats'));
  const limit = numberOf(memory['limit']);
  const networks = Object.values(objectAt(raw, 'networks')).filter(isObject);
  const sum = (key: string) => networks.reduce((total, one) => total + numberOf(one[key]), 0);
  const disk = objectsOf(objectAt(raw, 'blkio_stats')['io_service_bytes_recursive']);
  const moved = (way: string) =>
    disk.filter((one) => textOf(one['op']).toLowerCase() === way).reduce((all, one) => all + numberOf(one['value']), 0);
  const cells = [
    `${cpuOf(raw).toFixed(2)}%`,
    `${sizeOf(used)} / ${sizeOf(limit)}`,
    limit === 0 ? '--' : `${((used / limit) * 100).toFixed(2)}%`,
    `${sizeOf(sum('rx_bytes'))} / ${sizeOf(sum('tx_bytes'))}`,
    `${sizeOf(moved('read'))} / ${sizeOf(moved('write'))}`,
    String(numberOf(objectAt(raw, 'pids_stats')['current'])),
  ];
  return cells.map(cell).join('').trimEnd();
}

// What could be given back at any time is not counted, as in docker's own command (cgroup v1, then v2):
// https://github.com/docker/cli/blob/master/cli/command/container/stats_helpers.go
function cacheOf(stats: Raw): number {
  return numberOf(stats['total_inactive_file'] ?? stats['inactive_file']);
}

function cpuOf(raw: Raw): number {
  const [now, before] = [objectAt(raw, 'cpu_stats'), objectAt(raw, 'precpu_stats')];
  const spent = (one: Raw) => numberOf(objectAt(one, 'cpu_usage')['total_usage']);
  const passed = numberOf(now['system_cpu_usage']) - numberOf(before['system_cpu_usage']);
  return passed <= 0 ? 0 : ((spent(now) - spent(before)) / passed) * (numberOf(now['online_cpus']) || 1) * 100;
}
