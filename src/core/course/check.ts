import type { UserError } from '../errors';
import type { HostFile } from './host-files';
import type { Shape } from './shape';

export type * from './facts';
export type { HostFile } from './host-files';

/** How a file is read; what cannot be read so is an InvalidFile. */
export type Reader =
  /** The text as it stands. */
  | 'text'
  /** Latin-1 text of its bytes. */
  | 'bytes'
  /** The lines that are neither blank nor a comment (`#` or `;` first), trimmed: a list of strings. */
  | 'lines'
  /** The parsed document by YAML 1.2's core schema; several documents are a list. */
  | 'yaml'
  /** The parsed document, strictly JSON. */
  | 'json'
  /** Sections by name, each a table of lists, because a key may be given twice: `{Service: {ExecStart: ['a', 'b']}}`. */
  | 'ini'
  /** Stanzas of Debian's control syntax: a list of tables. */
  | 'deb822'
  /** A DockerfileView. */
  | 'dockerfile'
  /** A MarkdownView. */
  | 'markdown'
  /** Keys of an sshd_config, lower case, the first value of each, as sshd takes them. */
  | 'sshd'
  /** The kernel's routing table as `/proc/net/route` shows it: a RoutesView. */
  | 'routes'
  /** Assignments as a shell reads them, such as /etc/os-release: a table. */
  | 'env'
  /** Lines of fields between colons, such as /etc/passwd: a list of lists; a whole number is a number. */
  | 'colons'
  /** A FileFacts; a link is not followed. */
  | 'facts'
  /** The SHA-256 of its bytes in hexadecimal. */
  | 'sha256';

/** What a check may look at. Every source only reads; a new kind of check is a new member here. */
export type Probe =
  /** The container engine itself: an EngineFacts, or unknown with the reason. */
  | { readonly source: 'engine' }
  /** What the container engine says of its host, as `GET /info` tells it. */
  | { readonly source: 'info' }
  /** All containers, as `GET /containers/json?all=true` lists them. */
  | { readonly source: 'containers' }
  /** One container, as `GET /containers/{name}/json` tells it. */
  | { readonly source: 'container'; readonly name: string }
  /** What a container wrote: text, stdout and stderr in their order. */
  | { readonly source: 'logs'; readonly name: string }
  /** The processes of a container, as `GET /containers/{name}/top` tells them. */
  | { readonly source: 'top'; readonly name: string }
  /** All images, as `GET /images/json` lists them. */
  | { readonly source: 'images' }
  /** One image, as `GET /images/{name}/json` tells it. */
  | { readonly source: 'image'; readonly name: string }
  /** How an image came to be, the newest step first, as `GET /images/{name}/history` tells it. */
  | { readonly source: 'history'; readonly name: string }
  /** One network, as `GET /networks/{name}` tells it. */
  | { readonly source: 'network'; readonly name: string }
  /** One volume, as `GET /volumes/{name}` tells it. */
  | { readonly source: 'volume'; readonly name: string }
  /** One service of a swarm with its status, as `GET /services` tells it; `tasks` are those of `GET /tasks`. */
  | { readonly source: 'service'; readonly name: string }
  /** The engine's events since the exercise was started: an EventLog. */
  | { readonly source: 'events' }
  /** GET on 127.0.0.1, redirects not followed: an HttpAnswer. */
  | { readonly source: 'http'; readonly port: number; readonly path: string }
  /** GET on a registry at 127.0.0.1, a path of its HTTP API v2: a RegistryAnswer. */
  | { readonly source: 'registry'; readonly port: number; readonly path: string }
  /** Who listens on a TCP port of this machine: a PortFacts. */
  | { readonly source: 'port'; readonly port: number }
  /** A file of the exercise folder. */
  | { readonly source: 'file'; readonly path: string; readonly as: Reader }
  /** A file of the starter as the product ships it. */
  | { readonly source: 'starter'; readonly path: string; readonly as: Reader }
  /** The files below a folder of the exercise folder: a list of paths relative to it, sorted; links are not followed. */
  | { readonly source: 'folder'; readonly path: string }
  /** What our rules find in a file of the exercise folder, suppressed or not: a list of FoundRule. */
  | { readonly source: 'findings'; readonly path: string }
  /** What the system says of this machine and of who runs us: a MachineFacts. */
  | { readonly source: 'machine' }
  /** A file of this host, of the fixed list. */
  | { readonly source: 'host'; readonly path: HostFile; readonly as: Reader }
  /**
   * Processes of this user of which one word of the command line has this base name and the next words equal `args`,
   * with `here` only those that stand in the exercise folder or below it: a list of ProcessFacts.
   */
  | { readonly source: 'processes'; readonly name: string; readonly args?: readonly string[]; readonly here?: true }
  /** What a script of the exercise folder does, run once and isolated after the learner agreed: a RunFacts. */
  | {
      readonly source: 'run';
      readonly script: string;
      readonly args?: readonly string[];
      readonly stdin?: string;
      /** Files and folders of the exercise folder that lie beside the script when it runs. */
      readonly files?: readonly string[];
      /** Files of ours that lie beside it as well, by path; one that begins with `#!` may be executed. */
      readonly given?: Readonly<Record<string, string>>;
      /** The one of `given` that is started instead; its arguments are the command that runs the learner's script. */
      readonly through?: string;
      /** The script is only parsed, nothing of it is executed. */
      readonly parse?: true;
    }
  /** What a Kubernetes API server says of itself, as `GET /version` tells it. */
  | { readonly source: 'kubernetes-version' }
  /** One Kubernetes object by name, or a List of those that the selector names. */
  | {
      readonly source: 'kubernetes';
      readonly apiVersion: string;
      readonly kind: string;
      readonly namespace?: string;
      readonly name?: string;
      readonly labels?: string;
      readonly fields?: string;
    }
  /** What a container of a Pod wrote: text. The Pod is named, or the newest one that the labels name. */
  | {
      readonly source: 'kubernetes-logs';
      readonly namespace: string;
      readonly pod?: string;
      readonly labels?: string;
      readonly container?: string;
      readonly previous?: boolean;
    }
  /** What the Keystone of the cloud says of itself, as `GET /v3` tells it to everybody: its `version`. */
  | { readonly source: 'openstack-version' }
  /** GET on a service of the cloud with the learner's token, such as `network` and `/v2.0/networks?name=tutor-net`. */
  | { readonly source: 'openstack'; readonly service: string; readonly path: string };

/** A name for what a check may look at. */
export type ProbeSource = Probe['source'];

/** What was seen: something, certainly nothing, or that one could not look. */
export type Observation =
  | { readonly state: 'found'; readonly value: unknown }
  | { readonly state: 'absent' }
  | { readonly state: 'unknown'; readonly error: UserError };

/** The one exercise that is being checked, as far as those who look need to know it. */
export type Scene = {
  readonly exercise: string;
  /** The exercise folder of the learner, an absolute path. */
  readonly folder: string;
  /** When the exercise was started, in milliseconds since 1970. */
  readonly since: number;
};

/** Looks at one kind of thing; an expected failure is an unknown observation, never an exception. */
export type Observer<S extends ProbeSource> = (
  probe: Extract<Probe, { source: S }>,
  scene: Scene,
  signal: AbortSignal,
) => Promise<Observation>;

/** Someone to look for each source; the compiler names a missing one. */
export type Observers = { readonly [S in ProbeSource]: Observer<S> };

/** A place in what a probe sees: keys and indices from its root, or the first element of a list that fits. */
export type Place = { readonly probe: Probe; readonly path: readonly (string | number | { readonly first: Shape })[] };
