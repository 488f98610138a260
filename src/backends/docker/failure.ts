import { stat } from 'node:fs/promises';
import {
  dockerBadEndpoint,
  dockerConnectionLost,
  dockerNoAnswer,
  dockerNoPermission,
  dockerNotInstalled,
  dockerNotRunning,
  dockerRefused,
  dockerTimeout,
  UserError,
} from '../../core/errors';
import { verbatim, type Args, type Text } from '../../core/text';
import type { Endpoint } from './address';
import { messageOf, saidIn } from './answer';

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
      return (await isNoSocket(endpoint))
        ? dockerBadEndpoint({ ...args, why: whyNoSocket }, error)
        : dockerNotRunning(args, error);
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
  if (isRedirection(error) || isSaidBySsh({ endpoint, phase })) return 'unusable';
  // An IncomingMessage that is destroyed before its end says this and no code.
  return error instanceof Error && error.message === 'aborted' ? 'cut' : undefined;
}

// ssh says in its own words why it could not; they are for people.
const isSaidBySsh = ({ endpoint, phase }: Pick<Circumstances, 'endpoint' | 'phase'>): boolean =>
  endpoint.target.over === 'ssh' && phase === 'asking';

// The words of docker-modem, which is told to follow none: an engine sends nobody anywhere else.
const isRedirection = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('Max redirects exceeded');

// A mount of a socket that is not there yet makes a folder of its name.
async function isNoSocket({ target }: Endpoint): Promise<boolean> {
  if (target.over !== 'socket') return false;
  const found = await stat(target.path).catch(() => undefined);
  return found !== undefined && !found.isSocket();
}

const whyNoSocket: Text = {
  en: 'there is a file or a folder of that name, but no socket (look with `ls -ld`); remove it and start the engine again, which makes its socket itself',
  zh: '该路径是普通文件或文件夹，不是套接字（可用 `ls -ld` 查看）；请删除它并重启引擎，引擎会自行创建套接字',
};

function whyOf(error: unknown): Text {
  if (codeOf(error)?.startsWith('HPE_') || isRedirection(error)) return whyNoEngine;
  return verbatim(error instanceof Error ? error.message : String(error));
}

/** Says what a status means that is a refusal: of the engine, which says why in its own way, or of something before it. */
export function refusalOf(status: number, body: string): UserError {
  const message = saidIn(body);
  return message === undefined
    ? dockerNoAnswer({ status, message: messageOf(body) })
    : dockerRefused({ status, message });
}

/** Why an address cannot be used at which something else than an engine answers. */
export const whyNoEngine: Text = {
  en: 'what answers there is not a Docker engine',
  zh: '在那里应答的不是 Docker 引擎',
};

/** Why an address cannot be used whose port speaks TLS, and we do not. */
export const whyNoTls: Text = {
  en: 'what answers there wants TLS; set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH, or use a Docker context that has the keys',
  zh: '对方要求使用 TLS；请设置 DOCKER_TLS_VERIFY=1 和 DOCKER_CERT_PATH，或使用带有密钥的 Docker context',
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
