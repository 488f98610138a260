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

/** `cloud`, `service`, `message`: what was not allowed (403), in the words of the service; Nova says so of its quota too. */
export const openstackForbidden = make('openstack-no-permission', {
  en: 'The service {service} does not allow this to the cloud {cloud}: {message} (HTTP 403). If a quota is used up, delete what you no longer need; otherwise use an entry with the role that it needs (mostly `admin`).',
  zh: '服务 {service} 不允许云 {cloud} 执行此操作：{message}（HTTP 403）。如果是配额用尽，请删除不再需要的资源；否则请换一个具有所需角色（通常是 `admin`）的条目。',
});

/** `service`, `message`, `status`: a quota that is used up, in the words of the service. */
export const openstackQuota = make('openstack-refused', {
  en: 'A quota of this project is used up: {message} (service {service}, HTTP {status}). See the row Quotas or `openstack quota show --usage`; delete what you no longer need, or ask the administrator for more.',
  zh: '该项目的配额已用尽：{message}（服务 {service}，HTTP {status}）。请查看“配额”一行或 `openstack quota show --usage`；删除不再需要的资源，或请管理员提高配额。',
});

/** `service`, `message`, `status`, `advice`: what was not done, and one of `declinedAdvice`. */
export const openstackDeclined = make('openstack-refused', {
  en: 'The service {service} refused: {message} (HTTP {status}). {advice}',
  zh: '服务 {service} 拒绝了请求：{message}（HTTP {status}）。{advice}',
});

/** What to do about something that a service refused. */
export const declinedAdvice = {
  wrong: { en: 'Correct what you entered, then try again.', zh: '请修正输入的内容，然后重试。' },
  gone: {
    en: 'It may have been deleted a moment ago: look at the listing again.',
    zh: '它可能刚刚被删除：请重新查看列表。',
  },
  noGateway: {
    en: 'Connect the subnet of the server with a router that has an external gateway, then try again.',
    zh: '请把云主机所在的子网接入带有外部网关的路由器，然后重试。',
  },
  conflict: {
    en: 'Wait until its state allows this, or remove what still uses it first.',
    zh: '请等到它的状态允许该操作，或先移除仍在使用它的资源。',
  },
  broken: {
    en: 'Look at the log of the service and at the row Services, then try again.',
    zh: '请查看该服务的日志以及“服务”一行，然后重试。',
  },
} as const satisfies Record<string, Text>;

/** `cloud`: an entry whose login belongs to one project for ever. */
export const openstackFixedProject = make('openstack-refused', {
  en: 'The cloud {cloud} is logged in to with an application credential, which belongs to one project. Use an entry with a password to change the project.',
  zh: '云 {cloud} 使用应用凭据登录，而应用凭据只属于一个项目。要切换项目，请使用以密码登录的条目。',
});

/** `file`: what was given as a public key and is none. */
export const openstackNoPublicKey = make('openstack-refused', {
  en: '{file} is no public key, so nothing was sent. Choose the file that ends in `.pub`; `ssh-keygen -y -f KEY > KEY.pub` makes it from a private key.',
  zh: '{file} 不是公钥，因此没有发送任何内容。请选择以 `.pub` 结尾的文件；可用 `ssh-keygen -y -f 私钥 > 私钥.pub` 从私钥生成。',
});

/** `file`, `line`, `message`, `code`: what one of our rules found in user data. */
export const openstackUserDataBroken = make('openstack-refused', {
  en: 'The user data {file} has an error in line {line}: {message} Mend it, or write `# tutor ignore={code}` above that line to send it as it is.',
  zh: 'user data 文件 {file} 第 {line} 行有错误：{message}请修改，或在该行上方写 `# tutor ignore={code}` 后照原样发送。',
});

/** `file`, `size`, `most`: user data that Nova would not take. */
export const openstackUserData = make('openstack-refused', {
  en: 'The user data {file} has {size} bytes; Nova takes at most {most}. Shorten it, or let it fetch the rest from a URL (`#include`).',
  zh: 'user data 文件 {file} 有 {size} 字节，而 Nova 最多接受 {most} 字节。请精简，或用 `#include` 从 URL 获取其余部分。',
});

/** `file`: where a private key was to go; a file that is there already is never overwritten. */
export const openstackKeyNotSaved = make('openstack-refused', {
  en: 'The private key cannot be written to {file}, so no key pair was made: the file is there already, or its folder cannot be written. Choose a new name.',
  zh: '无法把私钥写入 {file}，因此没有创建密钥对：文件已存在，或目录不可写。请换一个新文件名。',
});

/** `name`, `status`: an image whose data arrived, and that did not become active. */
export const openstackUploadFailed = make('openstack-refused', {
  en: 'The image {name} was not taken: its state is {status}. Look at the log of Glance, and whether its store has space.',
  zh: '镜像 {name} 未被接受：它的状态是 {status}。请查看 Glance 的日志，并确认存储空间是否足够。',
});
