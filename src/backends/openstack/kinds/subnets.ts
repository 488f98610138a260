import type { Resource } from '../../../core/resources/resource';
import type { Kind } from '../../../core/resources/source';
import { verbatim } from '../../../core/text';
import type { Raw } from '../../docker/answer';
import { following, inspect, removal, type Desk } from '../desk';
import { factsOf, joined, markOf, nameOf, objectsAt, textAt, textsAt } from '../fields';
import { factNames } from '../words';

/** A subnet of `GET /v2.0/subnets`: https://docs.openstack.org/api-ref/network/v2/#list-subnets */
export function subnetOf(raw: Raw): Resource {
  const pools = objectsAt(raw, 'allocation_pools').map((one) => `${textAt(one, 'start')}–${textAt(one, 'end')}`);
  const gateway = textAt(raw, 'gateway_ip');
  return {
    kind: 'subnets',
    id: textAt(raw, 'id'),
    name: nameOf(raw),
    // Neutron gives a subnet no state: it is there or it is not.
    state: '',
    health: 'present',
    summary: verbatim(
      joined(textAt(raw, 'cidr'), gateway === '' ? '' : `→ ${gateway}`, raw['enable_dhcp'] === true ? 'DHCP' : ''),
    ),
    facts: factsOf(
      [factNames.id, textAt(raw, 'id')],
      [factNames.cidr, textAt(raw, 'cidr')],
      [factNames.gateway, gateway],
      [factNames.pools, pools.join(', ')],
      [factNames.dns, textsAt(raw, 'dns_nameservers').join(', ')],
    ),
    ...markOf(raw),
  };
}

/** Subnets; they stand below their networks too. */
export function subnets(desk: Desk): Kind {
  const path = ({ id }: Resource) => `/subnets/${id}`;
  const goes = { en: 'The subnet {name} with its address pool.', zh: '子网 {name} 及其地址池。' };
  return {
    id: 'subnets',
    title: { en: 'Subnets', zh: '子网' },
    follow: following(desk, async (signal) =>
      (await desk.client.list('network', '/subnets', 'subnets', signal)).map(subnetOf),
    ),
    verbs: [inspect(desk, ['subnet'], 'network', path), removal(desk, ['subnet'], 'network', path, goes)],
  };
}
