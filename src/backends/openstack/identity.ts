import { openstackRefused, wordless } from '../../core/errors';
import { isObject, parse, type Raw } from '../docker/answer';
import { exchange } from '../kubernetes/exchange';
import { tlsOf } from './client';
import { chooseCloud } from './clouds';
import { explain, refusalOf } from './failure';
import { identityUrl } from './login';
import type { Surroundings } from './places';

/**
 * What the Keystone of the chosen cloud says of its version; it tells everybody, so no login is sent.
 * https://docs.openstack.org/api-ref/identity/v3/#show-v3-api-details
 */
export async function readIdentity(surroundings: Surroundings, timeout: number, signal: AbortSignal): Promise<Raw> {
  const cloud = await chooseCloud(surroundings);
  const url = new URL(identityUrl(cloud));
  const options = { ...(await tlsOf(cloud)), headers: { Accept: 'application/json' } };
  const answer = await exchange({ url, options, timeout }, signal).catch((error: unknown) => {
    throw signal.aborted ? error : explain(error, url, timeout);
  });
  // 300 is how a list of versions is answered.
  if (answer.status < 200 || answer.status > 300) throw refusalOf(answer, cloud, 'identity', url.pathname);
  const value = parse(answer.body);
  const version = isObject(value) ? value['version'] : undefined;
  if (isObject(version)) return version;
  throw openstackRefused({ service: 'identity', status: answer.status, message: wordless });
}
