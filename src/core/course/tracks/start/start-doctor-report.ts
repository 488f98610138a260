import type { Probe } from '../../check';
import type { Condition, Exercise } from '../../lesson';
import { absent, atLeast, atLeastVersion, exists, matches, not, oneOf, sameAs } from '../../match';
import { cloudConditions } from './start-doctor-report-clouds';
import { hostOs } from './start-doctor-report-host';

const engine: Probe = { source: 'engine' };
const file: Probe = { source: 'file', path: 'engines.yaml', as: 'yaml' };
const text: Probe = { source: 'file', path: 'engines.yaml', as: 'text' };

const server = { probe: engine, path: ['apiVersion'] };
const written = { probe: file, path: ['docker', 'apiVersion'] };

const conditions: readonly Condition[] = [
  {
    id: 'docker-answers',
    title: { en: 'A Docker engine answers', zh: '有 Docker 引擎应答' },
    when: 'now',
    // What is older than this the backend refuses by itself.
    expect: [{ probe: engine, shape: { apiVersion: atLeastVersion('1.41') } }],
    told: [],
    notes: [
      {
        id: 'old',
        probe: engine,
        shape: { apiVersion: not(atLeastVersion('1.44')) },
        args: { version: server },
        text: {
          en: 'API {version} is older than 1.44: the lessons work, but Docker clients of today may refuse this engine. Update it when you can.',
          zh: 'API {version} 低于 1.44：课程能用，但如今的 Docker 客户端可能拒绝这个引擎。有机会请升级。',
        },
      },
    ],
  },
  {
    id: 'form',
    title: { en: '`engines.yaml` is YAML with its four keys', zh: '`engines.yaml` 是 YAML，四个键都在' },
    when: 'now',
    expect: [{ probe: file, shape: { docker: exists, kubernetes: exists, openstack: exists, host: exists } }],
    told: [
      {
        id: 'not-yaml',
        probe: file,
        shape: { invalid: exists },
        args: { line: { probe: file, path: ['line'] }, why: { probe: file, path: ['invalid'] } },
        text: {
          en: 'Line {line} is not YAML: {why}. Look at the indentation, and for a missing quote.',
          zh: '第 {line} 行不是合法的 YAML：{why}。请检查缩进，以及有没有漏掉引号。',
        },
      },
      {
        id: 'empty',
        probe: text,
        shape: matches(/^\s*$/),
        text: {
          en: 'The file is empty. Reset brings back the four keys; fill in their values.',
          zh: '文件是空的。“重置练习”会恢复四个键，请填写它们的值。',
        },
      },
      {
        id: 'keys-gone',
        probe: text,
        shape: exists,
        text: {
          en: 'The file must keep its four keys `docker`, `kubernetes`, `openstack` and `host`, each with its values below it. At least one is gone.',
          zh: '文件里的四个键 `docker`、`kubernetes`、`openstack`、`host` 都要保留，值写在各自下面。现在至少缺了一个。',
        },
      },
    ],
  },
  {
    id: 'docker-use',
    title: { en: '`docker.use` says which engine you chose', zh: '`docker.use` 写的是你选择的引擎' },
    when: 'now',
    after: 'form',
    expect: [
      { probe: file, shape: { docker: { use: 'real' } } },
      { probe: engine, shape: { lab: absent } },
    ],
    or: [
      [
        { probe: file, shape: { docker: { use: 'lab' } } },
        { probe: engine, shape: { lab: true } },
      ],
    ],
    told: [
      {
        id: 'other-engine',
        probe: file,
        shape: { docker: { use: oneOf('real', 'lab') } },
        args: { found: { probe: file, path: ['docker', 'use'] }, engine: { probe: engine, path: ['name'] } },
        text: {
          en: 'The file says {found}, but {engine} answers. Write what answers, or change that: start the practice lab, or stop it.',
          zh: '文件里写的是 {found}，但应答的是 {engine}。请按实际填写，或者改换引擎：启动或停止练习环境。',
        },
      },
      {
        id: 'empty',
        probe: file,
        shape: { docker: { use: absent } },
        text: {
          en: '`docker.use` is empty: write `real` for an engine of yours, `lab` for the practice lab.',
          zh: '`docker.use` 是空的：自己的引擎写 `real`，练习环境写 `lab`。',
        },
      },
      {
        id: 'other',
        probe: file,
        shape: { docker: { use: exists } },
        args: { found: { probe: file, path: ['docker', 'use'] } },
        text: {
          en: '`docker.use` is {found}. Only `real` and `lab` have a meaning here.',
          zh: '`docker.use` 的值是 {found}。这里只认 `real` 和 `lab`。',
        },
      },
    ],
  },
  {
    id: 'docker-api',
    title: { en: '`docker.apiVersion` is that of the server', zh: '`docker.apiVersion` 是服务器的版本' },
    when: 'now',
    after: 'form',
    expect: [{ probe: file, shape: { docker: { apiVersion: sameAs(server) } } }],
    told: [
      {
        id: 'empty',
        probe: file,
        shape: { docker: { apiVersion: absent } },
        text: {
          en: '`docker.apiVersion` is empty. `docker version` prints it below `Server`, as `API version`.',
          zh: '`docker.apiVersion` 是空的。`docker version` 在 `Server` 下面把它印作 `API version`。',
        },
      },
      {
        id: 'unquoted',
        probe: file,
        shape: { docker: { apiVersion: atLeast(0) } },
        args: { found: written },
        text: {
          en: 'Without quotes YAML reads a number, {found}, and of `1.50` only 1.5 is left. A version is a text: put it into quotes.',
          zh: '不加引号，YAML 会把它读成数字 {found}，`1.50` 就只剩 1.5 了。版本号是文本：请加上引号。',
        },
      },
      {
        id: 'prefixed',
        probe: file,
        shape: { docker: { apiVersion: matches(/^v1\.\d+$/) } },
        text: {
          en: 'The Docker API writes its version without a `v`: copy it as it stands there.',
          zh: 'Docker API 的版本号前面没有 `v`：请照原样抄写。',
        },
      },
      {
        id: 'clients-line',
        probe: file,
        shape: { docker: { apiVersion: matches(/^1\.\d+$/) } },
        args: { found: written, version: server },
        text: {
          en: 'The server says {version}, the file {found}. That may be the line of the client: copy the one below `Server`.',
          zh: '服务器报告的是 {version}，文件里是 {found}。那可能是客户端的那一行：请抄 `Server` 下面的。',
        },
      },
      {
        id: 'engine-version',
        probe: file,
        shape: { docker: { apiVersion: matches(/^v?\d+\.\d+/) } },
        args: { found: written },
        text: {
          en: '{found} is the version of the engine. The API has a version of its own, which looks like `1.52`.',
          zh: '{found} 是引擎的版本。API 另有自己的版本号，形如 `1.52`。',
        },
      },
      {
        id: 'other',
        probe: file,
        shape: { docker: { apiVersion: exists } },
        args: { found: written },
        text: {
          en: '{found} is not an API version. It has two numbers with a dot between them, in quotes.',
          zh: '{found} 不是 API 版本号。它由两个数字和中间的点组成，写在引号里。',
        },
      },
    ],
  },
  hostOs,
  ...cloudConditions,
];

