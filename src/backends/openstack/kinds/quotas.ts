import { UserError } from '../../../core/errors';
import type { Resource } from '../../../core/resources/resource';
import type { Kind } from '../../../core/resources/source';
import { fill, verbatim } from '../../../core/text';
import { isObject, type Raw } from '../../docker/answer';
import { following, verb, type Desk } from '../desk';
import { factsOf, numberAt, objectAt } from '../fields';
import { factNames, lessons } from '../words';

/** Where each service says what is used: Nova, Cinder and Neutron count for themselves. */
const places = [
  // https://docs.openstack.org/api-ref/compute/#show-the-detail-of-quota
  { service: 'compute', path: '/os-quota-sets/{project_id}/detail', key: 'quota_set' },
  // https://docs.openstack.org/api-ref/block-storage/v3/#show-quota-usage-for-a-project
  { service: 'volume', path: '/os-quota-sets/{project_id}?usage=true', key: 'quota_set' },
  // https://docs.openstack.org/api-ref/network/v2/#show-quota-details-for-a-tenant
  { service: 'network', path: '/quotas/{project_id}/details.json', key: 'quota' },
] as const;

/** A quota of a project, such as `cores` with `{"limit": 20, "in_use": 2, "reserved": 0}`; -1 is no limit. */
export function quotaOf(service: string, name: string, raw: Raw): Resource {
  const limit = numberAt(raw, 'limit');
  // Neutron says `used`, the others `in_use`.
  const used = numberAt(raw, 'in_use') + numberAt(raw, 'used') + numberAt(raw, 'reserved');
  const isFull = limit >= 0 && used >= limit && used > 0;
  const bound = limit < 0 ? '∞' : String(limit);
  return {
    kind: 'quotas',
    id: `${service}.${name}`,
    name,
    state: isFull ? 'full' : 'free',
    health: isFull ? 'failed' : 'present',
    summary: verbatim(`${used} / ${bound}`),
    facts: factsOf([factNames.used, String(used)], [factNames.limit, bound], [factNames.owner, service]),
    ...(isFull && { trouble: { why: fill(full, { name, limit }), lesson: lessons.volumes } }),
  };
}

const full = {
  en: 'All {limit} of {name} are used: the next one is refused. Delete what is no longer needed, or ask an administrator for more.',
  zh: '{name} 的 {limit} 个配额已全部用完：再申请会被拒绝。请删除不再需要的资源，或请管理员提高配额。',
};

/** Quotas of the project, with what is used of each. */
export function quotas(desk: Desk): Kind {
  return {
    id: 'quotas',
    title: { en: 'Quotas', zh: '配额' },
    follow: following(desk, async (signal) =>
      (await Promise.all(places.map((place) => quotasOf(desk, place, signal)))).flat(),
    ),
    verbs: [
      verb<Resource>(desk, {
        id: 'inspect',
        reads: true,
        words: () => ['quota', 'show', '--usage'],
        run: async ({ id }, _answers, signal) => {
          const place = places.find(({ service }) => id.startsWith(`${service}.`)) ?? places[0];
          const found = await desk.client.send({ method: 'GET', service: place.service, path: place.path }, signal);
          return {
            show: 'text',
            title: `${place.service}.json`,
            language: 'json',
            text: JSON.stringify(found, null, 2),
          };
        },
      }),
    ],
  };
}

async function quotasOf(
  { client }: Desk,
  { service, path, key }: (typeof places)[number],
  signal: AbortSignal,
): Promise<readonly Resource[]> {
  try {
    const found = objectAt(await client.send({ method: 'GET', service, path }, signal), key);
    return Object.entries(found).flatMap(([name, raw]) => (isObject(raw) ? [quotaOf(service, name, raw)] : []));
  } catch (error) {
    // A cloud without this service has no quotas of it.
    if (error instanceof UserError && error.code === 'no-feature') return [];
    throw error;
  }
}
