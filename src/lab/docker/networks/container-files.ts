import { formatAddress } from './ipv4';
import { sharedWith } from './member';
import { hostsText, resolvText, standardHosts, type HostRow } from './names';
import { isEmbedded } from './name-sources';
import { findNetwork, type State } from './state';
import { hostNameServer } from './topology';

/** The name of the machine that the lab pretends to be. */
export const hostName = 'tutor-lab';

/** The rows of a container's /etc/hosts as they are now. */
export function hostRows(state: State, containerId: string): readonly HostRow[] {
  const member = state.members.get(containerId);
  if (!member) return standardHosts;
  const { plan } = member;
  const shared = sharedWith(plan);
  if (shared !== undefined) return hostRows(state, state.containers().find(shared)?.id ?? '');
  const extra = plan.extraHosts.map((text) => extraRow(state, text));
  if (plan.mode === 'host') {
    return [{ address: '127.0.0.1', names: ['localhost'] }, { address: '127.0.1.1', names: [hostName] }, ...extra];
  }
  return [...standardHosts, ...extra, ...linkRows(state, containerId), ...ownRows(state, containerId)];
}

/** `name:address`, where the address may have colons and may be `host-gateway`, the default bridge's own. */
function extraRow(state: State, text: string): HostRow {
  const at = text.indexOf(':');
  const [name, address] = at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
  const gateway = findNetwork(state, 'bridge')?.gateway ?? 0;
  return { address: address === 'host-gateway' ? formatAddress(gateway) : address, names: [name] };
}

function linkRows(state: State, containerId: string): readonly HostRow[] {
  const bridge = findNetwork(state, 'bridge');
  return (state.members.get(containerId)?.plan.links ?? []).flatMap((link) => {
    const [container = '', alias = container] = link.split(':');
    const id = state.containers().find(container)?.id ?? '';
    const endpoint = bridge?.endpoints.get(id);
    const other = state.members.get(id)?.plan;
    if (endpoint?.address === undefined || !other) return [];
    const names = [alias, other.hostname, ...(other.name === alias ? [] : [other.name])];
    return [{ address: formatAddress(endpoint.address), names }];
  });
}

function ownRows(state: State, containerId: string): readonly HostRow[] {
  const running = state.running.get(containerId);
  const plan = state.members.get(containerId)?.plan;
  if (running?.kind !== 'own' || !plan) return [];
  const full = plan.domainname === '' ? [] : [`${plan.hostname}.${plan.domainname}`];
  return [...running.sandbox.nics]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ endpoint }) => ({ address: formatAddress(endpoint.address ?? 0), names: [...full, plan.hostname] }));
}

/** The text of a container's /etc/hosts as it is now; its own addresses are in it while it runs. */
export const hostsFile = (state: State, containerId: string): string => hostsText(hostRows(state, containerId));

/** The text of a container's /etc/resolv.conf. */
export function resolvFile(state: State, containerId: string): string {
  const plan = state.members.get(containerId)?.plan;
  const shared = plan && sharedWith(plan);
  if (shared !== undefined) return resolvFile(state, state.containers().find(shared)?.id ?? '');
  return resolvText({
    embedded: isEmbedded(state, containerId),
    servers: plan?.dns ?? [],
    search: plan?.dnsSearch ?? [],
    options: plan?.dnsOptions ?? [],
    hostServer: hostNameServer,
  });
}
