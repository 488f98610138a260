import type { Mount } from '../../files';
import { ApiError } from '../../http/call';
import type { Clock } from '../../kernel/clock';
import type { Programs } from '../../kernel/process';
import type { Keeper } from '../../state/keeper';
import type { EventRoom, ImageRoom, NetworkRoom, VolumeRoom } from '../model';
import type { LabHost } from './host';
import { labHost } from './host';
import type { Exec } from './exec';
import type { HeardEvent } from './held-images';
import { newId } from './names';
import type { ContainerPlan } from './network-plan';
import type { Container } from './record';
import { keptOf } from './snapshot';

/** What the containers' room is built from. */
export type ContainerParts = {
  readonly clock: Clock;
  /** The events of others are listened to where that is possible. */
  readonly events: EventRoom & { readonly subscribe?: (listener: (event: HeardEvent) => void) => unknown };
  readonly keeper: Keeper;
  readonly images: ImageRoom;
  readonly volumes: VolumeRoom;
  readonly networks: Omit<NetworkRoom, 'plan'> & {
    readonly plan: (plan: ContainerPlan) => void;
    /** The texts of a container's /etc/hosts and /etc/resolv.conf, where the networks know them. */
    readonly hostsFile?: (containerId: string) => string;
    readonly resolvFile?: (containerId: string) => string;
    /** From now on names are looked up in this text first. */
    readonly hostsFrom?: (containerId: string, read: () => Promise<string>) => void;
  };
  readonly programs: Programs;
  /** What a swarm puts into a task's container: its secrets and configs. */
  readonly taskFiles?: (containerId: string) => Promise<readonly Mount[]>;
  /** The machine that the lab pretends to be. */
  readonly host?: LabHost;
  /**
   * How long a start takes, in milliseconds; none when absent. A real engine takes some hundred, and clients count on
   * it: compose listens to events only while it starts, and would miss the end of a container that is faster.
   */
  readonly startTakes?: number;
};

/** All containers, and what everything that is done to them shares. */
export class ContainerStore {
  readonly host: LabHost;
  readonly #byId = new Map<string, Container>();
  readonly #byName = new Map<string, Container>();
  readonly execs = new Map<string, Exec>();
  /** Ids of images that only containers have any more. */
  readonly heldImages = new Set<string>();
  #hostPid = 2000;
  /** Set at the end: nothing is started again. */
  closed = false;

  constructor(readonly parts: ContainerParts) {
    this.host = parts.host ?? labHost;
  }

  all(): readonly Container[] {
    return [...this.#byId.values()];
  }

  /** By id, name or a prefix of an id that only one container has. Throws ApiError 400 when several have it. */
  find(reference: string): Container | undefined {
    const name = reference.replace(/^\//, '');
    const exact = this.#byId.get(reference) ?? this.#byName.get(name);
    if (exact || !/^[0-9a-f]{1,64}$/.test(reference)) return exact;
    const fitting = this.all().filter((container) => container.id.startsWith(reference));
    if (fitting.length > 1) {
      throw new ApiError(400, `multiple IDs found with provided prefix: ${reference}`);
    }
    return fitting[0];
  }

  /** The same, or ApiError 404. */
  require(reference: string): Container {
    const found = this.find(reference);
    if (found) return found;
    throw new ApiError(404, `No such container: ${reference}`);
  }

  named(name: string): Container | undefined {
    return this.#byName.get(name);
  }

  /** Throws ApiError 409 when the name is somebody's. */
  checkFree(name: string): void {
    const other = this.#byName.get(name);
    if (!other) return;
    throw new ApiError(
      409,
      `Conflict. The container name "/${name}" is already in use by container "${other.id}". You have to remove (or rename) that container to be able to reuse that name.`,
    );
  }

  add(container: Container): void {
    this.bringBack(container);
    this.changed(container);
  }

  /** Adds a container that is as the snapshot has it. */
  bringBack(container: Container): void {
    this.#byId.set(container.id, container);
    this.#byName.set(container.name, container);
  }

  rename(container: Container, name: string): void {
    this.#byName.delete(container.name);
    container.name = name;
    this.#byName.set(name, container);
    this.changed(container);
  }

  forget(container: Container): void {
    this.#byId.delete(container.id);
    this.#byName.delete(container.name);
    for (const [id, exec] of this.execs) if (exec.container === container) this.execs.delete(id);
    this.parts.keeper.drop('container', container.id);
  }

  /** Tells the keeper that a container has to be written again. */
  changed(container: Container): void {
    if (this.#byId.has(container.id)) this.parts.keeper.put('container', container.id, () => keptOf(container));
  }

  /** Announces what happened to a container, with the attributes that the engine gives. */
  emit(
    container: Pick<Container, 'id' | 'name' | 'config'>,
    action: string,
    attributes: Readonly<Record<string, string>> = {},
  ): void {
    this.parts.events.emit('container', action, {
      ID: container.id,
      Attributes: { ...container.config.Labels, image: container.config.Image, name: container.name, ...attributes },
    });
  }

  /** The pid on the host of a new container's first process; a thousand are its own. */
  nextHostPid(): number {
    const pid = this.#hostPid;
    this.#hostPid = pid > 4_000_000 ? 2000 : pid + 1000;
    return pid;
  }

  newId(): string {
    return newId();
  }
}

/** Runs one thing after another for a container: starts, stops and removals do not overlap. */
export function inTurn<T>(container: Container, run: () => Promise<T>): Promise<T> {
  const result = container.busy.then(run);
  container.busy = result.then(
    () => undefined,
    () => undefined,
  );
  return result;
}
