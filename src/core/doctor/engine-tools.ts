import { verbatim } from '../text';
import { after, anywhere, fromSite, type Tool } from './tool';

const pluginMissing = /is not a docker command|unknown command|unknown shorthand flag|unknown flag/i;

/** What speaks to a Docker engine. */
export const dockerTools: readonly Tool[] = [
  {
    id: 'docker',
    group: 'docker',
    name: { en: 'docker command', zh: 'docker 命令' },
    command: 'docker',
    args: ['--version'],
    version: after('Docker version '),
    // The API of 25.0 is 1.44, the oldest that Engine 29 speaks: https://docs.docker.com/engine/release-notes/29/
    least: '25.0',
    lacks: { en: 'Engine 29 refuses clients below API 1.44', zh: 'Engine 29 拒绝 API 低于 1.44 的客户端' },
    install: { en: 'Install Docker, or go on in the practice lab.', zh: '请安装 Docker，或者改用练习环境。' },
    lesson: 'docker/install',
  },
  {
    id: 'compose',
    group: 'docker',
    name: verbatim('Docker Compose'),
    command: 'docker',
    args: ['compose', 'version', '--short'],
    version: anywhere,
    absent: pluginMissing,
    least: '2.20',
    lacks: { en: '`include` and newer keys came with 2.20', zh: '`include` 等较新的键从 2.20 才有' },
    install: {
      en: 'Install the plugin: `docker-compose-plugin` of the repository of Docker, `docker-compose-v2` of Ubuntu.',
      zh: '请安装插件：Docker 官方源中是 `docker-compose-plugin`，Ubuntu 源中是 `docker-compose-v2`。',
    },
    lesson: 'docker/compose',
  },
  {
    id: 'buildx',
    group: 'docker',
    name: verbatim('Docker Buildx'),
    command: 'docker',
    args: ['buildx', 'version'],
    version: after('buildx '),
    absent: pluginMissing,
    least: '0.10',
    install: {
      en: 'Install the plugin: `docker-buildx-plugin` of the repository of Docker, `docker-buildx` of Ubuntu.',
      zh: '请安装插件：Docker 官方源中是 `docker-buildx-plugin`，Ubuntu 源中是 `docker-buildx`。',
    },
    lesson: 'docker/install',
  },
  {
    id: 'compose-v1',
    group: 'docker',
    name: verbatim('docker-compose v1'),
    command: 'docker-compose',
    args: ['--version'],
    version: after('version:? '),
    least: '2.0',
    lacks: {
      en: 'v1 ended in July 2023; write `docker compose` with a blank',
      zh: 'v1 已于 2023 年 7 月停止维护；请改用带空格的 `docker compose`',
    },
    install: { en: 'Nobody needs it any more.', zh: '已经不再需要它。' },
    lesson: 'docker/compose',
    optional: true,
  },
];

const clusterTool = (id: string, rest: Pick<Tool, 'args' | 'version' | 'install'> & Partial<Tool>): Tool => ({
  id,
  group: 'kubernetes',
  name: verbatim(id),
  command: id,
  lesson: 'kubernetes/environment',
  optional: true,
  ...rest,
});

/** What speaks to clusters, and makes them. */
export const kubernetesTools: readonly Tool[] = [
  clusterTool('kubectl', {
    args: ['version', '--client'],
    version: after('Client Version: (?:version\\.Info\\{.*GitVersion:")?'),
    install: fromSite('https://kubernetes.io/docs/tasks/tools/'),
  }),
  clusterTool('minikube', {
    args: ['version', '--short'],
    version: anywhere,
    least: '1.30',
    install: fromSite('https://minikube.sigs.k8s.io/docs/start/'),
  }),
  clusterTool('kind', {
    args: ['version'],
    version: after('kind '),
    least: '0.20',
    install: fromSite('https://kind.sigs.k8s.io/docs/user/quick-start/'),
  }),
  clusterTool('k3d', {
    args: ['version'],
    version: after('k3d version '),
    least: '5.0',
    install: fromSite('https://k3d.io/'),
  }),
  clusterTool('helm', {
    args: ['version', '--short'],
    version: anywhere,
    least: '3.0',
    lacks: { en: 'Helm 2 ended in 2020', zh: 'Helm 2 已于 2020 年停止维护' },
    install: fromSite('https://helm.sh/docs/intro/install/'),
    lesson: 'kubernetes-operations/helm',
  }),
];

/** What speaks to clouds. */
export const openstackTools: readonly Tool[] = [
  {
    id: 'openstack',
    group: 'openstack',
    name: { en: 'openstack command', zh: 'openstack 命令' },
    command: 'openstack',
    args: ['--version'],
    version: after('openstack '),
    least: '6.0',
    install: {
      en: '`sudo apt install python3-openstackclient`, or `pipx install python-openstackclient`.',
      zh: '`sudo apt install python3-openstackclient`，或 `pipx install python-openstackclient`。',
    },
    lesson: 'openstack/lab',
    optional: true,
  },
];
