import type { Resource } from '../../../core/resources/resource';
import type { Kind } from '../../../core/resources/source';
import { verbatim } from '../../../core/text';
import type { Raw } from '../../docker/answer';
import { following, inspect, type Desk } from '../desk';
import { factsOf, joined, nameOf, objectAt, textAt } from '../fields';
import { factNames } from '../words';

/** A flavor of `GET /flavors/detail`: https://docs.openstack.org/api-ref/compute/#list-flavors-with-details */
export function flavorOf(raw: Raw): Resource {
  const extra = Object.entries(objectAt(raw, 'extra_specs')).map(([key, value]) => `${key}=${String(value)}`);
  return {
    kind: 'flavors',
    id: textAt(raw, 'id'),
    name: nameOf(raw),
    state: '',
    health: 'present',
    summary: verbatim(
      joined(`${textAt(raw, 'vcpus')} VCPU`, `${textAt(raw, 'ram')} MB RAM`, `${textAt(raw, 'disk')} GB`),
    ),
    facts: factsOf(
      [factNames.id, textAt(raw, 'id')],
      [factNames.type, extra.join(', ')],
      [factNames.description, textAt(raw, 'description')],
    ),
  };
}

/** Flavors. */
export function flavors(desk: Desk): Kind {
  const path = ({ id }: Resource) => `/flavors/${id}`;
  return {
    id: 'flavors',
    title: { en: 'Flavors', zh: '规格' },
    follow: following(desk, async (signal) =>
      (await desk.client.list('compute', '/flavors/detail', 'flavors', signal)).map(flavorOf),
    ),
    verbs: [inspect(desk, ['flavor'], 'compute', path)],
  };
}
