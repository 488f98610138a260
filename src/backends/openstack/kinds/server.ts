import type { Health, Resource } from '../../../core/resources/resource';
import { verbatim } from '../../../core/text';
import type { Raw } from '../../docker/answer';
import { factsOf, joined, markOf, nameOf, objectAt, objectsAt, textAt } from '../fields';
import { factNames } from '../words';
import { faultTrouble } from './fault';

/** Names of images and flavors by id, as far as they are known. */
export type Names = ReadonlyMap<string, string>;

// https://docs.openstack.org/api-guide/compute/server_concepts.html#server-status
const healths: Readonly<Record<string, Health>> = {
  ACTIVE: 'running',
  RESCUE: 'running',
  BUILD: 'changing',
  REBOOT: 'changing',
  HARD_REBOOT: 'changing',
  REBUILD: 'changing',
  RESIZE: 'changing',
  REVERT_RESIZE: 'changing',
  VERIFY_RESIZE: 'changing',
  MIGRATING: 'changing',
  PASSWORD: 'changing',
  ERROR: 'failed',
  SHUTOFF: 'stopped',
  PAUSED: 'stopped',
  SUSPENDED: 'stopped',
  SHELVED: 'stopped',
  SHELVED_OFFLOADED: 'stopped',
  SOFT_DELETED: 'stopped',
  DELETED: 'stopped',
};

/** A server of `GET /servers/detail`, microversion 2.79: https://docs.openstack.org/api-ref/compute/#list-servers-detailed */
export function serverOf(raw: Raw, images: Names = new Map()): Resource {
  const status = textAt(raw, 'status');
  const task = textAt(raw, 'OS-EXT-STS:task_state');
  const addresses = addressesOf(raw);
  const flavor = flavorOf(objectAt(raw, 'flavor'));
  const image = textAt(objectAt(raw, 'image'), 'id');
  const fault = textAt(objectAt(raw, 'fault'), 'message').trim();
  const trouble = status === 'ERROR' ? faultTrouble(fault) : undefined;
  return {
    kind: 'servers',
    id: textAt(raw, 'id'),
    name: nameOf(raw),
    state: status,
    health: task !== '' && status !== 'ERROR' ? 'changing' : (healths[status] ?? 'unknown'),
    summary: verbatim(
      joined(task === '' ? status : `${status} (${task})`, addresses.join(', '), flavor.split(',')[0] ?? ''),
    ),
    facts: factsOf(
      [factNames.id, textAt(raw, 'id')],
      [factNames.addresses, addresses.join(', ')],
      [factNames.flavor, flavor],
      // One that was started from a volume has an empty text in its place.
      [factNames.image, images.get(image) ?? image],
      [factNames.key, textAt(raw, 'key_name')],
      [factNames.zone, textAt(raw, 'OS-EXT-AZ:availability_zone')],
      [factNames.created, textAt(raw, 'created')],
      [factNames.task, task],
      [factNames.fault, fault],
    ),
    ...markOf(raw),
    ...(trouble !== undefined && { trouble }),
    raw: { image, floating: floatingOf(raw) },
  };
}

const entriesOf = (raw: Raw): readonly Raw[] => {
  const addresses = objectAt(raw, 'addresses');
  return Object.keys(addresses).flatMap((network) => objectsAt(addresses, network));
};

const addressesOf = (raw: Raw): readonly string[] => entriesOf(raw).map((one) => textAt(one, 'addr'));

const floatingOf = (raw: Raw): readonly string[] =>
  entriesOf(raw)
    .filter((one) => textAt(one, 'OS-EXT-IPS:type') === 'floating')
    .map((one) => textAt(one, 'addr'));

/** `m1.nano, 1 VCPU, 64 MB, 1 GB`: what a flavor gives, as it was when the server was made. */
function flavorOf(flavor: Raw): string {
  const name = textAt(flavor, 'original_name');
  const size = `${textAt(flavor, 'vcpus')} VCPU, ${textAt(flavor, 'ram')} MB RAM, ${textAt(flavor, 'disk')} GB`;
  return name === '' ? '' : `${name}, ${size}`;
}
