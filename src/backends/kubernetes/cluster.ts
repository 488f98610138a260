import { setMaxListeners } from 'node:events';
import { keyOf, type Resource } from '../../core/resources/resource';
import type { Follow, Sink } from '../../core/resources/source';
import { kubernetesNoKind, UserError } from '../../core/errors';
import type { Raw } from '../docker/answer';
import { deadline } from '../docker/deadline';
import type { KubernetesClient } from './client';
import { groupPath } from './discovery';
import { followJoined, type Joined } from './join';
import { specs } from './kinds';
import { ownersOf } from './kinds/pod';
import { toResource, type Below, type Beside, type Held, type Spec, type Type } from './kinds/spec';
import { listOf } from './object';
import { Pulse } from './pulse';
import type { Listing, Ways } from './watch';

/** A cluster as one context reaches it, and which of its namespaces is looked at. Contacts nothing by itself. */
export class Cluster implements Ways {
  readonly pulse: Pulse;
  /** Ends what goes on, such as forwarded ports. */
  readonly running = new Set<() => void>();
  /** The namespace that is looked at; undefined for all. */
  #namespace: string | undefined;
  #change = changeable();

  constructor(
    readonly context: string,
    readonly client: KubernetesClient,
  ) {
    const call = { path: '/version', wish: { verb: 'get', resource: '/version' } } as const;
    this.pulse = new Pulse((signal) => client.send({ ...call, accepts: [401, 403, 404] }, signal));
  }

  get namespace(): string | undefined {
    return this.#namespace;
  }

  /** Looks at another namespace, or at all; what is being followed begins anew. */
  useNamespace(namespace: string | undefined): void {
    this.#namespace = namespace;
    this.#change.abort();
    this.#change = changeable();
  }

