import * as net from 'node:net';
import {
  kubernetesBadCertificate,
  kubernetesDenied,
  kubernetesExpired,
  kubernetesGone,
  kubernetesNoConfig,
  kubernetesNoPermission,
  kubernetesNoServer,
  kubernetesNotRunning,
  kubernetesRefused,
  kubernetesTimeout,
  silentAdvice,
  type UserError,
} from '../../core/errors';
import type { Text } from '../../core/text';
import { messageOf } from '../docker/answer';
import { troubleOf, type Answer } from './exchange';
import type { Choice } from './kubeconfig';

/** What was asked, in the words of RBAC: https://kubernetes.io/docs/reference/access-authn-authz/authorization/ */
export type Wish = {
  readonly verb: 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete';
  readonly resource: string;
  readonly namespace?: string;
  /** Nobody judges anything by it: a learner did something, and is told what the API server says of that. */
  readonly isDeed?: true;
};

/** Says what a failed exchange with an API server means; an error that it does not know is returned as it is. */
export function explain(error: unknown, { server, context }: Choice, milliseconds: number): unknown {
  const trouble = troubleOf(error);
  if (trouble === undefined) return error;
  const { kind, why } = trouble;
  switch (kind) {
    case 'down':
      // This address is what kubectl falls back on, and what some write down, when nothing is chosen.
      if (isFallback(server)) return kubernetesNoConfig({ places: `${context} (${server})` }, error);
      return kubernetesNotRunning({ server, why }, error);
    case 'silent':
      return kubernetesTimeout(
        { server, seconds: milliseconds / 1000, advice: silentAdvice[isNear(server) ? 'near' : 'far'] },
        error,
      );
    case 'certificate':
      return kubernetesBadCertificate({ server, why }, error);
    case 'foreign':
      return kubernetesNoServer({ server }, error);
  }
}

/** Says what an answer means that is none of those one wants: the Status of the API server. */
export function refusalOf({ status, body }: Answer, { context }: Choice, wish: Wish): UserError {
  if (status === 401) return kubernetesExpired({ context });
  const { verb, resource, namespace, isDeed } = wish;
  const place = placeOf(namespace);
  if (status === 403 && isDeed !== true) return kubernetesNoPermission({ verb, resource, place });
  if (status === 404) return kubernetesGone({ resource, place });
  // Quotas and admission refuse with 403 too, and say why; so do validation (400, 422) and what has changed (409).
  if (status < 500 && isDeed === true) return kubernetesDenied({ status, message: messageOf(body) });
  return kubernetesRefused({ status, message: messageOf(body) });
}

function placeOf(namespace: string | undefined): Text | string {
  return namespace === undefined ? '' : { en: ` in the namespace ${namespace}`, zh: `（命名空间 ${namespace}）` };
}

const isFallback = (server: string): boolean => /^http:\/\/(localhost|127\.0\.0\.1|\[::1\]):8080\/?$/.test(server);

// Addresses that no one reaches from afar: RFC 1918, RFC 6598, RFC 3927, RFC 4193, and this machine
const near = new net.BlockList();
for (const [address, prefix] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['127.0.0.0', 8],
] as const) {
  near.addSubnet(address, prefix, 'ipv4');
}
near.addSubnet('fc00::', 7, 'ipv6');
near.addSubnet('fe80::', 10, 'ipv6');
near.addAddress('::1', 'ipv6');

/** Is it an address of this machine or of a private network? */
export function isNear(server: string): boolean {
  const host = new URL(server).hostname.replace(/^\[|\]$/g, '');
  const family = net.isIP(host);
  if (family === 0) return host === 'localhost' || host.endsWith('.internal') || host.endsWith('.local');
  return near.check(host, family === 6 ? 'ipv6' : 'ipv4');
}
