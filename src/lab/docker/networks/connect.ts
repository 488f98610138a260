import { ApiError } from '../../http/call';
import type { ContainerView, EndpointSettings } from '../model';
import { connectLive, leave } from './attach';
import { addConnection, checkEndpoint, sharedWith, type Member } from './member';
import type { Network } from './record';
import { keepMember, tell, type State } from './state';

const sharedSentence =
  'container sharing network namespace with another container or host cannot be connected to any other network';
const hostSentence = 'container cannot be disconnected from host network or connected to host network';
const noneSentence =
  'container cannot be connected to multiple networks with one of the networks in private (none) mode';

/** Connects a container to a network, now if it runs; throws ApiError. */
export async function connect(
  state: State,
  network: Network,
  reference: string,
  settings: EndpointSettings,
): Promise<void> {
  const { id, name } = required(state, reference);
  const member = state.members.get(id);
  if (!member) throw new ApiError(404, `No such container: ${reference}`);
  checkModes(member, network);
  checkEndpoint(network, settings);
  const running = state.running.has(id);
  if (running && network.endpoints.has(id)) {
    throw new ApiError(403, `endpoint with name ${name} already exists in network ${network.name}`);
  }
  addConnection(member, network, settings, id);
  try {
    // The engine keeps the settings of a connection that it could not make, too.
    if (running) await connectLive(state, id, member, network);
  } finally {
    keepMember(state, id, member);
  }
}

function required(state: State, reference: string): ContainerView {
  if (reference === '') throw new ApiError(400, 'invalid name or ID supplied: ""');
  return state.containers().require(reference);
}

/** Takes a container off a network; throws ApiError. */
export function disconnect(state: State, network: Network, reference: string, force: boolean): void {
  const view = force ? state.containers().find(reference) : required(state, reference);
  if (!view) throw new ApiError(404, `endpoint ${reference} not found`);
  const member = state.members.get(view.id);
  const running = state.running.has(view.id);
  if (!member?.connections.has(network.name)) {
    throw new ApiError(500, `container ${view.id} is not connected to ${running ? '' : 'the '}network ${network.name}`);
  }
  if (network.driver === 'host') throw new ApiError(400, hostSentence);
  leave(network, view.id);
  member.connections.delete(network.name);
  // Of a container that runs the engine tells twice.
  if (running) tell(state, 'disconnect', network, view.id);
  tell(state, 'disconnect', network, view.id);
  keepMember(state, view.id, member);
}

/** Throws ApiError 400 when a container of that mode cannot be on that network. */
function checkModes(member: Member, network: Network): void {
  const isHost = member.plan.mode === 'host';
  if (sharedWith(member.plan) !== undefined || (isHost && network.driver !== 'host')) {
    throw new ApiError(400, sharedSentence);
  }
  if (network.driver === 'host') throw new ApiError(400, hostSentence);
  const others = [...member.connections.keys()].filter((each) => each !== network.name);
  if (others.includes('none') || (network.driver === 'null' && others.length > 0)) {
    throw new ApiError(400, noneSentence);
  }
}
