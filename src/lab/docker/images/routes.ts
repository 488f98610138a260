import type { BodyStream, Call, Route } from '../../http/call';
import { ApiError } from '../../http/call';
import { isTrue, listImages } from './listing';
import { loadImages } from './load';
import { commitContainer, importImage, isQuiet, nameImage, platformOf } from './making';
import type { Inside } from './parts';
import { streamProgress, type Tell } from './progress';
import { pullImage } from './pull';
import { checkedTag, parseReference, parseRepoTag, type Reference } from './reference';
import { readCredentials } from './registry-client';
import { pushImage, type Sources } from './registry-push';
import { distributionOf, searchImages } from './remote';
import { pruneImages, removeImage } from './removal';
import { saveImages } from './save';
import { historyOf, inspectImage } from './views';

/** Endpoints of images: https://docs.docker.com/reference/api/engine/version/v1.45/#tag/Image */
export function imageRoutes(inside: Inside): readonly Route[] {
  const { store, clock } = inside;
  const sources: Sources = new Map();
  const name = (call: Call): string => call.params['name'] ?? '';
  return [
    { method: 'GET', path: '/images/json', run: (call) => call.reply(200, listImages(store, call, clock.now())) },
    {
      method: 'GET',
      path: '/images/search',
      run: (call) => call.reply(200, searchImages(inside.catalogue, call.query)),
    },
    {
      method: 'GET',
      path: '/images/get',
      run: (call) =>
        sendArchive(
          inside,
          call,
          call.query.getAll('names').flatMap((names) => names.split(',')),
        ),
    },
    { method: 'GET', path: '/images/{name:.*}/get', run: (call) => sendArchive(inside, call, [name(call)]) },
    {
      method: 'GET',
      path: '/images/{name:.*}/history',
      run: (call) => call.reply(200, historyOf(store, store.require(name(call)))),
    },
    {
      method: 'GET',
      path: '/images/{name:.*}/json',
      run: (call) => call.reply(200, inspectImage(store, store.require(name(call)), call)),
    },
    { method: 'POST', path: '/images/create', run: (call) => create(inside, call) },
    {
      method: 'POST',
      path: '/images/load',
      run: (call) => streamProgress(call, (tell) => loadImages(inside, call.body, isQuiet(call.query), tell), 'always'),
    },
    {
      method: 'POST',
      path: '/images/prune',
      run: (call) => call.reply(200, pruneImages(inside, call.query.get('filters'))),
    },
    { method: 'POST', path: '/images/{name:.*}/push', run: (call) => push(inside, sources, call, name(call)) },
    { method: 'POST', path: '/images/{name:.*}/tag', run: (call) => tag(inside, call, name(call)) },
    { method: 'DELETE', path: '/images/{name:.*}', run: (call) => remove(inside, call, name(call)) },
    {
      method: 'POST',
      path: '/commit',
      run: async (call) => call.reply(201, { Id: (await commitContainer(inside, call)).id }),
    },
    {
      method: 'GET',
      path: '/distribution/{name:.*}/json',
      run: async (call) => call.reply(200, await distributionOf(inside, name(call), call.gone, credentialsOf(call))),
    },
  ];
}

const credentialsOf = (call: Call): ReturnType<typeof readCredentials> => {
  const header = call.headers['x-registry-auth'];
  return readCredentials(Array.isArray(header) ? header[0] : header);
};

function remove(inside: Inside, call: Call, name: string): void {
  if (name.trim() === '') throw new ApiError(400, 'image name cannot be blank');
  const wish = { force: isTrue(call.query.get('force')), prune: !isTrue(call.query.get('noprune')) };
  call.reply(200, removeImage(inside, name, wish));
}

function tag(inside: Inside, call: Call, name: string): void {
  const reference = parseRepoTag(call.query.get('repo') ?? '', call.query.get('tag') ?? '');
  const image = inside.store.require(name);
  nameImage(inside, image, reference);
  call.send(reference ? 201 : 200, '', 'text/plain');
}

/** A name and, in the API's `tag`, a tag or a digest. */
function wanted(image: string, tag: string): Reference {
  const reference = parseReference(image.replace(/:$/, ''));
  if (tag === '') return reference;
  const { domain, path } = reference;
  if (tag.startsWith('sha256:')) return parseReference(`${domain}/${path}@${tag}`);
  return { domain, path, tag: checkedTag(tag) };
}

async function create(inside: Inside, call: Call): Promise<void> {
  const { query, gone } = call;
  const image = query.get('fromImage') ?? '';
  const architectureOf = (): ReturnType<typeof platformOf> => platformOf(query.get('platform'), inside.architecture);
  if (image === '') {
    if (!query.get('fromSrc')) throw new ApiError(500, 'Get "http:": http: no Host in request URL');
    architectureOf();
    const made = await importImage(inside, query, call.body);
    return streamProgress(call, (tell) => tell({ status: made.id }));
  }
  const reference = wanted(image, query.get('tag') ?? '');
  const credentials = credentialsOf(call);
  await streamProgress(call, async (tell) => {
    const architecture = await refusedLate(architectureOf, reference, tell);
    await pullImage(inside, reference, { architecture, gone, ...(credentials ? { credentials } : {}) }, tell);
  });
}

/** That there is no image for a machine shows only once the list of images is there. */
async function refusedLate<T>(choose: () => T, { path, tag }: Reference, tell: Tell): Promise<T> {
  try {
    return choose();
  } catch (error) {
    if (error instanceof ApiError && error.status === 404)
      await tell({ status: `Pulling from ${path}`, id: tag ?? '' });
    throw error;
  }
}

async function push(inside: Inside, sources: Sources, call: Call, name: string): Promise<void> {
  // Clients of old send their credentials as the body.
  if (!call.headers['x-registry-auth'] && (await call.json()) === undefined) {
    throw new ApiError(400, 'bad parameters and missing X-Registry-Auth: invalid X-Registry-Auth header: EOF');
  }
  const reference = wanted(name, call.query.get('tag') ?? '');
  const credentials = credentialsOf(call);
  const options = { gone: call.gone, ...(credentials ? { credentials } : {}) };
  const { domain, path, tag } = reference;
  const plain = { domain, path, ...(tag === undefined ? {} : { tag }) };
  await streamProgress(call, (tell) => pushImage(inside, sources, plain, options, tell));
}

async function sendArchive(inside: Inside, call: Call, names: readonly string[]): Promise<void> {
  const archive = saveImages(
    inside,
    names.filter((each) => each !== ''),
  );
  const stream: BodyStream = call.stream('application/x-tar');
  for await (const part of archive) await stream.write(part);
  stream.end();
}
