import { dockerFailed, registryFailed, UserError } from '../../../core/errors';
import { verbatim } from '../../../core/text';
import { bodyOf, isObject, parse, type Raw } from '../answer';
import type { DockerClient } from '../client';
import { deadline, reasonOf } from '../deadline';
import * as http from 'node:http';
import type { IncomingMessage } from 'node:http';

// So many pages of a thousand are read.
const pages = 20;

/**
 * Asks a registry on a published port of the engine's host, page by page.
 * https://distribution.github.io/distribution/spec/api/#pagination
 */
export async function askRegistry(
  client: DockerClient,
  place: string,
  path: string,
  signal: AbortSignal,
): Promise<readonly Raw[]> {
  const { endpoint } = await client.session(signal);
  const [, port = ''] = place.split(':');
  const host = endpoint.remoteHost ?? '127.0.0.1';
  const found: Raw[] = [];
  for (let next: string | undefined = path; next !== undefined && found.length < pages;) {
    const { page, link } = await askPage({ host, port, path: next }, signal);
    found.push(page);
    // Only a path of this very registry is followed.
    next = /^<(\/v2\/[^>]+)>;\s*rel="next"/.exec(link)?.[1];
  }
  return found;
}

type Ask = { readonly host: string; readonly port: string; readonly path: string };

async function askPage(ask: Ask, signal: AbortSignal): Promise<{ readonly page: Raw; readonly link: string }> {
  const what = `GET http://${ask.host}:${ask.port}${ask.path}`;
  const limit = deadline(10_000, signal);
  try {
    const message = await get(ask, limit.signal);
    const page = parse(await bodyOf(message, limit.signal));
    if (message.statusCode !== 200) throw dockerFailed({ what, why: `HTTP ${message.statusCode ?? 0}` });
    if (!isObject(page)) throw registryFailed({ port: ask.port });
    return { page, link: String(message.headers['link'] ?? '') };
  } catch (error) {
    if (signal.aborted) throw reasonOf(signal);
    if (error instanceof UserError) throw error;
    const why = limit.isOver() ? { en: 'no answer within 10 s', zh: '10 秒内没有应答' } : verbatim(String(error));
    throw dockerFailed({ what, why }, error);
  } finally {
    limit.dispose();
  }
}

function get({ host, port, path }: Ask, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    http.get({ host, port, path, agent: false, signal }, resolve).on('error', reject);
  });
}
