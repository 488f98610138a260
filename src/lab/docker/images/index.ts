import type { Route } from '../../http/call';
import type { Image, ImageRoom } from '../model';
import { held } from './config-file';
import { recallLayers } from './from-catalogue';
import { nameImage, platformOf } from './making';
import type { ImageParts, Inside } from './parts';
import { pullImage } from './pull';
import { parseReference, tagged } from './reference';
import { readCredentials } from './registry-client';
import { layersSize } from './removal';
import { imageRoutes } from './routes';
import { ImageStore } from './store';
import { shownNames } from './views';
import { listImages } from './listing';

export type { ImageParts } from './parts';
export { fullConfig } from './config-file';
export { humanSize } from './progress';
export { parseReference, familiar, familiarName, tagged, type Reference } from './reference';

/** The room of images, with its endpoints. */
export type Images = ImageRoom & {
  readonly routes: readonly Route[];
  /** Everything that is there, newest first. */
  readonly all: () => readonly Image[];
  /** Rows for `docker system df`: those of `GET /images/json` with shared sizes and how many containers there are of each. */
  readonly usage: () => readonly (object & { readonly Id: string; readonly Size: number })[];
  /** The bytes of all layers, each counted once: LayersSize of `docker system df`. */
  readonly layersSize: () => number;
  readonly restore: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Builds the room of images. Nothing of the catalogue is made before it is pulled. */
export function createImages(parts: ImageParts): Images {
  const store = new ImageStore(parts.clock, parts.keeper);
  const inside: Inside = { ...parts, store };
  const newest = () => [...store.all()].sort((a, b) => Date.parse(b.created) - Date.parse(a.created));
  return {
    find: (text) => store.find(text),
    require: (text) => store.require(text),
    namesOf: (id) => shownNames(store, id),
    add: (image) => Promise.resolve(store.add(held(image))),
    tag: (id, name) => nameImage(inside, store.require(id), tagged(parseReference(name))),
    pull: (name, progress, gone, auth) => {
      const credentials = readCredentials(auth);
      const architecture = platformOf(null, parts.architecture);
      return pullImage(
        inside,
        tagged(parseReference(name)),
        { architecture, gone, ...(credentials ? { credentials } : {}) },
        progress,
      );
    },
    routes: imageRoutes(inside),
    all: newest,
    usage: () => {
      const query = new URLSearchParams({ 'shared-size': '1', all: '1' });
      const containers = parts.containers().all();
      return listImages(store, { query, version: [1, 45] }, parts.clock.now()).map((row) => ({
        ...row,
        Containers: containers.filter(({ imageId }) => imageId === row.Id).length,
      }));
    },
    layersSize: () => layersSize(store),
    restore: () => store.restore((entry) => recallLayers(parts.catalogue, entry)),
    close: () => Promise.resolve(),
  };
}
