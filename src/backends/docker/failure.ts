import {
  dockerBadEndpoint,
  dockerConnectionLost,
  dockerNoPermission,
  dockerNotInstalled,
  dockerNotRunning,
  dockerTimeout,
  UserError,
} from '../../core/errors';
import { verbatim, type Args, type Text } from '../../core/text';
import type { Endpoint } from './address';

/** When a conversation with the engine failed: before the head of an answer was there, or in its body. */
export type Phase = 'asking' | 'reading';

/** What is known of a failure besides the error itself. */
export type Circumstances = {
  readonly endpoint: Endpoint;
  readonly phase: Phase;
  /** Whether a docker command is on PATH; asked only when it matters. */
  readonly isInstalled: () => Promise<boolean>;
};

type Meaning = 'nowhere' | 'refused' | 'forbidden' | 'silent' | 'cut' | 'unusable';

// System errors: https://nodejs.org/api/errors.html#common-system-errors
const meanings: Readonly<Record<string, Meaning>> = {
  ENOENT: 'nowhere',
  ENOTDIR: 'nowhere',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  EHOSTDOWN: 'refused',
  ENETUNREACH: 'refused',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  ETIMEDOUT: 'silent',
  ECONNRESET: 'cut',
  ECONNABORTED: 'cut',
  EPIPE: 'cut',
  ERR_STREAM_PREMATURE_CLOSE: 'cut',
  HPE_INVALID_EOF_STATE: 'cut',
  ENOTFOUND: 'unusable',
  EAI_AGAIN: 'unusable',
  EINVAL: 'unusable',
  ENAMETOOLONG: 'unusable',
  EPROTO: 'unusable',
};

// What OpenSSL and Node call a certificate or a key that they do not accept:
// https://nodejs.org/api/tls.html#x509-certificate-error-codes
const certificateTrouble = /CERT|SIGNATURE|UNABLE_TO_|^ERR_(TLS|SSL|OSSL)/;

/** Says what an error of the connection means, as a UserError; an error that it does not know is returned as it is. */
export async function explain(error: unknown, circumstances: Circumstances): Promise<unknown> {
  if (error instanceof UserError) return error;
  const { endpoint } = circumstances;
  const meaning = meaningOf(error, circumstances);
  const args: Args = { endpoint: endpoint.address };
  switch (meaning) {
    case 'nowhere':
      return (await circumstances.isInstalled())
        ? dockerNotRunning(args, error)
        : dockerNotInstalled({ endpoint: placesOf(endpoint) }, error);
    case 'refused':
      return dockerNotRunning(args, error);
    case 'forbidden':
      return dockerNoPermission(args, error);
    case 'silent':
      return dockerTimeout({ ...args, seconds: 10 }, error);
    case 'cut':
      return dockerConnectionLost(args, error);
    case 'unusable':
      return dockerBadEndpoint({ ...args, why: whyOf(error) }, error);
    case undefined:
      return error;
  }
}

function meaningOf(error: unknown, { endpoint, phase }: Circumstances): Meaning | undefined {
  const code = codeOf(error);
  if (code !== undefined && code in meanings) return meanings[code];
  // HPE_…: the parser of HTTP met something else. In the middle of a body something garbled it on the way.
  if (code?.startsWith('HPE_')) return phase === 'asking' ? 'unusable' : 'cut';
  if (code !== undefined && certificateTrouble.test(code)) return 'unusable';
  // ssh says in its own words why it could not; they are for people.
  if (endpoint.target.over === 'ssh' && phase === 'asking') return 'unusable';
  // An IncomingMessage that is destroyed before its end says this and no code.
  return error instanceof Error && error.message === 'aborted' ? 'cut' : undefined;
}

function whyOf(error: unknown): Text {
  if (codeOf(error)?.startsWith('HPE_')) return whyNoEngine;
  return verbatim(error instanceof Error ? error.message : String(error));
}

/** Why an address cannot be used at which something else than an engine answers. */
export const whyNoEngine: Text = {
  en: 'what answers there is not a Docker engine',
  zh: '在那里应答的不是 Docker 引擎',
};

function placesOf({ address, alsoLookedAt = 0 }: Endpoint): string | Text {
  if (alsoLookedAt === 0) return address;
  return {
    en: `${address} and ${alsoLookedAt} other usual places`,
    zh: `${address} 以及另外 ${alsoLookedAt} 个常见位置`,
  };
}

function codeOf(error: unknown): string | undefined {
  const value = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof value === 'string' ? value : undefined;
}
