import { brief, type Rule } from '../../rule';
import { textOf } from '../../yaml/tree';
import { loginOf, type Cloud, type CloudsFile } from '../file';

/** A cloud without the address of its identity service. */
export const os004: Rule<CloudsFile> = {
  code: 'OS004',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'No auth_url', zh: '缺少 auth_url' },
  message: {
    en: 'The cloud {name} has no auth_url and no profile: the client does not know where to log in.',
    zh: '云 {name} 既没有 auth_url 也没有 profile：客户端不知道去哪里登录。',
  },
  why: {
    en: '`auth_url` is the address of Keystone, the one service that a client must know: it hands out the addresses of all others. A `profile` brings it along for a public cloud. It may stand in secure.yaml or in the environment, though hardly anybody puts it there.',
    zh: '`auth_url` 是 Keystone 的地址，也是客户端唯一必须知道的服务：其他服务的地址都由它给出。公有云可以用 `profile` 带出这个地址。',
  },
  lesson: 'openstack/lab',
  *check({ clouds, purpose, root, torn }) {
    if (purpose !== 'clouds' || torn.length > 0 || root?.all.has('public-clouds') === true) return;
    for (const cloud of clouds) {
      if (isComplete(cloud)) continue;
      yield { span: cloud.entry.key.part(), args: { name: brief(cloud.name) } };
    }
  },
  examples: {
    bad: [
      {
        text: 'clouds:\n  «lab»:\n    region_name: RegionOne\n    auth:\n      username: me\n      user_domain_name: Default\n      project_id: abc\n',
      },
    ],
    good: [
      'clouds:\n  lab:\n    profile: vexxhost\n  old:\n    cloud: rackspace\n  baremetal:\n    auth_type: none\n    endpoint: http://ironic:6385\n',
      'clouds:\n  lab:\n    auth_type: admin_token\n    auth:\n      token: a\n      endpoint: http://k:5000/v3\n  b:\n    auth_url: https://c:5000/v3\n  c:\n    baremetal_endpoint_override: http://c:6385\n',
    ],
  },
};

function isComplete(cloud: Cloud): boolean {
  const { map, auth } = cloud;
  const has = (key: string): boolean => loginOf(cloud, key) !== undefined;
  if (['auth_url', 'profile', 'cloud', 'endpoint', 'url'].some(has)) return true;
  if ([...map.all.keys()].some((key) => /endpoint/.test(key))) return true;
  // A misspelt key is what is wrong, then.
  if ([...(auth?.all.keys() ?? []), ...map.all.keys()].some((key) => /^auth.?u|url$/i.test(key))) return true;
  return /^(?:none|noauth|admin_token|http_basic)$/.test(textOf(map.get('auth_type')) ?? '');
}
