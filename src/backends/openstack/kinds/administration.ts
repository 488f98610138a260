import { UserError } from '../../../core/errors';
import type { Resource } from '../../../core/resources/resource';
import type { Kind } from '../../../core/resources/source';
import { fill, verbatim, type Text } from '../../../core/text';
import type { Raw } from '../../docker/answer';
import { following, inspect, type Desk } from '../desk';
import { factsOf, joined, numberAt, textAt } from '../fields';
import { factNames, lessons } from '../words';

const silent: Text = {
  en: '{what} on {host} was last heard of at {when}: it does not run, or it reaches neither the queue nor the database, or the clocks differ. When all are down at once, look at the queue first.',
  zh: '{host} 上的 {what} 最近一次心跳是 {when}：它没有运行，或连不上消息队列、数据库，或时钟不同步。如果全部同时离线，先检查消息队列。',
};

/** A service of Nova or Cinder: https://docs.openstack.org/api-ref/compute/#list-compute-services */
export function serviceOf(raw: Raw): Resource {
  const [what, host] = [textAt(raw, 'binary'), textAt(raw, 'host')];
  const isUp = textAt(raw, 'state') === 'up';
  const isEnabled = textAt(raw, 'status') === 'enabled';
  return {
    kind: 'services',
    id: `${what}@${host}`,
    name: `${what} @ ${host}`,
    state: joined(textAt(raw, 'state'), textAt(raw, 'status')),
    health: !isUp ? 'failed' : isEnabled ? 'running' : 'stopped',
    summary: verbatim(joined(textAt(raw, 'state'), textAt(raw, 'status'), textAt(raw, 'zone'))),
    // The time of its heartbeat is not told while it is up: it would change the row at each look.
    facts: factsOf(
      [factNames.host, host],
      [factNames.zone, textAt(raw, 'zone')],
      [factNames.reason, textAt(raw, 'disabled_reason')],
      [factNames.updated, isUp ? '' : textAt(raw, 'updated_at')],
    ),
    ...(!isUp && { trouble: lost(what, host, textAt(raw, 'updated_at')) }),
  };
}

const lost = (what: string, host: string, when: string) => ({
  why: fill(silent, { what, host, when: when || '?' }),
  lesson: lessons.troubleshooting,
});

/** An agent of Neutron: https://docs.openstack.org/api-ref/network/v2/#list-all-agents */
export function agentOf(raw: Raw): Resource {
  const [what, host] = [textAt(raw, 'agent_type'), textAt(raw, 'host')];
  const isAlive = raw['alive'] === true;
  const state = isAlive ? 'alive' : 'dead';
  return {
    kind: 'agents',
    id: textAt(raw, 'id'),
    name: `${what} @ ${host}`,
    state,
    health: !isAlive ? 'failed' : raw['admin_state_up'] === false ? 'stopped' : 'running',
    summary: verbatim(joined(state, textAt(raw, 'binary'), textAt(raw, 'availability_zone'))),
    facts: factsOf(
      [factNames.id, textAt(raw, 'id')],
      [factNames.host, host],
      [factNames.updated, isAlive ? '' : textAt(raw, 'heartbeat_timestamp')],
    ),
    ...(!isAlive && { trouble: lost(what, host, textAt(raw, 'heartbeat_timestamp')) }),
  };
}

/** A hypervisor; what it has in use is told up to microversion 2.87: https://docs.openstack.org/api-ref/compute/#list-hypervisors-details */
export function hypervisorOf(raw: Raw): Resource {
  const name = textAt(raw, 'hypervisor_hostname');
  const isUp = textAt(raw, 'state') === 'up';
  const of = (used: string, all: string, unit: string) => `${numberAt(raw, used)} / ${numberAt(raw, all)} ${unit}`;
  const use = [
    of('vcpus_used', 'vcpus', 'VCPU'),
    of('memory_mb_used', 'memory_mb', 'MB RAM'),
    of('local_gb_used', 'local_gb', 'GB'),
  ];
  return {
    kind: 'hypervisors',
    id: textAt(raw, 'id'),
    name,
    state: joined(textAt(raw, 'state'), textAt(raw, 'status')),
    health: !isUp ? 'failed' : textAt(raw, 'status') === 'enabled' ? 'running' : 'stopped',
    summary: verbatim(joined(textAt(raw, 'state'), ...use)),
    facts: factsOf(
      [factNames.id, textAt(raw, 'id')],
      [factNames.type, textAt(raw, 'hypervisor_type')],
      [factNames.addresses, textAt(raw, 'host_ip')],
      [factNames.used, use.join(', ')],
    ),
    ...(!isUp && { trouble: lost('nova-compute', name, '') }),
  };
}

/** Services of Nova and Cinder; only administrators may see them. */
export function services({ client, ...desk }: Desk): Kind {
  return {
    id: 'services',
    title: { en: 'Services', zh: '服务' },
    follow: following({ client, ...desk }, async (signal) => {
      const [nova, cinder] = await Promise.all([
        client.list('compute', '/os-services', 'services', signal),
        client.list('volume', '/os-services', 'services', signal).catch((error: unknown) => {
          if (error instanceof UserError && error.code === 'no-feature') return [];
          throw error;
        }),
      ]);
      return [...nova, ...cinder].map(serviceOf);
    }),
    verbs: [],
  };
}

/** Agents of Neutron; others than administrators see none of them. */
export function agents(desk: Desk): Kind {
  return {
    id: 'agents',
    title: { en: 'Agents', zh: '网络代理' },
    follow: following(desk, async (signal) =>
      (await desk.client.list('network', '/agents', 'agents', signal)).map(agentOf),
    ),
    verbs: [inspect(desk, ['network', 'agent'], 'network', ({ id }) => `/agents/${id}`)],
  };
}

/** Hypervisors; only administrators may see them. */
export function hypervisors(desk: Desk): Kind {
  return {
    id: 'hypervisors',
    title: { en: 'Hypervisors', zh: '虚拟化主机' },
    follow: following(desk, async (signal) =>
      (await desk.client.list('compute', '/os-hypervisors/detail', 'hypervisors', signal)).map(hypervisorOf),
    ),
    verbs: [inspect(desk, ['hypervisor'], 'compute', ({ id }) => `/os-hypervisors/${id}`)],
  };
}
