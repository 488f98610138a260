import assert from 'node:assert/strict';
import { request } from 'node:http';
import { createDockerEngine } from '../../src/lab/docker/engine';
import { ApiError, type Call } from '../../src/lab/http/call';
import { createRouter } from '../../src/lab/http/router';
import { Clock } from '../../src/lab/kernel/clock';
import { decode, encode } from '../../src/lab/state/encoding';
import type { Keeper, Kept } from '../../src/lab/state/keeper';

type Answer = { readonly status: number; readonly body: unknown };

/** What the tests look at of a task. */
export type TaskShown = {
  readonly ID: string;
  readonly Slot?: number;
  readonly DesiredState: string;
  readonly Status: {
    readonly State: string;
    readonly Err?: string;
    readonly ContainerStatus?: { readonly ContainerID: string };
  };
};

/** What the tests look at of a service. */
export type ServiceShown = {
  readonly ID: string;
  readonly Version: { readonly Index: number };
  readonly Spec: Readonly<Record<string, unknown>> & { readonly TaskTemplate: { readonly ContainerSpec: object } };
  readonly PreviousSpec?: object;
  readonly Endpoint: { readonly Ports?: readonly object[]; readonly VirtualIPs?: readonly object[] };
  readonly UpdateStatus?: { readonly State: string; readonly Message: string };
  readonly ServiceStatus?: object;
};

/** A whole engine at a time that stands still, with what it keeps in memory. */
export function openLab() {
  const clock = new Clock(() => Date.parse('2026-03-01T12:00:00Z'));
  clock.freeze();
  const kept = new Map<string, Map<string, () => Kept | Promise<Kept>>>();
  let loaded = new Map<string, Map<string, Kept>>();
  const keeper: Keeper = {
    load: (kind) => loaded.get(kind) ?? new Map<string, Kept>(),
    put: (kind, id, value) => {
      const values = kept.get(kind) ?? new Map<string, () => Kept | Promise<Kept>>();
      kept.set(kind, values.set(id, value));
    },
    drop: (kind, id) => void kept.get(kind)?.delete(id),
    flush: () => Promise.resolve(),
  };
  const make = () => createDockerEngine({ clock, keeper, report: () => undefined });
  let engine = make();
  const ask = async (method: string, url: string, body?: unknown): Promise<Answer> => {
    const { pathname, searchParams } = new URL(url, 'http://lab');
    const match = createRouter(engine.routes)(method, pathname);
    assert.ok(match, `no route for ${method} ${url}`);
    const written: Buffer[] = [];
    let answer: Answer = { status: 200, body: undefined };
    const call = {
      method,
      path: pathname,
      params: match.params,
      query: searchParams,
      headers: {},
      version: [1, 45],
      gone: new AbortController().signal,
      json: () => Promise.resolve(body),
      reply: (status: number, value?: unknown) => {
        // As a client gets it: a copy.
        answer = { status, body: value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown) };
      },
      stream: () => ({
        write: (chunk: Uint8Array | string) => Promise.resolve(void written.push(Buffer.from(chunk))),
        end: () => undefined,
      }),
    } as unknown as Call;
    try {
      await match.route.run(call);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { status: error.status, body: error.message };
    }
    return written.length > 0 ? { status: 200, body: Buffer.concat(written).toString('utf8') } : answer;
  };
  const done = async (method: string, url: string, body?: unknown): Promise<unknown> => {
    // A start takes its time, which only the clock gives.
    const asked = ask(method, url, body);
    await clock.advance(500);
    const answer = await asked;
    assert.ok(answer.status < 300, `${method} ${url}: ${String(answer.body)}`);
    return answer.body;
  };
  const filters = (of: object): string => encodeURIComponent(JSON.stringify(of));
  return {
    clock,
    ask,
    done,
    begin: async () => {
      await engine.restore();
      await done('POST', '/images/create?fromImage=nginx&tag=1.30-alpine');
      await done('POST', '/images/create?fromImage=busybox&tag=1.37');
      await done('POST', '/swarm/init', { ListenAddr: '0.0.0.0:2377', Spec: {} });
    },
    tasks: async (service: string) =>
      (await done('GET', `/tasks?filters=${filters({ service: [service] })}`)) as readonly TaskShown[],
    service: async (name: string) => {
      const list = (await done('GET', `/services?status=true&filters=${filters({ name: [name] })}`)) as ServiceShown[];
      assert.ok(list[0], `no service ${name}`);
      return list[0];
    },
    /** The lab is killed and starts again with what was kept. */
    crash: async () => {
      loaded = new Map();
      for (const [kind, values] of kept) {
        const copies = new Map<string, Kept>();
        for (const [id, value] of values) copies.set(id, decode(encode(await value())));
        loaded.set(kind, copies);
      }
      kept.clear();
      await engine.close();
      engine = make();
      await engine.restore();
      await clock.advance(1000);
    },
    close: () => engine.close(),
  };
}

/** The status of an HTTP answer on this machine's loopback; the system's code when there is none. */
export const knock = (port: number): Promise<number | string> =>
  new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', port, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    asked.end();
  });
