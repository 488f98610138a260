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
  const limits = limitsOf(container, asked);
  container.host = { ...container.host, ...limits, ...(policy && { RestartPolicy: policy }) };
  if (policy) container.noRestart = false;
  store.changed(container);
  store.emit(container, 'update');
}

function limitsOf(container: Container, asked: HostConfig): Partial<HostConfig> {
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
    ...(asked.PidsLimit !== null && { PidsLimit: asked.PidsLimit || null }),
  };
}

function checkCpus(container: Container, asked: HostConfig): void {
  const { CpuPeriod: period, CpuQuota: quota } = container.host;
  if (asked.NanoCpus === 0 || (period === 0 && quota === 0)) return;
  const what = period > 0 ? 'CPU Period' : 'CPU Quota';
  throw refusal(container, `Conflicting options: Nano CPUs cannot be updated as ${what} has already been set`);
}

const refusal = ({ id }: Container, reason: string): ApiError =>
  new ApiError(409, `Cannot update container ${id}: ${reason}`);
