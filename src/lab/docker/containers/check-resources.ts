import { ApiError } from '../../http/call';
import type { LabHost } from './host';
import type { HostConfig } from './record';

const refuse = (sentence: string): never => {
  throw new ApiError(400, sentence);
};

/** Checks the limits of a host configuration, at create and at update; throws ApiError 400 with the engine's sentences. */
export function checkResources(host: HostConfig, lab: LabHost, update = false): void {
  checkMemory(host, update);
  checkCpus(host, lab);
  checkCpuset('CPUs', 'cpuset cpus', host.CpusetCpus, lab.cpus - 1);
  checkCpuset('memory nodes', 'cpuset mems', host.CpusetMems, 0);
}

const smallest = 6 * 1024 * 1024;

function checkMemory(host: HostConfig, update: boolean): void {
  const { Memory: memory, MemorySwap: swap, MemorySwappiness: swappiness } = host;
  if (memory !== 0 && memory < smallest) refuse('Minimum memory limit allowed is 6MB');
  if (memory > 0 && swap > 0 && swap < memory) {
    refuse('Minimum memoryswap limit should be larger than memory limit, see usage');
  }
  if (memory === 0 && swap > 0 && !update) {
    refuse('You should always set the Memory limit when using Memoryswap limit, see usage');
  }
  if (typeof swappiness === 'number' && (swappiness < -1 || swappiness > 100)) {
    refuse(`Invalid value: ${swappiness}, valid memory swappiness range is 0-100`);
  }
  checkReservation(host);
}

function checkReservation({ Memory: memory, MemoryReservation: reservation }: HostConfig): void {
  if (reservation > 0 && reservation < smallest) refuse('Minimum memory reservation allowed is 6MB');
  if (memory > 0 && reservation > 0 && memory < reservation) {
    refuse('Minimum memory limit can not be less than memory reservation limit, see usage');
  }
}

function checkCpus({ NanoCpus: nano, CpuPeriod: period, CpuQuota: quota }: HostConfig, { cpus }: LabHost): void {
  if (nano > 0 && period > 0) refuse('Conflicting options: Nano CPUs and CPU Period cannot both be set');
  if (nano > 0 && quota > 0) refuse('Conflicting options: Nano CPUs and CPU Quota cannot both be set');
  if (nano < 0 || nano > cpus * 1e9) {
    refuse(`Range of CPUs is from 0.01 to ${cpus}.00, as there are only ${cpus} CPUs available`);
  }
  if (period !== 0 && (period < 1000 || period > 1_000_000)) {
    refuse('CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)');
  }
  if (quota > 0 && quota < 1000) refuse('CPU cfs quota can not be less than 1ms (i.e. 1000)');
}

function checkCpuset(what: string, option: string, list: string, last: number): void {
  if (list === '') return;
  for (const part of list.split(',')) {
    const range = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part);
    if (!range) return refuse(`Invalid value ${list} for ${option}: invalid format: ${part}`);
    if (Number(range[2] ?? range[1]) <= last) continue;
    const available = last === 0 ? '0' : `0-${last}`;
    refuse(`Requested ${what} are not available - requested ${list}, available: ${available}`);
  }
}