/** Which engines there are, and what their servers say of themselves. */
export const startDoctorReport: Exercise = {
  id: 'start-doctor-report',
  title: { en: 'Which engines do you have?', zh: '你有哪些引擎？' },
  core: true,
  minutes: 15,
  needs: ['files', 'docker'],
  ports: [],
  tasks: [
    {
      en: 'Run **Check My Environment** and read its report.',
      zh: '运行 **检查我的环境**，读一读报告。',
    },
    {
      en: 'Choose an engine for each layer and write the choice into `engines.yaml`: `docker.use` is `real` or `lab`, `kubernetes.use` and `openstack.use` are `real` or `none`.',
      zh: '为每一层选择引擎，写进 `engines.yaml`：`docker.use` 填 `real` 或 `lab`，`kubernetes.use` 和 `openstack.use` 填 `real` 或 `none`。',
    },
    {
      en: 'Copy the API version of the Docker **server** into `docker.apiVersion`, in quotes. Where you have them, copy `gitVersion` of the cluster and the version id of Keystone as well.',
      zh: '把 Docker **服务器**的 API 版本抄到 `docker.apiVersion`，加上引号。如果有集群和云，再抄上集群的 `gitVersion` 和 Keystone 的版本 id。',
    },
    {
      en: 'Write into `host.os` the operating system on which the extension runs, as `ID=` in `/etc/os-release` spells it.',
      zh: '在 `host.os` 中填写插件所在机器的操作系统，写法同 `/etc/os-release` 中的 `ID=`。',
    },
  ],
  conditions,
  hints: [
    {
      en: 'The report shows the engine that the tutor uses first, with its API version, and names the practice lab where it is the lab.',
      zh: '报告先列出教程使用的引擎和它的 API 版本；如果那是练习环境，也会写明。',
    },
    {
      en: '`docker version` prints two blocks: one of the client, one of the server.',
      zh: '`docker version` 会打印两段：一段是客户端，一段是服务器。',
    },
    {
      en: "`docker version --format '{{.Server.APIVersion}}'` in a terminal of the engine that you chose; for the others `kubectl version -o yaml` and `curl AUTH_URL/v3`. `. /etc/os-release; echo $ID` prints the system.",
      zh: "在你所选引擎的终端里执行 `docker version --format '{{.Server.APIVersion}}'`；另外两层用 `kubectl version -o yaml` 和 `curl AUTH_URL/v3`。`. /etc/os-release; echo $ID` 会打印操作系统。",
    },
  ],
  mutants: [
    { name: 'empty-file', refusedBy: 'form', told: 'empty' },
    { name: 'broken-yaml', refusedBy: 'form', told: 'not-yaml' },
    { name: 'flattened', refusedBy: 'form', told: 'keys-gone' },
    { name: 'other-engine', refusedBy: 'docker-use', told: 'other-engine' },
    { name: 'use-empty', refusedBy: 'docker-use', told: 'empty' },
    { name: 'use-docker', refusedBy: 'docker-use', told: 'other' },
    { name: 'api-empty', refusedBy: 'docker-api', told: 'empty' },
    { name: 'api-unquoted', refusedBy: 'docker-api', told: 'unquoted' },
    { name: 'api-with-v', refusedBy: 'docker-api', told: 'prefixed' },
    { name: 'api-of-client', refusedBy: 'docker-api', told: 'clients-line' },
    { name: 'api-of-engine', refusedBy: 'docker-api', told: 'engine-version' },
    { name: 'api-in-words', refusedBy: 'docker-api', told: 'other' },
    { name: 'os-empty', refusedBy: 'host-os', told: 'empty' },
    { name: 'os-linux', refusedBy: 'host-os', told: 'kernel' },
    { name: 'os-windows', refusedBy: 'host-os', told: 'window' },
    { name: 'os-capital', refusedBy: 'host-os', told: 'capital' },
    { name: 'os-other', refusedBy: 'host-os', told: 'other' },
    { name: 'kubernetes-empty', refusedBy: 'kubernetes-use', told: 'empty' },
    { name: 'kubernetes-lab', refusedBy: 'kubernetes-use', told: 'lab' },
    { name: 'kubernetes-minikube', refusedBy: 'kubernetes-use', told: 'other' },
    { name: 'openstack-empty', refusedBy: 'openstack-use', told: 'empty' },
    { name: 'openstack-lab', refusedBy: 'openstack-use', told: 'lab' },
    { name: 'openstack-devstack', refusedBy: 'openstack-use', told: 'other' },
  ],
};
