import type { Held } from './config-file';
import type { Inside } from './parts';
import type { Tell } from './progress';
import { familiar, type Reference } from './reference';

/** Keeps a pulled image under the names that led to it, and tells the last lines of the pull. */
export async function finishPull(
  { store }: Inside,
  reference: Reference,
  pulled: { readonly image: Held; readonly digest: string; readonly isNew: boolean },
  tell: Tell,
): Promise<Held> {
  const { domain, path, tag } = reference;
  const { digest, isNew } = pulled;
  const image = store.add(pulled.image);
  const leadsElsewhere = (name: Reference): boolean => store.named(name)?.id !== image.id;
  const byDigest = { domain, path, digest };
  const isFirst = leadsElsewhere(byDigest);
  if (isFirst) store.setName(byDigest, image.id);
  const byTag = tag === undefined ? undefined : { domain, path, tag };
  const isMoved = byTag ? leadsElsewhere(byTag) : isFirst;
  if (byTag && isMoved) store.setName(byTag, image.id);
  await tell({ status: `Digest: ${digest}` });
  const outcome = isNew || isMoved ? 'Downloaded newer image' : 'Image is up to date';
  await tell({ status: `Status: ${outcome} for ${familiar(reference)}` });
  return image;
}