  /** Follows all of a kind. */
  follow(spec: Spec): Follow {
    return (sink, signal) =>
      this.#untilChange(async (both) => {
        const type = await this.typeOf(spec, both);
        const place = type.isNamespaced ? this.#namespace : undefined;
        try {
          await this.#followIn(spec, type, place, {}, sink, both);
        } catch (error) {
          if (!isForbidden(error) || place !== undefined) throw error;
          // Who may not look at all of the cluster may mostly look at the namespace of the context.
          await this.#followOwn(spec, type, error, sink, both);
        }
      }, signal);
  }

  async #followOwn(spec: Spec, type: Type, error: unknown, sink: Sink, signal: AbortSignal): Promise<void> {
    const { namespace } = await this.client.choice(signal);
    if (type.isNamespaced) {
      await this.#followIn(spec, type, namespace, {}, sink, signal);
      return;
    }
    if (spec.id !== 'namespace') throw error;
    sink.all([toResource(spec, type, { metadata: { name: namespace } })]);
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  }

  async #followIn(
    spec: Spec,
    type: Type,
    namespace: string | undefined,
    { query, fits }: { readonly query?: Record<string, string>; readonly fits?: (raw: Raw) => boolean },
    sink: Sink,
    signal: AbortSignal,
  ): Promise<void> {
    const showsNamespace = type.isNamespaced && namespace === undefined;
    const listing = listingOf(type, namespace, query);
    const besideListing = spec.beside && (await this.#besideOf(spec.beside, namespace, signal));
    const joined: Joined = {
      listing,
      make: (raw, beside) => (fits?.(raw) === false ? [] : resourcesOf(spec, type, raw, beside, showsNamespace)),
      beside: spec.beside && besideListing && { spec: spec.beside, listing: besideListing },
    };
    await followJoined(this, joined, sink, signal);
  }

  async #besideOf(beside: Beside, namespace: string | undefined, signal: AbortSignal): Promise<Listing | undefined> {
    for (const apiVersion of beside.versions) {
      const type = await this.#find({ apiVersion, kind: beside.kind, cli: '' }, signal);
      if (type !== undefined) return listingOf(type, namespace, beside.query);
    }
    return undefined;
  }

  /** Follows what is below a resource. */
  below(resource: Resource): Follow | undefined {
    const held = resource.raw as Held;
    const below = specOf(resource.kind).below?.(held);
    if (below === undefined) return undefined;
    return (sink, signal) => this.#untilChange((both) => this.#followBelow(held, below, sink, both), signal);
  }

  async #followBelow(held: Held, below: Below, sink: Sink, signal: AbortSignal): Promise<void> {
    const spec = specOf(below.kind);
    const type = held.more?.defines ?? (await this.typeOf(spec, signal));
    if (below.of === 'itself') {
      const query = { fieldSelector: `metadata.name=${held.name}` };
      await this.#followIn(spec, type, held.namespace, { query }, sink, signal);
      return;
    }
    const query = {
      ...(below.labels !== undefined && { labelSelector: below.labels }),
      ...('fields' in below && { fieldSelector: below.fields }),
    };
    const fits = below.of === 'owner' ? { fits: (raw: Raw) => ownersOf(raw).includes(held.uid) } : {};
    const namespace = held.namespace ?? (type.isNamespaced ? this.#namespace : undefined);
    await this.#followIn(spec, type, namespace, { query, ...fits }, sink, signal);
  }

  /** Where the objects of a kind are in this cluster. */
  async typeOf(spec: Pick<Spec, 'versions' | 'kind' | 'cli'>, signal: AbortSignal): Promise<Type> {
    for (const apiVersion of spec.versions) {
      const type = await this.#find({ apiVersion, kind: spec.kind, cli: spec.cli }, signal);
      if (type !== undefined) return type;
    }
    throw kubernetesNoKind({ kind: spec.kind, apiVersion: spec.versions[0] ?? '' });
  }

  async #find(
    { apiVersion, kind, cli }: Pick<Type, 'apiVersion' | 'kind' | 'cli'>,
    signal: AbortSignal,
  ): Promise<Type | undefined> {
    const group = groupPath(apiVersion);
    const list = await this.client.group(group, signal);
    const found = listOf(list, 'resources').find((one) => one['kind'] === kind && !String(one['name']).includes('/'));
    if (found === undefined) return undefined;
    return { apiVersion, kind, cli, group, plural: String(found['name']), isNamespaced: found['namespaced'] === true };
  }

  async #untilChange(follow: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void> {
    const change = this.#change.signal;
    const both = deadline(undefined, signal, change);
    try {
      await follow(both.signal);
    } catch (error) {
      signal.throwIfAborted();
      if (!change.aborted) throw error;
    } finally {
      both.dispose();
    }
  }
}

/** Every list that is followed listens to it. */
function changeable(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

const isForbidden = (error: unknown): boolean =>
  error instanceof UserError && error.code === 'kubernetes-no-permission';

/** The row of the table for a kind of resource. */
export function specOf(id: string): Spec {
  const spec = specs.find((one) => one.id === id);
  if (spec === undefined) throw new Error(`no kind ${id}`);
  return spec;
}

function listingOf(type: Type, namespace: string | undefined, query: Readonly<Record<string, string>> = {}): Listing {
  const place = namespace === undefined ? {} : { namespace };
  const [group] = type.apiVersion.includes('/') ? type.apiVersion.split('/') : [];
  const resource = group === undefined ? type.plural : `${type.plural}.${group}`;
  return { path: pathOf(type, namespace), query, wish: { resource, ...place } };
}

/** The path of a type, or of one object: https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-uris */
export function pathOf(type: Type, namespace?: string, name?: string): string {
  const within = namespace === undefined || !type.isNamespaced ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${type.group}${within}/${type.plural}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`;
}

/** The resources that an object makes: itself, or its parts. */
function resourcesOf(
  spec: Spec,
  type: Type,
  raw: Raw,
  beside: readonly Raw[] | undefined,
  showsNamespace: boolean,
): readonly Resource[] {
  const objects = spec.parts?.(raw).map(([, part]) => part) ?? [raw];
  const made = objects.map((one) => toResource(spec, type, one, beside, showsNamespace));
  // Two parts may have the same name for a moment, as endpoints in two slices.
  return [...new Map(made.map((one) => [keyOf(one), one])).values()];
}
