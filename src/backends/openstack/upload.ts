import { open } from 'node:fs/promises';
import * as http from 'node:http';
import * as https from 'node:https';
import { fileUnreadable, unreadableBecause } from '../../core/errors';
import { bodyOf, statusOf } from '../docker/answer';
import { until } from '../docker/deadline';
import { addressOf } from './catalog';
import type { OpenstackClient } from './client';
import { explain, rejectionOf } from './failure';

/** How much of a file is read at once, in bytes. */
const piece = 256 * 1024;

/** How long nothing may move, in milliseconds. */
const patience = 60_000;

/**
 * Sends a file to Glance and tells how many bytes are sent, in at most a hundred steps. The file is read no faster than
 * it is taken; an abort closes the connection.
 */
export async function* sendFile(
  client: OpenstackClient,
  path: string,
  file: string,
  size: number,
  signal: AbortSignal,
): AsyncGenerator<number, void> {
  const { cloud, tls, token } = await client.opened(signal);
  const url = addressOf('image', path, cloud, token);
  const handle = await open(file).catch((error: unknown) => {
    throw fileUnreadable({ path: file, why: unreadableBecause.denied }, error);
  });
  try {
    const headers = { 'Content-Type': 'application/octet-stream', 'Content-Length': size, 'X-Auth-Token': token.id };
    const { request } = url.protocol === 'https:' ? https : http;
    const put = request(url, { ...tls, agent: false, method: 'PUT', headers, signal });
    put.setTimeout(patience, () => put.destroy(Object.assign(new Error('ETIMEDOUT'), { code: 'ETIMEDOUT' })));
    const answered = answerOf(put);
    try {
      for await (const sent of told(
        handle.createReadStream({ highWaterMark: piece, autoClose: false }),
        put,
        answered,
        size,
        signal,
      ))
        yield sent;
      put.end();
      const answer = await until(answered, signal);
      const body = await bodyOf(answer, signal);
      const status = statusOf(answer);
      const errand = { method: 'PUT', service: 'image', path } as const;
      if (status > 299) throw rejectionOf({ status, body, headers: answer.headers }, cloud, errand);
    } catch (error) {
      throw signal.aborted ? error : explain(error, url, patience);
    } finally {
      put.destroy();
    }
  } finally {
    await handle.close();
  }
}

/** Its answer, which may come before all is sent when it is refused. */
function answerOf(put: http.ClientRequest): Promise<http.IncomingMessage> {
  const answered = new Promise<http.IncomingMessage>((resolve, reject) => {
    put.once('response', resolve).once('error', reject);
  });
  // It may fail while nobody waits for it; whoever does is told all the same.
  answered.catch(() => undefined);
  return answered;
}

async function* told(
  content: AsyncIterable<Buffer>,
  put: http.ClientRequest,
  answered: Promise<unknown>,
  size: number,
  signal: AbortSignal,
): AsyncGenerator<number, void> {
  const over = new AbortController();
  const end = () => {
    over.abort();
  };
  void answered.then(end, end);
  let [sent, next] = [0, 0];
  for await (const chunk of content) {
    // It was refused before all of it was sent.
    if (over.signal.aborted) return;
    if (!put.write(chunk)) {
      const drained = new Promise<void>((resolve) => put.once('drain', resolve));
      await until(Promise.race([drained, answered]), signal);
    }
    sent += chunk.length;
    if (sent < next && sent < size) continue;
    next = sent + size / 100;
    yield sent;
  }
}
