import { means, plain, type ValueFact } from '../slot';

const external = [
  means('true', 'It exists already; Compose stops when it does not.', '它已经存在；不存在时 Compose 会报错停止。'),
  means('false', 'Compose makes it, and removes it with the project.', '由 Compose 创建，并随项目一起删除。'),
];

/**
 * What values of Compose keys do; "*" in a place stands for a name that the author chooses.
 * From the Compose specification, https://github.com/compose-spec/compose-spec (November 2026).
 */
export const composeValues: Readonly<Record<string, readonly ValueFact[]>> = {
  'services/*/restart': [
    means(
      '"no"',
      'Never started again. In quotes, because YAML 1.1 reads no as false.',
      '从不重启。要加引号：YAML 1.1 把 no 当作 false。',
    ),
    means(
      'always',
      'Started again whatever its end was, and when the engine starts.',
      '无论怎样退出都重启，引擎启动时也会启动。',
    ),
    means(
      'on-failure',
      'Started again when it ends with another code than 0; on-failure:3 tries three times.',
      '退出码不为 0 时才重启；on-failure:3 最多重试 3 次。',
    ),
    means(
      'unless-stopped',
      'As always, but what was stopped by hand stays stopped.',
      '与 always 相同，但手动停止后不再自动启动。',
    ),
  ],
  'services/*/pull_policy': [
    means('missing', 'Pulled when the image is not there yet: the default.', '本地没有镜像时才拉取，这是默认值。'),
    means('always', 'Asks the registry each time.', '每次都向仓库查询并拉取。'),
    means('never', 'Never pulled: a missing image is an error.', '从不拉取，本地没有镜像就报错。'),
    means('build', 'Built each time, even when the image is there.', '每次都构建，即使镜像已存在。'),
    means('daily', 'Pulled when the last time is more than a day ago.', '距上次拉取超过一天时再拉取。'),
    means('weekly', 'Pulled when the last time is more than a week ago.', '距上次拉取超过一周时再拉取。'),
    means('every_12h', 'Pulled when the last time is longer ago than this.', '距上次拉取超过这段时间时再拉取。'),
  ],
  'services/*/depends_on/*/condition': [
    means(
      'service_started',
      'Its container has started; the program in it may not be ready.',
      '容器已启动，但里面的程序未必就绪。',
    ),
    means(
      'service_healthy',
      'Its health check passes: it needs a healthcheck.',
      '健康检查已通过；对方必须有 healthcheck。',
    ),
    means(
      'service_completed_successfully',
      'It has ended with 0: for migrations and other one-time tasks.',
      '已运行结束且退出码为 0，用于迁移之类的一次性任务。',
    ),
  ],
  'services/*/network_mode': [
    means(
      'bridge',
      "The engine's default network: services do not find each other by name there.",
      '引擎的默认网桥：服务之间不能用名字互访。',
    ),
    means(
      'host',
      "The host's own network: ports are not published, they simply are there.",
      '直接使用主机网络：不需要也不能发布端口。',
    ),
    means('none', 'No network at all.', '完全没有网络。'),
  ],
  'services/*/volumes/-/type': [
    means('bind', 'A path of the host.', '挂载主机上的路径。'),
    means('volume', 'A volume that the engine keeps.', '挂载由引擎管理的数据卷。'),
    means('tmpfs', 'Memory: gone when the container stops.', '挂载内存，容器停止后内容消失。'),
    means('image', 'The files of another image, to be read only.', '以只读方式挂载另一个镜像的文件。'),
    ...plain('cluster', 'npipe'),
  ],
  'services/*/ports/-/protocol': plain('tcp', 'udp'),
  'services/*/ports/-/mode': [
    means(
      'ingress',
      'In a swarm, every node takes it and passes it on: the default.',
      'Swarm 中每个节点都接收并转发，这是默认值。',
    ),
    means('host', 'Only on the node where the container runs.', '只在容器所在的节点上监听。'),
  ],
  'services/*/logging/driver': [
    means(
      'json-file',
      'Files of the engine; without max-size they grow without end.',
      '由引擎写文件；不设 max-size 会无限增长。',
    ),
    means('local', 'Files of the engine that are compressed and rotated.', '由引擎写文件，自动压缩和轮转。'),
    means('journald', "The journal of the host's systemd.", '写入主机 systemd 的日志。'),
    means('syslog', 'A syslog server.', '发往 syslog 服务器。'),
    means('none', 'Output is thrown away; docker logs shows nothing.', '丢弃输出，docker logs 看不到内容。'),
  ],
  'services/*/deploy/mode': [
    means('replicated', 'As many containers as replicas says: the default.', '容器数由 replicas 决定，这是默认值。'),
    means('global', 'One container on each node of the swarm.', 'Swarm 的每个节点各运行一个容器。'),
    means(
      'replicated-job',
      'As replicated, but each container runs to its end.',
      '与 replicated 类似，但每个容器运行到结束为止。',
    ),
    means('global-job', 'As global, but each container runs to its end.', '与 global 类似，但每个容器运行到结束为止。'),
  ],
  'services/*/deploy/endpoint_mode': [
    means(
      'vip',
      'One address for all containers of the service: the default.',
      '服务的所有容器共用一个虚拟 IP，这是默认值。',
    ),
    means('dnsrr', 'The name gives the addresses of all containers in turn.', '域名轮流解析到各个容器的地址。'),
  ],
  'services/*/deploy/restart_policy/condition': [
    means('any', 'Started again whatever its end was: the default.', '无论怎样退出都重启，这是默认值。'),
    means('on-failure', 'Started again when it ends with another code than 0.', '退出码不为 0 时才重启。'),
    means('none', 'Never started again.', '从不重启。'),
  ],
  'services/*/develop/watch/-/action': [
    means('rebuild', 'Builds the image anew and replaces the container.', '重新构建镜像并替换容器。'),
    means('sync', 'Copies the changed files into the running container.', '把改动的文件复制进运行中的容器。'),
    means('restart', 'Starts the container again.', '重启容器。'),
    means('sync+restart', 'Copies the files, then starts the container again.', '复制文件，然后重启容器。'),
    means('sync+exec', 'Copies the files, then runs a command in the container.', '复制文件，然后在容器内执行命令。'),
  ],
  'services/*/ipc': plain('host', 'none', 'private', 'shareable'),
  'services/*/pid': plain('host'),
  'services/*/userns_mode': plain('host'),
  'networks/*/driver': [
    means('bridge', 'A network on this machine: the default.', '本机上的网桥网络，这是默认值。'),
    means('overlay', 'One network over all nodes of a swarm.', '跨 Swarm 各节点的网络。'),
    means(
      'macvlan',
      "Containers with addresses of their own in the host's network.",
      '容器直接拥有主机所在网络中的地址。',
    ),
    means('ipvlan', "As macvlan, but with the host's MAC address.", '与 macvlan 类似，但共用主机的 MAC 地址。'),
    ...plain('host', 'none'),
  ],
  'volumes/*/driver': [means('local', 'Kept on this machine: the default.', '保存在本机，这是默认值。')],
  'networks/*/external': external,
  'volumes/*/external': external,
};
