import { appendTo } from '../../yaml/edits';
import { brief, type Problem, type Rule } from '../../rule';
import { textOf } from '../../yaml/tree';
import { loginOf, type Cloud, type CloudsFile } from '../file';

/**
 * Names without the domain in which they are names. The `openstack` command fills in the domain `default` where the
 * version of the identity API is 3 (osc_lib/cli/client_config.py, November 2026); other programs do not.
 */
export const os009: Rule<CloudsFile> = {
  code: 'OS009',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Name without a domain', zh: '名称缺少所属的域' },
  message: {
    en: '{key} is a name, and names belong to a domain: without {wanted} most clients get a 400.',
    zh: '{key} 是名称，名称属于某个域：缺少 {wanted}，多数客户端会收到 400。',
  },
  why: {
    en: 'Two domains may each have a user or a project of the same name, so a login by names tells the domains of both. Most clouds and every lab have one that is called `Default`. Ids are unique and need no domain. The `openstack` command may fill in the domain `default` by itself; Ansible, Terraform and programs that use the SDK do not.',
    zh: '两个域里可以有同名的用户或项目，所以用名称登录时，要写明用户和项目各自的域。大多数云和所有实验环境都有一个叫 `Default` 的域。ID 是唯一的，不需要域。`openstack` 命令可能会自动补上 `default` 域，但 Ansible、Terraform 和使用 SDK 的程序不会。',
  },
  lesson: 'openstack/lab',
  *check(file) {
    if (file.purpose !== 'clouds') return;
    for (const cloud of file.clouds) yield* without(file, cloud);
  },
  examples: {
    bad: [
      {
        text: 'clouds:\n  lab:\n    auth:\n      auth_url: https://c:5000/v3\n      «username»: me\n      password: "{{ secret }}"\n      project_id: abc\n',
        fixed:
          'clouds:\n  lab:\n    auth:\n      auth_url: https://c:5000/v3\n      username: me\n      password: "{{ secret }}"\n      project_id: abc\n      user_domain_name: Default\n',
      },
      {
        text: 'clouds:\n  lab:\n    auth:\n      auth_url: https://c:5000/v3\n      username: me\n      user_domain_name: Default\n      «project_name»: shop\n',
        fixed:
          'clouds:\n  lab:\n    auth:\n      auth_url: https://c:5000/v3\n      username: me\n      user_domain_name: Default\n      project_name: shop\n      project_domain_name: Default\n',
      },
    ],
    good: [
      'clouds:\n  a:\n    auth:\n      auth_url: https://c:5000/v3\n      username: me\n      project_name: shop\n      default_domain: Default\n  b:\n    profile: x\n    auth:\n      username: me\n  c:\n    auth_type: v3oidcpassword\n    auth:\n      auth_url: https://c:5000/v3\n      username: me\n  d:\n    auth:\n      auth_url: https://c:5000/v3\n      user_id: a\n      project_id: b\n',
    ],
  },
};

const domains = ['domain_id', 'domain_name', 'default_domain', 'default_domain_id', 'default_domain_name'];

function* without(file: CloudsFile, cloud: Cloud): Iterable<Problem> {
  const has = (key: string): boolean => loginOf(cloud, key) !== undefined;
  if (!isByPassword(cloud) || domains.some(has)) return;
  const needs = [
    ['username', 'user_domain_name', ['user_domain_id', 'user_id']],
    ['project_name', 'project_domain_name', ['project_domain_id', 'project_id']],
  ] as const;
  for (const [key, wanted, instead] of needs) {
    const entry = loginOf(cloud, key);
    if (entry === undefined || has(wanted) || instead.some(has)) continue;
    const map = [cloud.auth, cloud.map].find((one) => one?.own.includes(entry));
    const edit = map && appendTo(file, map, [`${wanted}: Default`]);
    const title = { en: `Add ${wanted}: Default`, zh: `添加 ${wanted}: Default` };
    yield {
      span: entry.key.part(),
      args: { key: brief(key), wanted },
      fix: edit && { title, edits: [edit], safe: false },
    };
  }
}

/** Profiles bring domains along, and other kinds of logins know none. */
function isByPassword(cloud: Cloud): boolean {
  const type = textOf(cloud.map.get('auth_type')) ?? 'password';
  const others = ['profile', 'cloud', 'application_credential_secret'];
  return /^(?:v3)?password$/.test(type) && !others.some((key) => loginOf(cloud, key) !== undefined);
}
