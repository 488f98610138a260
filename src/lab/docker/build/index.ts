import type { Clock } from '../../kernel/clock';
import type { NetworkStack } from '../../kernel/network';
import { Gone, type Programs } from '../../kernel/process';
import type { Keeper } from '../../state/keeper';
import { ApiError, type Call, type Route } from '../../http/call';
import type { EventRoom, Image, ImageRoom } from '../model';
import { build } from './build';
import { short, type BuildParts } from './work';
import { BuildCache, pruneOptions, type CacheItem } from './cache';
import { failureLine } from './refusal';
import { offlineNetwork } from './offline';
import { classicOnly, readRequest, type Asked } from './request';
import { buildStream, type BuildStream } from './stream';

export type { CacheItem } from './cache';

/** What the builder is made of. */
export type BuilderParts = {
  readonly clock: Clock;
  readonly events: EventRoom;
  readonly keeper: Keeper;
  readonly images: ImageRoom;
  readonly programs: Programs;
  /** The network of a step, by mode (`default`, `none`, `host`, a network's name); without it steps are offline. */
  readonly network?: (mode: string) => NetworkStack;
  /** What is built for; this machine's when absent. */
  readonly architecture?: Image['architecture'];
};

/** The builder's room. */
export type Builder = {
  readonly routes: readonly Route[];
  readonly restore: () => Promise<void>;
  /** Ends the builds that are under way. */
  readonly close: () => Promise<void>;
  /** For `docker system df`. */
  readonly usage: () => { readonly items: readonly CacheItem[]; readonly size: number };
};

/** Serves POST /build, /build/prune and /build/cancel, and refuses BuildKit's /session and /grpc. */
export function createBuilder(given: BuilderParts): Builder {
  const { clock, events, keeper, images, programs, network } = given;
  const cache = new BuildCache({ clock, keeper, imageExists: (id) => images.find(id) !== undefined });
  const none = (): NetworkStack => offlineNetwork();
  const parts: BuildParts = {
    clock,
    images,
    programs,
    cache,
    architecture: given.architecture ?? (process.arch === 'arm64' ? 'arm64' : 'amd64'),
    network: (mode) => (mode === 'none' || network === undefined ? none() : network(mode)),
  };
  const running = new Map<AbortController, string>();

  const serve = async (call: Call): Promise<void> => {
    const asked = await readRequest(call);
    const controller = new AbortController();
    running.set(controller, call.query.get('buildid') ?? '');
    try {
      await answer(parts, call, asked, AbortSignal.any([call.gone, controller.signal]));
    } finally {
      running.delete(controller);
    }
  };

  const cancel = (call: Call): void => {
    const id = call.query.get('id') ?? '';
    if (id === '') throw new ApiError(400, 'build ID not provided');
    for (const [controller, own] of running) if (own === id) controller.abort(new Gone('the build was cancelled'));
    call.reply(200);
  };

  const prune = (call: Call): void => {
    const { ids, size } = cache.prune(pruneOptions(call.query));
    events.emit('builder', 'prune', { ID: '', Attributes: { reclaimed: String(size) } });
    call.reply(200, { CachesDeleted: ids.length === 0 ? null : ids, SpaceReclaimed: size });
  };

  const refuse = (call: Call): void => {
    call.body.resume();
    throw new ApiError(501, classicOnly);
  };

  return {
    routes: [
      { method: 'POST', path: '/build', run: serve },
      { method: 'POST', path: '/build/prune', run: prune },
      { method: 'POST', path: '/build/cancel', run: cancel },
      { method: 'POST', path: '/session', run: refuse },
      { method: 'POST', path: '/grpc', run: refuse },
    ],
    restore: () => cache.restore(),
    close: () => {
      for (const controller of running.keys()) controller.abort(new Gone('the engine stops'));
      return Promise.resolve();
    },
    usage: () => cache.usage(),
  };
}

/** Builds and tells of it. What fails before the first line is a refusal, what fails later is a line. */
async function answer(
  parts: BuildParts,
  call: Call,
  { build: request, tags, quiet }: Asked,
  gone: AbortSignal,
): Promise<void> {
  const body = call.stream('application/json');
  const held: string[] = [];
  const direct = buildStream((text) => body.write(text));
  const told = quiet ? buildStream((text) => (held.push(text), Promise.resolve())) : direct;
  try {
    const image = await build(parts, request, told, gone);
    for (const tag of tags) parts.images.tag(image.id, tag);
    if (quiet) await direct.say(`${image.id}\n`);
    else await success(direct, image.id, tags);
  } catch (error) {
    if (call.gone.aborted) return;
    // A quiet build shows what it has held back, once it fails.
    for (const text of held) await body.write(text);
    await direct.line(failureLine(error));
  } finally {
    body.end();
  }
}

async function success(out: BuildStream, id: string, tags: readonly string[]): Promise<void> {
  await out.say(`Successfully built ${short(id)}\n`);
  for (const tag of tags) await out.say(`Successfully tagged ${tag}\n`);
}
