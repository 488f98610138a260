import { fill, verbatim, type Text } from '../text';
import type { Finding, Group } from './finding';
import { code, prose } from './markdown';
import type { CloudSight, ClusterSight, Seen } from './sights';
import { minorsAhead } from './version';

const words = {
  contexts: { en: 'kubeconfig', zh: 'kubeconfig' },
  contextsFound: { en: 'contexts: {all}; current: {current}', zh: 'context：{all}；当前：{current}' },
  none: { en: 'none', zh: '无' },
  unread: {
    en: '{file} lies in the open folder and was not read, because this workspace is not trusted',
    zh: '{file} 在打开的文件夹里，由于此工作区未受信任，没有读取它',
  },
  noCurrent: {
    en: 'Choose a context: `kubectl config use-context NAME`.',
    zh: '请选择一个 context：`kubectl config use-context 名称`。',
  },
  cluster: { en: 'Cluster of the current context', zh: '当前 context 的集群' },
  keystone: { en: 'Keystone of the chosen cloud', zh: '所选云的 Keystone' },
  shy: {
    en: '{address} answers, and tells its version only to those who are logged in',
    zh: '{address} 有应答，但只向已登录者告知版本',
  },
  away: {
    en: '{address}; it is not on this machine, others may work with it',
    zh: '{address}；它不在本机上，可能有其他人在使用',
  },
  skew: {
    en: 'kubectl {client} against server {server}: only one minor version either way is supported',
    zh: 'kubectl {client} 对服务器 {server}：只支持相差一个次版本号',
  },
  skewRepair: {
    en: 'Install the kubectl of the minor version of the server: <https://kubernetes.io/docs/tasks/tools/>',
    zh: '请安装与服务器次版本号一致的 kubectl：<https://kubernetes.io/docs/tasks/tools/>',
  },
  clouds: { en: 'Clouds', zh: '云' },
  cloudsFound: { en: '{all} (from {file}); chosen: {chosen}', zh: '{all}（来自 {file}）；已选：{chosen}' },
  variables: { en: 'the variables OS_…', zh: '环境变量 OS_…' },
  noCloud: {
    en: 'Choose an entry: `export OS_CLOUD=NAME`, then open the editor from that terminal.',
    zh: '请选择一项：`export OS_CLOUD=名称`，再从该终端打开编辑器。',
  },
  ignored: {
    en: '{file} in the open folder is not read; the openstack command takes it when it is run there',
    zh: '打开的文件夹里的 {file} 没有读取；在那里运行 openstack 命令时会用它',
  },
  late: { en: 'did not answer in time', zh: '没有及时应答' },
} as const satisfies Readonly<Record<string, Text>>;

type Base = Pick<Finding, 'id' | 'group' | 'name' | 'lesson' | 'optional'>;

const base = (group: Group, id: string, name: Text, lesson: string): Base => ({
  id,
  group,
  name,
  lesson,
  optional: true,
});

/** What a look that failed in one of the usual ways is; `missing` are the codes that mean that there is nothing. */
function failed(seen: Exclude<Seen<unknown>, { state: 'told' }>, what: Base): Finding {
  switch (seen.state) {
    case 'late':
      return { ...what, state: 'unreachable', detail: words.late };
    case 'broken':
      return { ...what, state: 'unknown', detail: verbatim(code(seen.message)) };
    case 'failed': {
      const isNothing = ['kubernetes-no-config', 'openstack-no-cloud'].includes(seen.error.code);
      return { ...what, state: isNothing ? 'missing' : 'unreachable', repair: prose(seen.error.text) };
    }
  }
}

const listed = (names: readonly string[]): string =>
  names.slice(0, 8).map(code).join(', ') + (names.length > 8 ? ' …' : '');

/** The kubeconfig, and the cluster that it leads to. */
export function clusterFindings({ contexts, unread, server }: ClusterSight): readonly Finding[] {
  const config = base('kubernetes', 'kubeconfig', words.contexts, 'kubernetes/environment');
  const skipped = unread.map((file): Finding => ({
    ...config,
    id: `kubeconfig:${file}`,
    state: 'unknown',
    detail: fill(words.unread, { file: code(file) }),
  }));
  const first: Finding =
    contexts.state !== 'told'
      ? failed(contexts, config)
      : {
          ...config,
          state: 'found',
          detail: fill(words.contextsFound, {
            all: listed(contexts.value.all),
            current: contexts.value.current === '' ? words.none : code(contexts.value.current),
          }),
          ...(contexts.value.current === '' && { repair: words.noCurrent }),
        };
  return [first, ...skipped, ...(server === undefined ? [] : [clusterFinding(server)])];
}

function clusterFinding(seen: NonNullable<ClusterSight['server']>): Finding {
  const cluster = base('kubernetes', 'cluster', words.cluster, 'kubernetes/environment');
  if (seen.state !== 'told') return failed(seen, cluster);
  const { server, gitVersion, isLocal } = seen.value;
  if (gitVersion === undefined)
    return { ...cluster, state: 'found', detail: fill(words.shy, { address: code(server) }) };
  return { ...cluster, state: 'found', version: gitVersion, detail: where(server, isLocal) };
}

const where = (address: string, isLocal: boolean): Text =>
  isLocal ? verbatim(code(address)) : fill(words.away, { address: code(address) });

/** kubectl as it is against the server that answers: more than one minor version apart is not supported. */
export function withSkew(kubectl: Finding, server: ClusterSight['server']): Finding {
  if (server?.state !== 'told' || server.value.gitVersion === undefined || kubectl.version === undefined)
    return kubectl;
  const ahead = minorsAhead(kubectl.version, server.value.gitVersion);
  if (ahead === undefined || Math.abs(ahead) <= 1) return kubectl;
  const detail = fill(words.skew, {
    client: code(kubectl.version),
    server: code(server.value.gitVersion),
  });
  return { ...kubectl, state: ahead < 0 ? 'old' : 'found', detail, repair: words.skewRepair };
}

/** The clouds.yaml, and the cloud that is chosen. */
export function cloudFindings({ clouds, ignored, keystone }: CloudSight): readonly Finding[] {
  const config = base('openstack', 'clouds', words.clouds, 'openstack/lab');
  const first: Finding = clouds.state !== 'told' ? failed(clouds, config) : { ...config, ...chosen(clouds.value) };
  const passed: Finding[] =
    ignored === undefined
      ? []
      : [{ ...config, id: 'clouds:ignored', state: 'unknown', detail: fill(words.ignored, { file: code(ignored) }) }];
  return [first, ...passed, ...(keystone === undefined ? [] : [keystoneFinding(keystone)])];
}

function chosen(
  value: Extract<CloudSight['clouds'], { state: 'told' }>['value'],
): Pick<Finding, 'state' | 'detail' | 'repair'> {
  const file = value.file === '' ? words.variables : verbatim(code(value.file));
  const name = value.chosen === undefined ? words.none : code(value.chosen);
  const detail = fill(words.cloudsFound, { all: listed(value.all), file, chosen: name });
  return { state: 'found', detail, ...(value.chosen === undefined && { repair: words.noCloud }) };
}

function keystoneFinding(seen: NonNullable<CloudSight['keystone']>): Finding {
  const keystone = base('openstack', 'keystone', words.keystone, 'openstack/lab');
  if (seen.state !== 'told') return failed(seen, keystone);
  const { authUrl, id, isLocal } = seen.value;
  return { ...keystone, state: 'found', version: id, detail: where(authUrl, isLocal) };
}
