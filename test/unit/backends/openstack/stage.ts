import { openstackPlatform } from '../../../../src/backends/openstack';
import type { Source } from '../../../../src/core/resources/source';
import { faultProxy } from '../fault-proxy';
import type { Stage } from '../fault-stage';
import { never, type Asked } from '../kubernetes/server';
import { littleCloud, variables, type LittleCloud, type Ways } from './cloud';

/** A stage, and what only clouds have. */
export type OpenstackStage = Stage & {
  readonly source: Source;
  readonly cloud: LittleCloud;
  /** What is answered instead, unless it is undefined. */
  instead: ((asked: Asked) => unknown) | undefined;
};

const server = (name: string) => ({
  id: name,
  name,
  status: 'ACTIVE',
  addresses: {},
  flavor: {},
  metadata: { 名: '已' },
});

/** A cloud behind a proxy. */
export async function openstackStage(
  timeout = 1500,
  pace = { least: 100, most: 300 },
  ways: Ways = {},
): Promise<OpenstackStage> {
  const proxy = await faultProxy();
  const catalog = () => ({
    image: proxy.url,
    network: proxy.url,
    compute: `${proxy.url}/v2.1`,
    volumev3: `${proxy.url}/v3/p1`,
  });
  const cloud = await littleCloud(
    (asked) => {
      const instead = stage.instead?.(asked);
      if (instead !== undefined) return instead;
      if (asked.path.includes('/servers/detail')) return { servers: stage.names.map(server) };
      const key = /\/(images|networks|flavors)/.exec(asked.path)?.[1];
      return key === undefined ? undefined : { [key]: [] };
    },
    { catalog, ...ways },
  );
  proxy.target = cloud.port;
  const env = variables(proxy.url);
  const platform = openstackPlatform({ env, home: '/nowhere', platform: 'linux', timeout }, pace);
  const [source] = (await platform.sources(never)).all;
  const followOf = (id: string) => source?.kinds.find((kind) => kind.id === id)?.follow;
  const follow = followOf('servers');
  if (source === undefined || follow === undefined) throw new Error('no servers');
  const stage: OpenstackStage = {
    proxy,
    source,
    cloud,
    instead: undefined,
    names: ['db', 'web'],
    follow,
    others: ['images', 'networks', 'flavors'].flatMap((id) => followOf(id) ?? []),
    keys: (names) => names.map((name) => `servers/${name}`),
    close: async () => {
      platform.dispose();
      await proxy.close();
      await cloud.close();
    },
  };
  return stage;
}
