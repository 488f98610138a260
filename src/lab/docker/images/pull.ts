import { ApiError } from '../../http/call';
import type { Image } from '../model';
import type { Held } from './config-file';
import { pullOffer, repositoryOf } from './from-catalogue';
import { emitImage, type Inside } from './parts';
import type { Tell } from './progress';
import { familiar, familiarName, type Reference } from './reference';
import { connectRegistry, type Credentials } from './registry-client';
import { fetchTags, pullFromRegistry } from './registry-pull';

export type PullOptions = {
  readonly architecture: Image['architecture'];
  readonly credentials?: Credentials;
  readonly gone: AbortSignal;
};

/**
 * Pulls a tag, a digest, or all tags of a repository, from the catalogue or from the registry that the name says. Throws
 * ApiError with the engine's sentences.
 */
export async function pullImage(inside: Inside, reference: Reference, options: PullOptions, tell: Tell): Promise<Held> {
  const image = await pulled(inside, reference, options, tell);
  emitImage(
    inside,
    'pull',
    familiar(reference),
    familiarName(reference),
    reference.tag === undefined && reference.digest === undefined ? undefined : image,
  );
  return image;
}

async function pulled(
  inside: Inside,
  reference: Reference,
  { architecture, credentials, gone }: PullOptions,
  tell: Tell,
): Promise<Held> {
  const isOne = reference.tag !== undefined || reference.digest !== undefined;
  const entries = repositoryOf(inside.catalogue, reference);
  if (entries || reference.domain === 'docker.io') {
    if (isOne || !entries) return pullOffer(inside, reference, architecture, tell, gone);
    const tags = entries.flatMap((entry) => entry.tags);
    return each(tags, reference, (one) => pullOffer(inside, one, architecture, tell, gone));
  }
  const insecure = inside.insecureRegistries ?? [];
  const client = await connectRegistry(reference.domain, { ...(credentials ? { credentials } : {}), insecure, gone });
  if (isOne) return pullFromRegistry(inside, client, reference, architecture, tell);
  const tags = await fetchTags(client, reference);
  return each(tags, reference, (one) => pullFromRegistry(inside, client, one, architecture, tell));
}

async function each(
  tags: readonly string[],
  reference: Reference,
  pull: (one: Reference) => Promise<Held>,
): Promise<Held> {
  let last: Held | undefined;
  for (const tag of tags) last = await pull({ ...reference, tag });
  if (!last)
    throw new ApiError(404, `repository ${familiarName(reference)} not found: does not exist or no pull access`);
  return last;
}
