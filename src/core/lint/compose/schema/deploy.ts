import { rollout } from './limits';
import {
  deviceRequests,
  duration,
  field,
  listOf,
  number,
  pairs,
  table,
  text,
  textLike,
  textOrNumber,
  texts,
  wholeNumber,
} from './shape';

const restart = table({
  condition: field(text, 'none, on-failure or any.', '取值 none、on-failure 或 any。', 'any'),
  delay: field(duration, 'Time before the next try.', '重试前的等待时间。', '0s'),
  max_attempts: field(wholeNumber, 'How often to try.', '最多重试几次。'),
  window: field(duration, 'How long it must run to count as started.', '运行多久才算启动成功。'),
});

const limits = table({
  cpus: field(number, 'Processors that it may use, such as "0.5".', 'CPU 上限，如“0.5”。'),
  memory: field(textLike('size'), 'Memory that it may use, such as 512M.', '内存上限，如 512M。'),
  pids: field(wholeNumber, 'Processes that it may have.', '进程数上限。'),
});

const reservations = table({
  cpus: field(number, 'Processors that are kept for it.', '预留的 CPU。'),
  memory: field(textLike('size'), 'Memory that is kept for it.', '预留的内存。'),
  devices: field(deviceRequests('capabilities'), 'Devices such as GPUs.', 'GPU 等设备。'),
  generic_resources: field(
    listOf(table({ discrete_resource_spec: field(table({ kind: field(text), value: field(textOrNumber) })) })),
  ),
});

/** How a service is deployed. */
export const deploy = table({
  replicas: field(wholeNumber, 'How many containers.', '容器数量。', '1'),
  resources: field(
    table({ limits: field(limits, 'At most.', '上限。'), reservations: field(reservations, 'At least.', '预留。') }),
  ),
  restart_policy: field(restart, 'When a swarm starts it again.', 'Swarm 何时重新启动它。'),
  labels: field(pairs, 'Labels of the service, not of its containers.', '服务的标签，不是容器的标签。'),
  mode: field(
    text,
    'replicated, or global: one on each node.',
    '取值 replicated，或 global（每个节点一个）。',
    'replicated',
  ),
  endpoint_mode: field(text, 'vip or dnsrr.', '取值 vip 或 dnsrr。', 'vip'),
  placement: field(
    table({
      constraints: field(texts, 'Such as node.role == manager.', '如 node.role == manager。'),
      preferences: field(listOf(table({ spread: field(text) }))),
      max_replicas_per_node: field(wholeNumber),
    }),
    'On which nodes of a swarm.',
    '放在 Swarm 的哪些节点上。',
  ),
  update_config: field(rollout, 'How a swarm brings a new version.', 'Swarm 如何更新到新版本。'),
  rollback_config: field(rollout, 'How a swarm goes back.', 'Swarm 如何回滚。'),
});
