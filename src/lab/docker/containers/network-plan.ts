import type { NetworkPlan } from '../model';
import type { Container } from './record';

type Planned = Pick<Container, 'id' | 'name' | 'config' | 'host' | 'endpoints'>;

/** The contract's plan, and what else the networks can make use of. */
export type ContainerPlan = NetworkPlan & {
  readonly links: readonly string[];
  readonly dnsSearch: readonly string[];
  readonly dnsOptions: readonly string[];
  readonly sysctls: Readonly<Record<string, string>>;
};

/** What a container asks of the networks. */
export function planOf({ id, name, config, host, endpoints }: Planned): ContainerPlan {
  return {
    containerId: id,
    name,
    hostname: config.Hostname,
    domainname: config.Domainname,
    mode: host.NetworkMode,
    endpoints,
    exposed: Object.keys(config.ExposedPorts ?? {}),
    bindings: host.PortBindings ?? {},
    publishAll: host.PublishAllPorts,
    extraHosts: host.ExtraHosts ?? [],
    dns: host.Dns ?? [],
    links: host.Links ?? [],
    dnsSearch: host.DnsSearch ?? [],
    dnsOptions: host.DnsOptions ?? [],
    sysctls: host.Sysctls ?? {},
  };
}
