import { engine, resources } from '../system/facts';

/** The machine that the lab pretends to run on. */
export type LabHost = {
  readonly name: string;
  /** What `uname -r` says. */
  readonly kernel: string;
  /** Of its images: what `--platform` means without one. */
  readonly architecture: 'amd64' | 'arm64';
  readonly cpus: number;
  /** Bytes. */
  readonly memory: number;
  /** Bytes of swap. */
  readonly swap: number;
  /** Name servers of the host, for containers outside user-defined networks. */
  readonly nameServers: readonly string[];
};

/** The same as `docker info` tells. */
export const labHost: LabHost = {
  name: engine.host,
  kernel: engine.kernel,
  architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
  cpus: resources.cpus,
  memory: resources.memory,
  swap: 2 * 1024 ** 3,
  nameServers: ['192.168.65.7'],
};
