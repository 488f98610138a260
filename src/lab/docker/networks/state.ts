import type { Clock } from '../../kernel/clock';
import type { Keeper } from '../../state/keeper';
import { ApiError } from '../../http/call';
import type { Attachment, ContainerRoom, EventRoom } from '../model';
import type { HostStack } from './host-stack';
import { keptMember, type Member } from './member';
import type { OpenPorts } from './publish';
import type { Network, NetworkRecord } from './record';
import type { Pools } from './pools';
import type { HostRow } from './names';
import type { Sandbox } from './sandbox';
import type { World } from './topology';

/** What the networks need from others. */
export type NetworkParts = {
  readonly clock: Clock;
  readonly events: EventRoom;
  readonly keeper: Keeper;
  readonly containers: () => ContainerRoom;
};

/** The networks' side of a container that runs. */
export type Running =
  | { readonly kind: 'shared'; readonly attachment: Attachment }
  | { readonly kind: 'host'; readonly attachment: Attachment; readonly host: HostStack }
  | { readonly kind: 'own'; readonly attachment: Attachment; readonly sandbox: Sandbox; ports: OpenPorts | undefined };

/** Everything that the networks remember. */
export type State = NetworkParts & {
  readonly world: World;
  readonly pools: Pools;
  /** By id, in order of creation. */
  readonly networks: Map<string, Network>;
  /** By container id. */
  readonly members: Map<string, Member>;
  readonly running: Map<string, Running>;
  /** The swarm that this node manages, if it does; `users` tells who uses an overlay network. */
  readonly swarm: {
    active: boolean;
    users: (networkId: string) => string | undefined;
    /** Containers of tasks, which may be on networks that are not attachable. */
    readonly admitted: Set<string>;
  };
  /** Readers of containers' own /etc/hosts. */
  readonly hostsReaders: Map<string, () => Promise<string>>;
  readonly hostRows: (containerId: string) => readonly HostRow[];
};

export const memberKind = 'network-member';

export const keepMember = (state: State, containerId: string, member: Member): void =>
  state.keeper.put(memberKind, containerId, () => keptMember(member));

/** Finds a network by id, name or the start of an id; ApiError 400 when several begin so. */
export function findNetwork(state: Pick<State, 'networks'>, reference: string): Network | undefined {
  const all = [...state.networks.values()];
  const exact = state.networks.get(reference) ?? all.find((network) => network.name === reference);
  if (exact || reference === '') return exact;
  const [first, ...more] = all.filter((network) => network.id.startsWith(reference));
  if (more.length > 0) {
    const count = more.length + 1;
    throw new ApiError(400, `network ${reference} is ambiguous (${count} matches found on ID prefix)`);
  }
  return first;
}

/** The same, or ApiError 404 `network x not found`. */
export function requireNetwork(state: Pick<State, 'networks'>, reference: string): Network {
  const network = findNetwork(state, reference);
  if (!network) throw new ApiError(404, `network ${reference} not found`);
  return network;
}

/** Tells what happened to a network, with a container when it is about one. */
export function tell(state: State, action: string, network: NetworkRecord, containerId?: string): void {
  const about = containerId === undefined ? {} : { container: containerId };
  state.events.emit(
    'network',
    action,
    {
      ID: network.id,
      Attributes: { ...about, name: network.name, type: network.driver },
    },
    network.swarm === true && containerId === undefined ? 'swarm' : 'local',
  );
}
