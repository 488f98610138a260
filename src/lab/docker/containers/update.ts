import { ApiError } from '../../http/call';
import { checkRestart } from './check-host';
import { checkResources } from './check-resources';
import { readHost } from './create';
import { isObject } from './json-shapes';
import type { Container, HostConfig } from './record';
import type { ContainerStore } from './store';

const numbers = [
  'BlkioWeight', 'CpuShares', 'NanoCpus', 'CpuPeriod', 'CpuQuota', 'Memory', 'MemorySwap', 'MemoryReservation',
] as const; // prettier-ignore

/** Changes limits and the restart policy of a container. Throws ApiError. */
export function updateContainer(store: ContainerStore, container: Container, body: unknown): void {
  if (!isObject(body)) throw new ApiError(400, 'invalid JSON: got EOF while reading request body');
  const asked = readHost(body);
  checkResources(asked, store.host, true);
  if (container.state.status === 'removing' || container.state.status === 'dead') {
    throw refusal(container, `Container is marked for removal and cannot be "update".`);
  }
  const policy = asked.RestartPolicy.Name === '' ? undefined : asked.RestartPolicy;
  if (policy) {
    checkRestart(policy);
    if (container.host.AutoRemove && policy.Name !== 'no') {
      throw refusal(container, 'Restart policy cannot be updated because AutoRemove is enabled for the container');
    }
  }
  // Nought and below are no limit, but what is not said changes nothing.
  const pids = typeof body['PidsLimit'] === 'number' ? Math.max(0, body['PidsLimit']) : undefined;
  const limits = limitsOf(container, asked, pids);
  container.host = { ...container.host, ...limits, ...(policy && { RestartPolicy: policy }) };
  if (policy) container.noRestart = false;
  store.changed(container);
  store.emit(container, 'update');
}

/** @param pids the limit of processes that was asked for; none keeps what is there */
function limitsOf(container: Container, asked: HostConfig, pids: number | undefined): Partial<HostConfig> {
  const { host } = container;
  const { Memory: memory, MemorySwap: swap } = asked;
  if (memory > 0 && swap === 0 && host.MemorySwap > 0 && memory > host.MemorySwap) {
    throw refusal(
      container,
      'Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time',
    );
  }
  checkCpus(container, asked);
  const changed = numbers.filter((name) => asked[name] !== 0).map((name) => [name, asked[name]]);
  return {
    ...(Object.fromEntries(changed) as Partial<HostConfig>),
    CpusetCpus: asked.CpusetCpus || host.CpusetCpus,
    CpusetMems: asked.CpusetMems || host.CpusetMems,
    ...(pids !== undefined && { PidsLimit: pids }),
  };
}

function checkCpus(container: Container, asked: HostConfig): void {
  const { CpuPeriod: period, CpuQuota: quota, NanoCpus: nano } = container.host;
  const conflict = (what: string, before: string): ApiError =>
    refusal(container, `Conflicting options: ${what} cannot be updated as ${before} has already been set`);
  if (asked.NanoCpus > 0 && period > 0) throw conflict('Nano CPUs', 'CPU Period');
  if (asked.NanoCpus > 0 && quota > 0) throw conflict('Nano CPUs', 'CPU Quota');
  if (asked.CpuPeriod > 0 && nano > 0) throw conflict('CPU Period', 'NanoCPUs');
  if (asked.CpuQuota > 0 && nano > 0) throw conflict('CPU Quota', 'NanoCPUs');
}

const refusal = ({ id }: Container, reason: string): ApiError =>
  new ApiError(409, `Cannot update container ${id}: ${reason}`);
