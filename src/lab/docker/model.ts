import type { Layer } from '../files/layer';
import type { NetworkStack } from '../kernel/network';
import type { Files } from '../kernel/files';

/*
 * What the rooms of the lab's Docker engine know of each other. Shapes with capital letters are the Engine API's own
 * (https://docs.docker.com/reference/api/engine/version/v1.45/); what the API calls "omitted" is absent here.
 */

export type Labels = Readonly<Record<string, string>>;

export type HealthConfig = {
  readonly Test?: readonly string[];
  /** Nanoseconds, as all times here. */
  readonly Interval?: number;
  readonly Timeout?: number;
  readonly StartPeriod?: number;
  readonly StartInterval?: number;
  readonly Retries?: number;
};

/** The part of a configuration that images and containers share. */
export type Config = {
  readonly User?: string;
  readonly ExposedPorts?: Readonly<Record<string, object>>;
  readonly Env?: readonly string[];
  readonly Cmd?: readonly string[] | null;
  readonly Entrypoint?: readonly string[] | null;
  readonly Healthcheck?: HealthConfig;
  readonly Volumes?: Readonly<Record<string, object>>;
  readonly WorkingDir?: string;
  readonly Labels?: Labels;
  readonly StopSignal?: string;
  readonly StopTimeout?: number;
  readonly Shell?: readonly string[];
  readonly OnBuild?: readonly string[];
  readonly ArgsEscaped?: boolean;
};

export type HistoryRow = {
  /** RFC 3339. */
  readonly created: string;
  readonly created_by: string;
  readonly comment?: string;
  readonly author?: string;
  readonly empty_layer?: true;
};

/** An image of the lab. Its id is the SHA-256 of its configuration file, as everywhere. */
export type Image = {
  /** `sha256:…` */
  readonly id: string;
  readonly created: string;
  readonly author: string;
  readonly comment: string;
  readonly architecture: 'amd64' | 'arm64';
  readonly config: Config;
  readonly history: readonly HistoryRow[];
  /** Lowest first. */
  readonly layers: readonly Layer[];
  /** Id of the image that it was built on by the classic builder, as far as the engine knows it. */
  readonly parent?: string;
  /** Set for the images of the catalogue. */
  readonly fromCatalogue?: boolean;
};

/** What an image is asked for by others; throws ApiError with the engine's sentences. */
export type ImageRoom = {
  /** By id, id prefix, `name[:tag]` or `name@digest`; undefined when there is none. */
  readonly find: (reference: string) => Image | undefined;
  /** The same, or ApiError 404 `No such image: x:latest`. */
  readonly require: (reference: string) => Image;
  /** `name:tag` and `name@digest` that lead to an image. */
  readonly namesOf: (id: string) => { readonly tags: readonly string[]; readonly digests: readonly string[] };
  /** Adds an image made of a base's layers and more, tags it when a name is given, and announces it (no event for a build's intermediate ones). */
  readonly add: (image: Omit<Image, 'id'>) => Promise<Image>;
  /** Throws ApiError 400 `invalid reference format`. Emits `tag`. */
  readonly tag: (id: string, name: string) => void;
  /**
   * Pulls `name` from the catalogue or from a registry; tells each line of progress as the engine's JSON stream has it
   * (`{status, id?, progressDetail?}`). Throws ApiError 404 `pull access denied for x, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`.
   */
  readonly pull: (
    name: string,
    progress: (line: object) => Promise<void>,
    gone: AbortSignal,
    auth?: string,
  ) => Promise<Image>;
};

/** A network endpoint's settings as a client gives them. */
export type EndpointSettings = {
  readonly IPAMConfig?: { readonly IPv4Address?: string } | null;
  readonly Aliases?: readonly string[] | null;
  readonly Links?: readonly string[] | null;
  readonly MacAddress?: string;
  readonly DriverOpts?: Readonly<Record<string, string>> | null;
};

/** A network endpoint as inspect shows it, below NetworkSettings.Networks. */
export type Endpoint = EndpointSettings & {
  readonly NetworkID: string;
  readonly EndpointID: string;
  readonly Gateway: string;
  readonly IPAddress: string;
  readonly IPPrefixLen: number;
  readonly MacAddress: string;
  readonly DNSNames: readonly string[] | null;
};

export type PortBinding = { readonly HostIp?: string; readonly HostPort?: string };
export type PortMap = Readonly<Record<string, readonly PortBinding[] | null>>;

