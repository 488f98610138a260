import type * as http from 'node:http';
import { DockerClient } from '../../../../src/backends/docker/client';
import { dockerPlatform } from '../../../../src/backends/docker/platform';
import type { Source } from '../../../../src/core/resources/source';
import { faultProxy } from '../fault-proxy';
import type { Stage } from '../fault-stage';
import { littleEngine, never, surroundingsOf } from './engine';

/** A stage, and what only engines have. */
export type DockerStage = Stage & {
  readonly client: DockerClient;
  readonly source: Source;
  /** The streams of events that are open. */
  readonly events: ReadonlySet<http.ServerResponse>;
  /** Says that something happened to a container. */
  readonly happens: (action: string, name: string) => void;
  /** The streams of logs that are open. */
  readonly logs: ReadonlySet<http.ServerResponse>;
};

const row = (name: string) => ({
  Id: name,
  Names: [`/${name}`],
  Image: 'nginx',
  State: 'running',
  Status: 'Up 2 hours',
});

/** An engine behind a proxy. */
export async function dockerStage(timeout = 1500): Promise<DockerStage> {
  const events = new Set<http.ServerResponse>();
  const logs = new Set<http.ServerResponse>();
  const begun = (streams: Set<http.ServerResponse>, response: http.ServerResponse) => {
    streams.add(response.once('close', () => streams.delete(response)));
    response.writeHead(200).flushHeaders();
    return new Promise(() => undefined);
  };
  const engine = await littleEngine(({ path, query }, response) => {
    if (path === '/events') return begun(events, response);
    if (path.endsWith('/logs')) return begun(logs, response);
    if (path === '/containers/json') {
      const filters = query.get('filters');
      const asked = filters === null ? undefined : (JSON.parse(filters) as { id?: string[] }).id;
      return stage.names.filter((name) => asked?.includes(name) ?? true).map(row);
    }
    if (path === '/volumes') return { Volumes: [], Warnings: null };
    if (/^\/containers\/[^/]+\/json$/.test(path)) return { Id: 'web', Config: { Tty: true } };
    return path === '/images/json' || path === '/networks' ? [] : undefined;
  });
  const proxy = await faultProxy(engine.socket);
  const client = new DockerClient({ surroundings: () => surroundingsOf(`tcp://127.0.0.1:${proxy.port}`), timeout });
  const { all } = await dockerPlatform(client, { env: {}, mayRun: () => false }).sources(never);
  const [source] = all;
  const followOf = (id: string) => source?.kinds.find((kind) => kind.id === id)?.follow;
  const follow = followOf('container');
  if (source === undefined || follow === undefined) throw new Error('no containers');
  const stage: DockerStage = {
    proxy,
    client,
    source,
    events,
    logs,
    names: ['db', 'web'],
    follow,
    others: ['image', 'network', 'volume'].flatMap((id) => followOf(id) ?? []),
    keys: (names) => names.map((name) => `container/${name}`),
    happens: (Action, ID) => {
      const line = JSON.stringify({ Type: 'container', Action, Actor: { ID, Attributes: {} } });
      for (const stream of events) stream.write(`${line}\n`);
    },
    close: async () => {
      client.dispose();
      await proxy.close();
      await engine.close();
    },
  };
  return stage;
}
