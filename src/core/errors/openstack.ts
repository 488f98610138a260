import type { Text } from '../text';
import { make } from './user-error';

/** `places`: the files that were looked for. */
export const openstackNoCloud = make('openstack-no-cloud', {
  en: 'No cloud is chosen (looked at {places} and the OS_ variables). Put a clouds.yaml into ~/.config/openstack and name its entry with `export OS_CLOUD=NAME`, or load your openrc file, then open the editor from that terminal.',
  zh: '还没有选定云（已查看 {places} 以及 OS_ 环境变量）。请把 clouds.yaml 放到 ~/.config/openstack，用 `export OS_CLOUD=名称` 指定其中一项，或加载 openrc 文件，再从该终端打开编辑器。',
});

/** `cloud`, `why`: an entry of clouds.yaml, or the file itself, that cannot be used. */
export const openstackBadCloud = make('openstack-no-cloud', {
  en: 'The cloud {cloud} cannot be used: {why}.',
  zh: '无法使用云 {cloud}：{why}。',
});

/** Why an entry of clouds.yaml cannot be used, each with what to do next. */
export const badCloudBecause = {
  missing: {
    en: 'no clouds.yaml has such an entry; `openstack config show` and OS_CLOUD say which one is meant',
    zh: 'clouds.yaml 中没有这一项；请用 `openstack config show` 和 OS_CLOUD 确认所指的是哪一项',
  },
  unreadable: {
    en: 'your user cannot read it; look at `ls -l` and correct its owner or mode',
    zh: '当前用户无法读取；请用 `ls -l` 查看，并修正所有者或权限',
  },
  notYaml: {
    en: 'it is not a YAML table with the key `clouds`; correct it, the editor marks where it breaks',
    zh: '它不是含有 `clouds` 键的 YAML；请按编辑器标出的位置修正',
  },
  noAddress: {
    en: 'its `auth_url` is missing or is no http address; add the one that the dashboard shows under API Access',
    zh: '缺少 `auth_url`，或它不是 http 地址；请填写控制台“API 访问”中给出的地址',
  },
  noSecret: {
    en: 'its login is not complete; it needs `username` and `password` (in secure.yaml) with `user_domain_name`, or `application_credential_id` and `application_credential_secret`',
    zh: '登录信息不完整；需要 `username` 和 `password`（放在 secure.yaml）以及 `user_domain_name`，或 `application_credential_id` 和 `application_credential_secret`',
  },
  otherLogin: {
    en: 'the tutor can only log in with a password, a token or an application credential; make one of the latter with `openstack application credential create`',
    zh: '本教程只支持密码、token 或应用凭据登录；请用 `openstack application credential create` 创建应用凭据',
  },
  noProject: {
    en: 'its token has no project and so no catalog; add `project_name` and `project_domain_name`',
    zh: '它的 token 没有项目，因此没有服务目录；请补上 `project_name` 和 `project_domain_name`',
  },
} as const satisfies Record<string, Text>;

/** `url`, `why`: an address where nobody answers, and the system's word for it. */
export const openstackNotRunning = make('openstack-not-running', {
  en: 'Nothing answers at {url} ({why}). Look whether the service runs and whether the address is right (`auth_url`, `openstack catalog list`), then check again.',
  zh: '{url} 没有应答（{why}）。请确认服务正在运行、地址正确（`auth_url`、`openstack catalog list`），然后重新检查。',
});

/** `url`, `why`: a certificate that is not accepted, in the words of TLS. */
export const openstackBadCertificate = make('openstack-refused', {
  en: 'The certificate of {url} is not accepted ({why}). Set `cacert` of the clouds.yaml entry (or OS_CACERT) to the certificate of the authority that signed it, then check again.',
  zh: '不接受 {url} 的证书（{why}）。请把 clouds.yaml 该项的 `cacert`（或 OS_CACERT）设为签发它的 CA 证书，然后重新检查。',
});

/** `url`, `seconds`: who was silent for how long. */
export const openstackTimeout = make('openstack-timeout', {
  en: '{url} did not answer within {seconds} s. Look whether a VPN is needed, a firewall drops the packets or the service hangs, then check again.',
  zh: '{url} 在 {seconds} 秒内没有应答。请检查是否需要 VPN、被防火墙丢弃或服务卡住，然后重新检查。',
});

/** `cloud`, `url`: an entry whose login Keystone, or whose token a service, does not accept (401; 404 of a deleted application credential). */
export const openstackExpired = make('openstack-expired', {
  en: '{url} does not accept the login of the cloud {cloud}: the password is wrong, or the application credential is expired or deleted. Try `openstack token issue`, correct the entry or make a new credential, then check again.',
  zh: '{url} 不接受云 {cloud} 的登录：密码错误，或应用凭据已过期、被删除。请用 `openstack token issue` 试一下，修正该项或创建新凭据，然后重新检查。',
});

/** `cloud`, `service`, `path`: what the roles of the entry do not allow (403). */
export const openstackNoPermission = make('openstack-no-permission', {
  en: 'The roles of the cloud {cloud} do not allow GET {path} on {service} (403), so this cannot be judged. Use an entry with the role that it needs (mostly `admin`), or the practice lab.',
  zh: '云 {cloud} 的角色无权对 {service} 执行 GET {path}（403），因此无法判断。请换一个具有所需角色（通常是 `admin`）的条目，或使用练习环境。',
});

/** `service`, `status`, `message`: what a service answered. */
export const openstackRefused = make('openstack-refused', {
  en: 'The service {service} could not answer this: {message} (HTTP {status}). Look whether `openstack catalog list` names the right address and the service is healthy, then check again.',
  zh: '服务 {service} 无法回答这个请求：{message}（HTTP {status}）。请确认 `openstack catalog list` 中的地址正确、服务运行正常，然后重新检查。',
});

/** What is told of an answer that has no words of its own. */
export const wordless: Text = { en: 'what it answered is not JSON', zh: '返回的内容不是 JSON' };

/** `service`, `where`: what the catalog lacks, and for which interface and region. */
export const openstackNoService = make('no-feature', {
  en: 'The catalog of this cloud has no {service} ({where}), so it is not judged. See `openstack catalog list`; correct `region_name` and `interface` of the entry, or use another cloud or the practice lab.',
  zh: '这个云的服务目录中没有 {service}（{where}），因此不作判断。可用 `openstack catalog list` 查看；请修正该项的 `region_name` 和 `interface`，或换一个云、使用练习环境。',
});
