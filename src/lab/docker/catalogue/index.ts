import { data } from './data';
import type { CatalogueImage } from './entry';
import { others } from './others';
import { web } from './web';

export type { CatalogueImage } from './entry';

/** Every image that the lab can pull without a registry. */
export const catalogue: readonly CatalogueImage[] = [...others, ...web, ...data];
