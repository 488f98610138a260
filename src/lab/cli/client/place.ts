import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { RequestOptions } from 'node:https';
import { Failure } from '../failure';

/** Where an engine answers. */
export type Place = { readonly host: string; readonly secure: boolean; readonly options: RequestOptions };

/** What DOCKER_HOST (or `-H`) and the variables for TLS say; throws a Failure when it is no address. */
export function placeOf(host: string, env: Readonly<Record<string, string | undefined>>): Place {
  const [scheme = '', rest = ''] = host.split(/:\/\/(.*)/s);
  if (scheme === 'unix') return { host, secure: false, options: { socketPath: rest } };
  if (scheme === 'npipe') return { host, secure: false, options: { socketPath: rest.replaceAll('/', '\\') } };
  if (scheme !== 'tcp' && scheme !== 'http' && scheme !== 'https')
    throw new Failure(`unable to parse docker host \`${host}\``);
  return network(host, rest, scheme === 'https' || (env['DOCKER_TLS_VERIFY'] ?? '') !== '', env);
}

function network(
  host: string,
  rest: string,
  secure: boolean,
  env: Readonly<Record<string, string | undefined>>,
): Place {
  const found = /^\[?([^\]/]*?)\]?(?::(\d+))?\/?$/.exec(rest);
  const name = found?.[1] ?? 'localhost';
  const port = found?.[2] ?? (secure ? '2376' : '2375');
  return { host, secure, options: { host: name, port, ...(secure ? keys(env) : {}) } };
}

function keys(env: Readonly<Record<string, string | undefined>>): RequestOptions {
  const folder = env['DOCKER_CERT_PATH'] ?? path.join(env['HOME'] ?? '.', '.docker');
  const read = (name: string): Buffer => {
    try {
      return readFileSync(path.join(folder, name));
    } catch {
      throw new Failure(`could not load X509 key pair: open ${path.join(folder, name)}: no such file or directory`);
    }
  };
  return { ca: read('ca.pem'), cert: read('cert.pem'), key: read('key.pem') };
}

/** The address that is used when nothing says another. */
export const usualHost =
  process.platform === 'win32' ? 'npipe:////./pipe/docker_engine' : 'unix:///var/run/docker.sock';
