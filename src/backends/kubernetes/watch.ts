import { kubernetesNoServer, UserError } from '../../core/errors';
import { chunksOf, isObject, parse, parseApart, type Raw } from '../docker/answer';
import { deadline, pause } from '../docker/deadline';
import { linesOf } from '../docker/lines';
import { nextTurn, turns } from '../turns';
import type { KubernetesClient } from './client';
import { troubleOf } from './exchange';
import type { Wish } from './failure';
import { listOf, metadataOf } from './object';
import type { Pulse } from './pulse';

/** Which objects: all below a path, or those that the selectors name. */
export type Listing = {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly wish: Omit<Wish, 'verb'>;
};

/** Where objects go, each made small before it is kept. */
export type Objects<T> = {
  readonly keep: (raw: Raw) => T;
  /** Some of all, while the others are still on their way. */
  readonly some?: (objects: readonly T[]) => void;
  readonly all: (objects: readonly T[]) => void | Promise<void>;
  readonly put: (object: T) => void;
  readonly gone: (object: T) => void;
};

/** How a cluster is reached. */
export type Ways = { readonly client: KubernetesClient; readonly pulse: Pulse };

/** How many objects one answer brings: what is parsed at once is over in a few milliseconds. */
const page = '250';
/** How long a watch is asked to go on, in seconds, and how long is waited between two of them, in milliseconds. */
const life = { least: 240, more: 120 } as const;
const rest = { first: 100, longest: 5000 } as const;
/** How long a watch without events may have lasted and still be in vain, in milliseconds. */
const worthwhile = 10_000;
/** How many watches in a row may end without a word before it is said that the source is lost. */
const mostVain = 4;

/**
 * Lists and then watches, as clients of the API server are to do: pages, bookmarks, and going on where a watch ended; a
 * version that is too old (410) lists anew. Goes on until the signal aborts, or it rejects because the source is lost.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 */
export async function followObjects<T>(
  { client, pulse }: Ways,
  listing: Listing,
  to: Objects<T>,
  signal: AbortSignal,
): Promise<void> {
  for (let [version, vain]: [string | undefined, number] = [undefined, 0]; ;) {
    version ??= await list(client, listing, to, signal);
    const seen: Seen = await watch({ client, pulse }, listing, version, to, signal);
    vain = seen.isVain ? vain + 1 : 0;
    // What ends in vain again and again may be no watch of an API server at all: a list tells.
    version = seen.isExpired || vain > 1 ? undefined : seen.version;
    if (seen.trouble !== undefined && vain > mostVain) throw await client.meaningOf(seen.trouble, signal);
    await pause(Math.min(rest.first * 2 ** vain, rest.longest), signal);
  }
}

/**
 * All of them, page by page; the version that they are of. When a page token is too old (410), all are asked for at
 * once: https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks
 */
async function list<T>(
  client: KubernetesClient,
  { path, query, wish }: Listing,
  to: Objects<T>,
  signal: AbortSignal,
): Promise<string> {
  let found: T[] = [];
  for (let [next, limit]: [string, string] = ['', page]; ;) {
    const asked = { ...query, ...given({ limit, continue: next }) };
    const accepts = next === '' || limit === '' ? [] : [410];
    const answer = await client.send({ path, query: asked, wish: { ...wish, verb: 'list' }, accepts }, signal);
    if (answer.status === 410) {
      [found, next, limit] = [[], '', ''];
      continue;
    }
    const body = listIn(await parseApart(answer.body, signal));
    if (body === undefined) throw await noServer(client, signal);
    const { continue: token, resourceVersion } = metadataOf(body);
    const kept = await keepAll(listOf(body, 'items'), to, signal);
    const isFirst = found.length === 0;
    found = found.concat(kept);
    next = typeof token === 'string' ? token : '';
    if (next !== '' || !isFirst) to.some?.(kept);
    if (next !== '') continue;
    await nextTurn();
    signal.throwIfAborted();
    await to.all(found);
    return typeof resourceVersion === 'string' ? resourceVersion : '';
  }
}

