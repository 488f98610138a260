import type { Member } from './member';
import { parseHosts, type Links } from './names';
import type { NameSources } from './stack';
import { findNetwork, type State } from './state';
import { hostNameServer } from './topology';

/** What the resolver of a container knows. */
export function sourcesOf(state: State, containerId: string): NameSources {
  return {
    hosts: async () => {
      const read = state.hostsReaders.get(containerId);
      if (!read) return state.hostRows(containerId);
      return read().then(parseHosts, () => state.hostRows(containerId));
    },
    links: () => linksOf(state.members.get(containerId)),
    nameServer: () => nameServerOf(state, containerId),
  };
}

/** The first name server of a container's /etc/resolv.conf. */
function nameServerOf(state: State, containerId: string): string {
  if (isEmbedded(state, containerId)) return '127.0.0.11';
  return state.members.get(containerId)?.plan.dns[0] ?? hostNameServer;
}

/** Has the container the engine's own name server, because it is on a network that somebody made? */
export function isEmbedded(state: State, containerId: string): boolean {
  const connections = [...(state.members.get(containerId)?.connections.keys() ?? [])];
  return connections.some((name) => findNetwork(state, name)?.predefined === false);
}

function linksOf(member: Member | undefined): Links {
  const links = new Map<string, ReadonlyMap<string, string>>();
  for (const [name, { settings }] of member?.connections ?? []) {
    const pairs = (settings.Links ?? []).map((link): readonly [string, string] => {
      const [container = '', alias = container] = link.split(':');
      return [alias.toLowerCase(), container.replace(/^\//, '')];
    });
    links.set(name, new Map(pairs));
  }
  return links;
}
