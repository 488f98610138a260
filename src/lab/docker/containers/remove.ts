import { ApiError } from '../../http/call';
import { letGo } from './held-images';
import type { Container } from './record';
import type { ContainerStore } from './store';

/** Removes a container that does not run, its anonymous volumes too if wanted, and announces it. */
export async function removeContainer(
  store: ContainerStore,
  container: Container,
  { volumes }: { readonly volumes: boolean },
): Promise<void> {
  if (store.find(container.id) !== container) return;
  container.state.status = 'removing';
  await store.parts.networks.forget(container.id);
  store.parts.volumes.release(container.id);
  store.forget(container);
  letGo(store, container.imageId);
  if (volumes) await removeVolumes(store, container);
  store.emit(container, 'destroy');
  for (const done of [...container.removals]) done(container.state.exitCode);
  container.removals.clear();
}

/** Only those that were made for this container: a name that the engine chose, and not one that somebody wrote. */
async function removeVolumes(store: ContainerStore, { mounts }: Container): Promise<void> {
  for (const { point } of mounts) {
    const volume = point.Name === undefined ? undefined : store.parts.volumes.find(point.Name);
    if (volume?.anonymous === true) await store.parts.volumes.removeAnonymous(volume.name);
  }
}

/** Refuses to remove a container that is in use without force; throws ApiError 409. */
export function checkRemovable(container: Container): void {
  const why: Partial<Record<Container['state']['status'], string>> = {
    paused: 'container is paused and must be unpaused first',
    restarting: 'container is restarting: stop the container before removing or force remove',
    running: 'container is running: stop the container before removing or force remove',
  };
  const reason = why[container.state.status];
  if (reason !== undefined) throw new ApiError(409, `cannot remove container "/${container.name}": ${reason}`);
}
