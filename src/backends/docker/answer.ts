import type { IncomingMessage } from 'node:http';
import type { Text } from '../../core/text';
import { nextTurn } from '../turns';

/** Did the engine agree? */
export function isFine(message: IncomingMessage): boolean {
  const status = statusOf(message);
  return status >= 200 && status < 300;
}

/** The HTTP status of an answer. */
export function statusOf(message: IncomingMessage): number {
  return message.statusCode ?? 0;
}

/** How much of an answer is read, in bytes: more than any list of an engine has. */
const most = 256_000_000;

/** Reads the whole body; rejects when it breaks off or the signal aborts. */
export async function bodyOf(message: IncomingMessage, signal: AbortSignal): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunksOf(message, signal)) {
    size += chunk.length;
    if (size > most) throw Object.assign(new Error('the answer has no end'), { code: 'HPE_TOO_LARGE' });
    chunks.push(chunk);
  }
  await nextTurn();
  return Buffer.concat(chunks).toString();
}

/** The body as it arrives, read no faster than it is asked for; the signal closes the connection at any time. */
export function chunksOf(message: IncomingMessage, signal: AbortSignal): AsyncGenerator<Buffer, void> {
  const cut = () => {
    message.destroy();
  };
  signal.addEventListener('abort', cut, { once: true });
  if (signal.aborted) cut();
  return read(message, () => {
    signal.removeEventListener('abort', cut);
  });
}

async function* read(message: IncomingMessage, done: () => void): AsyncGenerator<Buffer, void> {
  try {
    for await (const chunk of message) yield chunk as Buffer;
  } finally {
    done();
    message.destroy();
  }
}

/** What an engine says when it refuses: `{"message": …}`; undefined where somebody else answered. */
export function saidIn(body: string): string | undefined {
  const json = parse(body);
  const message = isObject(json) ? json['message'] : undefined;
  return typeof message === 'string' && message !== '' ? message : undefined;
}

/** What an engine says when it refuses, or the words of what a proxy between us says, cut short. */
export function messageOf(body: string): string | Text {
  const words = saidIn(body) ?? wordsIn(body);
  return words === '' ? wordless : words;
}

/** The text of a page, without its tags and its title. */
function wordsIn(body: string): string {
  return body
    .replace(/<(title|style|script)\b[^]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\s\u0000-\u001f\ufffd]+/g, ' ')
    .trim()
    .slice(0, 200);
}

const wordless: Text = { en: 'it says no reason', zh: '没有说明原因' };

/** The JSON of a body; undefined when it is none, as where it was cut short. */
export function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

/** The same in a turn of its own, for an answer that may be long; throws the reason of an aborted signal. */
export async function parseApart(body: string, signal: AbortSignal): Promise<unknown> {
  await nextTurn();
  signal.throwIfAborted();
  const value = parse(body);
  await nextTurn();
  signal.throwIfAborted();
  return value;
}

/** An object of the API, whose fields are looked at one by one. */
export type Raw = Readonly<Record<string, unknown>>;

/** Is it an object, with fields to look at? */
export function isObject(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value that is a text, or the empty text. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A value that is a number, or 0. */
export function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

/** The objects of a value that is a list; none of one that is null. */
export function objectsOf(value: unknown): readonly Raw[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The texts of a value that is a list. */
export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** A field that is an object; one without fields where there is none. */
export function objectAt(raw: Raw, key: string): Raw {
  const value = raw[key];
  return isObject(value) ? value : {};
}

/** A label of an object of the API. */
export function labelOf({ Labels: labels }: Raw, name: string): string {
  return isObject(labels) ? textOf(labels[name]) : '';
}