/** Makes objects small, with pauses for others; in the end there is one. */
async function keepAll<T>(objects: readonly Raw[], { keep }: Objects<T>, signal: AbortSignal): Promise<readonly T[]> {
  const turn = turns();
  const kept: T[] = [];
  for (const raw of objects) {
    await turn();
    kept.push(keep(raw));
  }
  await nextTurn();
  signal.throwIfAborted();
  return kept;
}

const noServer = async (client: KubernetesClient, signal: AbortSignal): Promise<UserError> =>
  kubernetesNoServer({ server: (await client.choice(signal)).server });

const given = (query: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));

/** A list; undefined for an answer of somebody else, which is another thing than a list of none. That may be null. */
function listIn(body: unknown): Raw | undefined {
  return isObject(body) && (body['items'] === null || Array.isArray(body['items'])) ? body : undefined;
}

type Seen = {
  version: string;
  /** It ended soon and without a word. */
  isVain: boolean;
  isExpired: boolean;
  /** Why it broke off, where it did not simply end. */
  trouble?: Error;
};

async function watch<T>(
  { client, pulse }: Ways,
  { path, query, wish }: Listing,
  version: string,
  to: Objects<T>,
  signal: AbortSignal,
): Promise<Seen> {
  const seen: Seen = { version, isVain: true, isExpired: false };
  const began = Date.now();
  const turn = turns();
  const seconds = String(life.least + Math.floor(Math.random() * life.more));
  const how = { watch: '1', allowWatchBookmarks: 'true', resourceVersion: version, timeoutSeconds: seconds };
  const cutter = new AbortController();
  const both = deadline(undefined, signal, cutter.signal);
  const listener = pulse.join(() => cutter.abort());
  try {
    const call = { path, query: { ...query, ...how }, wish: { ...wish, verb: 'watch' }, accepts: [410] } as const;
    const message = await client.stream(call, both.signal);
    if (message === undefined) seen.isExpired = true;
    else {
      message.socket.setKeepAlive(true, 15_000);
      for await (const line of linesOf(chunksOf(message, both.signal), 'is cut off')) {
        listener.heard();
        if (!(await take(line, seen, to, client, signal))) break;
        await turn();
      }
    }
  } catch (error) {
    signal.throwIfAborted();
    // What breaks off in the middle is gone on with; what cannot even begin is lost.
    if (!cutter.signal.aborted && (error instanceof UserError || !isBroken(error))) throw error;
    seen.trouble = error instanceof Error ? error : new Error(String(error));
  } finally {
    listener.leave();
    both.dispose();
  }
  signal.throwIfAborted();
  if (Date.now() - began > worthwhile) seen.isVain = false;
  return seen;
}

/** Node says so of an answer that is cut in the middle, or that is no HTTP any more. */
const isBroken = (error: unknown): boolean =>
  troubleOf(error) !== undefined ||
  (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_STREAM'));

/** Takes one event; false when the watch is over. */
async function take<T>(
  line: string,
  seen: Seen,
  to: Objects<T>,
  client: KubernetesClient,
  signal: AbortSignal,
): Promise<boolean> {
  const event = parse(line);
  const object = isObject(event) && isObject(event['object']) ? event['object'] : undefined;
  if (!isObject(event) || object === undefined) {
    // What is no event was garbled on its way: what it said is asked for again.
    seen.trouble = await noServer(client, signal);
    return false;
  }
  if (event['type'] === 'ERROR') {
    seen.isExpired = object['code'] === 410 || seen.isVain;
    return false;
  }
  const { resourceVersion } = metadataOf(object);
  if (typeof resourceVersion === 'string') seen.version = resourceVersion;
  seen.isVain = false;
  if (event['type'] === 'DELETED') to.gone(to.keep(object));
  else if (event['type'] !== 'BOOKMARK') to.put(to.keep(object));
  return true;
}