/** What a container asks of the networks. */
export type NetworkPlan = {
  readonly containerId: string;
  readonly name: string;
  readonly hostname: string;
  readonly domainname: string;
  /** `default`, `bridge`, `host`, `none`, `container:<id>` or a network's name or id. */
  readonly mode: string;
  readonly endpoints: Readonly<Record<string, EndpointSettings>>;
  readonly exposed: readonly string[];
  readonly bindings: PortMap;
  readonly publishAll: boolean;
  /** `--add-host`, `name:address`. */
  readonly extraHosts: readonly string[];
  readonly dns: readonly string[];
};

/** The networks' side of a running container. */
export type Attachment = {
  readonly stack: NetworkStack;
  /** NetworkSettings.Ports. */
  readonly ports: PortMap;
  readonly sandboxId: string;
};

/** What containers ask of the networks. All throw ApiError with the engine's sentences. */
export type NetworkRoom = {
  /** At create: refuses what cannot be (unknown network, address outside the subnet, options that conflict). */
  readonly plan: (plan: NetworkPlan) => void;
  /** At start: addresses and published ports. A port that is taken: `driver failed programming external connectivity on endpoint …: Bind for 0.0.0.0:80 failed: port is already allocated`. */
  readonly up: (containerId: string) => Promise<Attachment>;
  /** At the end of a run: closes the ports, gives the addresses back. */
  readonly down: (containerId: string) => Promise<void>;
  /** At removal. */
  readonly forget: (containerId: string) => Promise<void>;
  readonly rename: (containerId: string, name: string) => void;
  /** NetworkSettings.Networks, of a container in whatever state. */
  readonly endpointsOf: (containerId: string) => Readonly<Record<string, Endpoint>>;
  readonly attachmentOf: (containerId: string) => Attachment | undefined;
};

/** What containers ask of the volumes. */
export type VolumeRoom = {
  /** Finds or creates; a name of undefined is an anonymous volume. Emits `create`. */
  readonly ensure: (name: string | undefined, labels?: Labels) => Promise<Volume>;
  readonly find: (name: string) => Volume | undefined;
  /** Remembers who uses it, for `in use` and `ls --filter dangling`; emits `mount`/`unmount` at start and end. */
  readonly use: (name: string, containerId: string, destination: string, readOnly: boolean) => void;
  readonly release: (containerId: string) => void;
  readonly mounted: (containerId: string, running: boolean) => void;
  /** With `docker rm -v`: removes an anonymous volume that nobody else uses. */
  readonly removeAnonymous: (name: string) => Promise<void>;
};

export type Volume = {
  readonly name: string;
  readonly anonymous: boolean;
  readonly driver: string;
  readonly labels: Labels;
  readonly options: Readonly<Record<string, string>> | null;
  readonly created: string;
  /** `/var/lib/docker/volumes/<name>/_data` */
  readonly mountpoint: string;
  /** Its content; mounted by the containers' file systems. */
  readonly tree: import('../files/tree').Tree;
};

/** What others ask about containers. */
export type ContainerRoom = {
  /** By id, id prefix or name (with or without the leading slash); ApiError 404 `No such container: x`. */
  readonly require: (reference: string) => ContainerView;
  readonly find: (reference: string) => ContainerView | undefined;
  readonly all: () => readonly ContainerView[];
};

export type ContainerView = {
  readonly id: string;
  /** Without the slash. */
  readonly name: string;
  readonly created: string;
  readonly state: 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';
  readonly imageId: string;
  /** As its creator wrote it. */
  readonly image: string;
  readonly labels: Labels;
  readonly config: Config;
  readonly networkMode: string;
  readonly volumes: readonly string[];
  /** Bytes of the writable layer. */
  readonly sizeRw: () => number;
  readonly rootFs: () => Files;
  /** The writable layer as it is now, for commit. */
  readonly changes: () => Promise<Layer>;
};

/** An event, as `GET /events` tells it: https://docs.docker.com/reference/api/engine/version/v1.45/#tag/System/operation/SystemEvents */
export type EventActor = { readonly ID: string; readonly Attributes: Labels };
export type EventType =
  'container' | 'image' | 'network' | 'volume' | 'daemon' | 'builder' | 'service' | 'node' | 'secret' | 'config';
export type EventRoom = {
  readonly emit: (type: EventType, action: string, actor: EventActor, scope?: 'local' | 'swarm') => void;
};
