import type { Resource, Trouble } from '../../../core/resources/resource';
import type { Kind } from '../../../core/resources/source';
import { fill, verbatim } from '../../../core/text';
import type { Raw } from '../../docker/answer';
import { inspect, removal, type Desk } from '../desk';
import { factsOf, joined, markOf, objectsAt, textAt } from '../fields';
import { factNames, lessons } from '../words';

/** A port of `GET /v2.0/ports`: https://docs.openstack.org/api-ref/network/v2/#ports */
export function portOf(raw: Raw): Resource {
  const addresses = objectsAt(raw, 'fixed_ips').map((one) => textAt(one, 'ip_address'));
  const [status, owner] = [textAt(raw, 'status'), textAt(raw, 'device_owner')];
  const trouble = troubleOf(raw);
  return {
    kind: 'ports',
    id: textAt(raw, 'id'),
    name: textAt(raw, 'name') || (addresses[0] ?? textAt(raw, 'mac_address')),
    state: status,
    health: trouble
      ? 'failed'
      : (({ ACTIVE: 'running', BUILD: 'changing', DOWN: 'stopped' } as const)[status] ?? 'unknown'),
    summary: verbatim(joined(status, addresses.join(', '), owner)),
    facts: factsOf(
      [factNames.id, textAt(raw, 'id')],
      [factNames.addresses, addresses.join(', ')],
      [factNames.mac, textAt(raw, 'mac_address')],
      [factNames.owner, joined(owner, textAt(raw, 'device_id'))],
    ),
    ...markOf(raw),
    ...(trouble && { trouble }),
    raw: { device: textAt(raw, 'device_id'), owner },
  };
}

/** Only administrators are told how a port is bound: https://docs.openstack.org/api-ref/network/v2/#port-binding-extended-attributes */
function troubleOf(raw: Raw): Trouble | undefined {
  if (textAt(raw, 'binding:vif_type') !== 'binding_failed') return undefined;
  const host = textAt(raw, 'binding:host_id');
  return { why: fill(unbound, { host }), lesson: lessons.troubleshooting };
}

const unbound = {
  en: 'Neutron could not bind it on the host {host}: no agent is alive there, or none knows the physical network (see Agents).',
  zh: 'Neutron 无法在主机 {host} 上绑定该端口：那里没有存活的代理，或代理不知道对应的物理网络（请查看“网络代理”）。',
};

/** Ports stand below networks, routers and servers only. */
export function ports(desk: Desk): Kind {
  const path = ({ id }: Resource) => `/ports/${id}`;
  const goes = { en: 'The port {name}; its server loses this address.', zh: '端口 {name}；所属云主机会失去这个地址。' };
  return {
    id: 'ports',
    title: { en: 'Ports', zh: '端口' },
    verbs: [inspect(desk, ['port'], 'network', path), removal(desk, ['port'], 'network', path, goes)],
  };
}
