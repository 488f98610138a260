import {
  declinedAdvice,
  openstackBadCertificate,
  openstackDeclined,
  openstackExpired,
  openstackForbidden,
  openstackNoPermission,
  openstackNotRunning,
  openstackQuota,
  openstackRefused,
  openstackTimeout,
  wordless,
  type UserError,
} from '../../core/errors';
import type { Text } from '../../core/text';
import { isObject, parse } from '../docker/answer';
import { troubleOf, type Answer } from '../kubernetes/exchange';
import type { Errand } from './client';
import type { Cloud } from './clouds';

/** Says what a failed exchange with a service means; an error that it does not know is returned as it is. */
export function explain(error: unknown, address: URL, milliseconds: number): unknown {
  const trouble = troubleOf(error);
  if (trouble === undefined) return error;
  // Neither a name and password in the address nor its query are told.
  const url = `${address.origin}${address.pathname}`;
  const { kind, why } = trouble;
  switch (kind) {
    case 'down':
      return openstackNotRunning({ url, why }, error);
    case 'silent':
      return openstackTimeout({ url, seconds: milliseconds / 1000 }, error);
    case 'certificate':
      return openstackBadCertificate({ url, why }, error);
    case 'foreign':
      return openstackNotRunning({ url, why }, error);
  }
}

/** Says what an answer means that is none of those one wants. */
export function refusalOf(
  { status, body }: Answer,
  { name, authUrl }: Cloud,
  service: string,
  path: string,
): UserError {
  if (status === 401) return openstackExpired({ cloud: name, url: service === 'identity' ? authUrl : service });
  if (status === 403) return openstackNoPermission({ cloud: name, service, path });
  return openstackRefused({ service, status, message: messageIn(body) });
}

/** Says why something was not done that a service was asked to do. */
export function rejectionOf({ status, body }: Answer, { name, authUrl }: Cloud, { service }: Errand): UserError {
  const message = messageIn(body);
  if (status === 401) return openstackExpired({ cloud: name, url: service === 'identity' ? authUrl : service });
  // Cinder says 413, Neutron names it; Nova's 403 is that of a missing role too.
  if (status === 413 || neutronType(body) === 'OverQuota') return openstackQuota({ service, message, status });
  if (status === 403) return openstackForbidden({ cloud: name, service, message });
  return openstackDeclined({ service, message, status, advice: adviceFor(status, body) });
}

/** `{"NeutronError": {"type": "OverQuota"}}`: https://opendev.org/openstack/neutron-lib/src/branch/master/neutron_lib/exceptions */
function neutronType(body: string): unknown {
  const value = parse(body);
  const error = isObject(value) ? value['NeutronError'] : undefined;
  return isObject(error) ? error['type'] : undefined;
}

function adviceFor(status: number, body: string): Text {
  // A 404, though nothing is gone: a router or its gateway is missing.
  if (neutronType(body) === 'ExternalGatewayForFloatingIPNotFound') return declinedAdvice.noGateway;
  if (status === 404) return declinedAdvice.gone;
  if (status === 409) return declinedAdvice.conflict;
  return status >= 500 ? declinedAdvice.broken : declinedAdvice.wrong;
}

/**
 * What a service says when it refuses: `{"error": {"message"}}` of Keystone, `{"itemNotFound": {"message"}}` of Nova and
 * Cinder, `{"NeutronError": {"message"}}`, `{"errors": [{"detail"}]}` of Placement, or a page of HTML.
 */
export function messageIn(body: string): string | Text {
  const value = parse(body);
  const words = value === undefined ? body : (wordsIn(value, 3) ?? '');
  // Glance has tags in its JSON too.
  return (
    words
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 300) || wordless
  );
}

function wordsIn(value: unknown, depth: number): string | undefined {
  if (depth === 0 || typeof value !== 'object' || value === null) return undefined;
  if (isObject(value)) {
    const said = [value['message'], value['detail']].find((one) => typeof one === 'string');
    if (said !== undefined) return said;
  }
  for (const one of Object.values(value)) {
    const said = wordsIn(one, depth - 1);
    if (said !== undefined) return said;
  }
  return undefined;
}
