import { packLayer, unpackLayer } from '../../files';
import { eachKeptInTurn, type Keeper, type Kept } from '../../state/keeper';
import type { EventActor, Image } from '../model';
import type { ContainerStore } from './store';

/** Images that have been removed by force while containers are made of them. */
const kind = 'container-image';

type KeptLayer = { readonly diffId: string; readonly size: number; readonly tar: Uint8Array };

/** What is told of an event that somebody listens to. */
export type HeardEvent = { readonly Type: string; readonly Action: string; readonly Actor: EventActor };

/** Sees to it that an image stays with its containers when it is removed, over a restart of the lab too. */
export function holdImages(store: ContainerStore): void {
  store.parts.events.subscribe?.(({ Type, Action, Actor: { ID } }) => {
    if (Type !== 'image' || Action !== 'delete') return;
    const image = store.all().find(({ imageId }) => imageId === ID)?.image;
    if (image) hold(store, image);
  });
}

function hold({ heldImages, parts }: ContainerStore, image: Image): void {
  heldImages.add(image.id);
  parts.keeper.put(kind, image.id, () => keptImage(image));
}

async function keptImage({ layers, ...rest }: Image): Promise<Kept> {
  const packed: KeptLayer[] = [];
  for (const layer of layers) {
    packed.push({ diffId: layer.diffId, size: layer.size, tar: await packLayer(layer) });
  }
  return { data: JSON.stringify(rest), layers: packed };
}

/** Lets go of an image when no container is made of it any more. */
export function letGo(store: ContainerStore, id: string): void {
  if (!store.heldImages.has(id) || store.all().some(({ imageId }) => imageId === id)) return;
  store.heldImages.delete(id);
  store.parts.keeper.drop(kind, id);
}

/** The images that the snapshot holds for containers alone; what cannot be read is left out. */
export async function loadHeldImages(keeper: Keeper): Promise<ReadonlyMap<string, Image>> {
  const images = new Map<string, Image>();
  // The containers of one that is lost come back without the image's files, as after a crash.
  await eachKeptInTurn(keeper, kind, async (kept, id) => {
    const { data, layers } = kept as { readonly data: string; readonly layers: readonly KeptLayer[] };
    const unpacked = await Promise.all(
      layers.map(async ({ diffId, size, tar }) => ({ ...(await unpackLayer(Buffer.from(tar), size)), diffId })),
    );
    images.set(id, { ...(JSON.parse(data) as Omit<Image, 'layers'>), layers: unpacked });
  });
  return images;
}
