import type { Clock } from '../../kernel/clock';
import type { Keeper } from '../../state/keeper';
import type { CatalogueImage } from '../catalogue';
import type { ContainerRoom, EventRoom, Image } from '../model';
import type { Held } from './config-file';
import type { ImageStore } from './store';

/** What the room of images is made of. */
export type ImageParts = {
  readonly clock: Clock;
  readonly events: EventRoom;
  readonly keeper: Keeper;
  readonly catalogue: readonly CatalogueImage[];
  readonly containers: () => ContainerRoom;
  /** What `docker pull` gets when it does not ask for a platform; this machine's when absent. */
  readonly architecture?: Image['architecture'];
  /** Hosts (with port) beside the loopback addresses that may be spoken to without TLS. */
  readonly insecureRegistries?: readonly string[];
};

/** The parts and the store: what the room's functions work on. */
export type Inside = ImageParts & { readonly store: ImageStore };

/** Announces something about an image; its labels are attributes. */
export function emitImage(
  { events, store }: Pick<Inside, 'events' | 'store'>,
  action: string,
  id: string,
  name: string,
  image: Held | undefined = store.get(id),
): void {
  events.emit('image', action, { ID: id, Attributes: { ...image?.config.Labels, name } });
}
