import { engine, machine, resources } from '../system/facts';
import { isHostPort } from './show';
import { isFinal, type Cluster, type Task } from './model';
import type { SwarmStore } from './store';

/** Why the node cannot take a task, in the scheduler's words; undefined when it can. */
export function whyNot(store: SwarmStore, cluster: Cluster, task: Task): string | undefined {
  if (cluster.node.spec.Availability !== 'active') return 'no suitable node (1 node not available for new tasks)';
  const others = [...store.tasks.values()].filter(
    (other) => other !== task && other.nodeId !== '' && !isFinal(other.state) && other.desired !== 'remove',
  );
  if (lacks(task, others)) return 'no suitable node (insufficient resources on 1 node)';
  if (!meets(cluster, task.spec.Placement?.Constraints ?? [])) {
    return 'no suitable node (scheduling constraints not satisfied on 1 node)';
  }
  if (portTaken(task, others)) return 'no suitable node (host-mode port already in use on 1 node)';
  const most = task.spec.Placement?.MaxReplicas ?? 0;
  const own = others.filter(({ serviceId, desired }) => serviceId === task.serviceId && !isFinal(desired));
  return most > 0 && own.length >= most ? 'no suitable node (max replicas per node limit exceed)' : undefined;
}

function lacks(task: Task, others: readonly Task[]): boolean {
  const sum = (pick: (task: Task) => number): number =>
    others.reduce((total, other) => total + pick(other), pick(task));
  const cpus = ({ spec }: Task): number => spec.Resources?.Reservations?.NanoCPUs ?? 0;
  const memory = ({ spec }: Task): number => spec.Resources?.Reservations?.MemoryBytes ?? 0;
  return (cpus(task) > 0 && sum(cpus) > resources.cpus * 1e9) || (memory(task) > 0 && sum(memory) > resources.memory);
}

function portTaken(task: Task, others: readonly Task[]): boolean {
  const ports = ({ endpoint }: Task): readonly string[] =>
    (endpoint?.Ports ?? [])
      .filter((port) => isHostPort(port) && port.PublishedPort !== 0)
      .map(({ PublishedPort, Protocol }) => `${PublishedPort}/${Protocol}`);
  const taken = new Set(others.flatMap(ports));
  return ports(task).some((port) => taken.has(port));
}

/** Does the node fulfil all of `node.role==manager`, `node.labels.disk!=ssd` and the like? */
export function meets(cluster: Cluster, constraints: readonly string[]): boolean {
  return constraints.every((text) => {
    const [, key = '', operator, value = ''] = /^\s*(.+?)\s*(==|!=)\s*(.*?)\s*$/.exec(text) ?? [];
    return (valueOf(cluster, key).toLowerCase() === value.toLowerCase()) === (operator === '==');
  });
}

/** Can the constraint be read? */
export const isConstraint = (text: string): boolean =>
  /^\s*[a-z][a-z0-9_.-]*\s*(==|!=)\s*[\w:\-\s.*()?+[\]\\^$|/]+$/i.test(text);

function valueOf({ node, address }: Cluster, key: string): string {
  const known: Readonly<Record<string, string>> = {
    'node.id': node.id,
    'node.hostname': engine.host,
    'node.ip': address,
    'node.role': node.spec.Role,
    'node.platform.os': 'linux',
    'node.platform.arch': machine.kernel,
  };
  if (key.startsWith('node.labels.')) return node.spec.Labels[key.slice('node.labels.'.length)] ?? '';
  if (key === 'engine.labels.tutor.lab') return 'true';
  return Object.hasOwn(known, key) ? (known[key] ?? '') : '';
}
