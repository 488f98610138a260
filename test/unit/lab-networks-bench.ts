import assert from 'node:assert/strict';
import type { Duplex } from 'node:stream';
import { createEvents, type EventMessage } from '../../src/lab/docker/events/room';
import type { ContainerRoom, ContainerView, NetworkPlan } from '../../src/lab/docker/model';
import { createNetworks } from '../../src/lab/docker/networks/room';
import { ApiError, type Call } from '../../src/lab/http/call';
import { createRouter } from '../../src/lab/http/router';
import { Clock } from '../../src/lab/kernel/clock';
import { forgetful, type Keeper } from '../../src/lab/state/keeper';

type Answer = { readonly status: number; readonly body: unknown };

/** The networks alone, at a time that stands still, with containers that are only names. */
export function lab(keeper: Keeper = forgetful) {
  const clock = new Clock(() => Date.parse('2026-03-01T12:00:00Z'));
  clock.freeze();
  const events = createEvents(clock);
  const told: EventMessage[] = [];
  events.subscribe((event) => told.push(event));
  const views = new Map<string, ContainerView>();
  const find = (reference: string) =>
    [...views.values()].find((view) => view.name === reference || view.id.startsWith(reference));
  const containers: ContainerRoom = {
    find,
    require: (reference) => {
      const view = find(reference);
      if (!view) throw new ApiError(404, `No such container: ${reference}`);
      return view;
    },
    all: () => [...views.values()],
  };
  const networks = createNetworks({ clock, events, keeper, containers: () => containers });
  void networks.restore();
  const router = createRouter(networks.routes);
  const ask = async (method: string, url: string, body?: unknown): Promise<Answer> => {
    const { pathname, searchParams } = new URL(url, 'http://lab');
    const match = router(method, pathname);
    assert.ok(match, `no route for ${method} ${url}`);
    let answer: Answer | undefined;
    const call = {
      method,
      path: pathname,
      params: match.params,
      query: searchParams,
      version: [1, 45],
      json: () => Promise.resolve(body),
      reply: (status: number, value?: unknown) => {
        answer = { status, body: value };
      },
    } as unknown as Call;
    try {
      await match.route.run(call);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { status: error.status, body: error.message };
    }
    assert.ok(answer);
    return answer;
  };
  const plan = (name: string, more: Partial<NetworkPlan> = {}): string => {
    const id = Buffer.from(name.padEnd(32, '.')).toString('hex');
    networks.plan({
      containerId: id,
      name,
      hostname: id.slice(0, 12),
      domainname: '',
      mode: 'bridge',
      endpoints: {},
      exposed: [],
      bindings: {},
      publishAll: false,
      extraHosts: [],
      dns: [],
      ...more,
    });
    views.set(id, { id, name } as unknown as ContainerView);
    return id;
  };
  const run = async (name: string, more: Partial<NetworkPlan> = {}) => {
    const id = plan(name, more);
    return { id, ...(await networks.up(id)), address: () => Object.values(networks.endpointsOf(id))[0]?.IPAddress };
  };
  return { clock, networks, ask, plan, run, told };
}

/** Says something, ends, and resolves to what is answered. */
export async function talk(socket: Duplex, text: string): Promise<string> {
  socket.end(text);
  let heard = '';
  for await (const chunk of socket) heard += String(chunk);
  return heard;
}

/** Answers with what it heard, in capitals, when the other side has ended. */
export const shout = (socket: Duplex): void => {
  let heard = '';
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
  socket.on('end', () => socket.end(heard.toUpperCase()));
};
