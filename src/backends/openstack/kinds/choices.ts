import type { Choice } from '../../../core/resources/verb';
import { verbatim } from '../../../core/text';
import type { Raw } from '../../docker/answer';
import { joined, nameOf, numberAt, sizeOf, textAt, textsAt } from '../fields';

/** A flavor to choose, with what it gives. */
export function flavorChoice(raw: Raw): Choice {
  const size = `${textAt(raw, 'vcpus')} VCPU, ${textAt(raw, 'ram')} MB RAM, ${textAt(raw, 'disk')} GB`;
  return { value: textAt(raw, 'id'), label: nameOf(raw), detail: verbatim(size) };
}

/** An image that can be used. */
export function imageChoice(raw: Raw): Choice | undefined {
  if (textAt(raw, 'status') !== 'active') return undefined;
  const least = numberAt(raw, 'min_disk') === 0 ? '' : `≥ ${numberAt(raw, 'min_disk')} GB`;
  const detail = verbatim(joined(textAt(raw, 'disk_format'), sizeOf(numberAt(raw, 'size')), least));
  return { value: textAt(raw, 'id'), label: nameOf(raw), detail };
}

/** A network that servers can be connected to: one with a subnet that is not for the outside. */
export function networkChoice(raw: Raw): Choice | undefined {
  if (raw['router:external'] === true || textsAt(raw, 'subnets').length === 0) return undefined;
  return { value: textAt(raw, 'id'), label: nameOf(raw) };
}

/** A network that leads outside. */
export function externalChoice(raw: Raw): Choice | undefined {
  return raw['router:external'] === true ? { value: textAt(raw, 'id'), label: nameOf(raw) } : undefined;
}

/** A subnet with its range. */
export function subnetChoice(raw: Raw): Choice {
  return { value: textAt(raw, 'id'), label: nameOf(raw), detail: verbatim(textAt(raw, 'cidr')) };
}

/** A server with its state. */
export function serverChoice(raw: Raw): Choice {
  return { value: textAt(raw, 'id'), label: nameOf(raw), detail: verbatim(textAt(raw, 'status')) };
}
