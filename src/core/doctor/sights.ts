import type { EngineFacts } from '../course/facts';
import type { UserError } from '../errors';

/** What became of a look: an answer, an expected failure, something unforeseen in its own words, or no answer in time. */
export type Seen<T> =
  | { readonly state: 'told'; readonly value: T }
  | { readonly state: 'failed'; readonly error: UserError }
  | { readonly state: 'broken'; readonly message: string }
  | { readonly state: 'late' };

/** What became of a look for a program. */
export type ToolSight =
  /** On no folder of PATH. */
  | { readonly state: 'missing' }
  /** Only in the folder that is open in the editor: nothing of a workspace is run. */
  | { readonly state: 'foreign'; readonly path: string }
  /** There, but of a kind that is not run: a batch file of Windows, a program of macOS that would offer to install itself. */
  | { readonly state: 'kept'; readonly path: string }
  /** What it printed when it was asked for its version. */
  | { readonly state: 'told' | 'failed'; readonly path: string; readonly output: string }
  | { readonly state: 'late'; readonly path?: string };

/** An engine: the one that the tutor uses, one of a Docker context, or one behind a usual socket. */
export type EngineSight = {
  readonly by: 'current' | 'context' | 'socket';
  /** The name of the context; empty for the others. */
  readonly name: string;
  /** As people write it; empty where it could not be found out. */
  readonly address: string;
  /** `unasked`: over SSH, where a question would log in to another machine. */
  readonly seen: Seen<EngineFacts> | { readonly state: 'unasked' };
};

/** The contexts of the kubeconfig, and what the server of the current one says of itself. */
export type ClusterSight = {
  readonly contexts: Seen<{ readonly all: readonly string[]; readonly current: string }>;
  /** Files of KUBECONFIG that lie in the open folder and were not read, because it is not trusted. */
  readonly unread: readonly string[];
  /** Undefined where no context is current. */
  readonly server?: Seen<ServerFacts>;
};

/** An API server; without a version where it tells that only to those who are logged in. */
export type ServerFacts = { readonly server: string; readonly gitVersion?: string; readonly isLocal: boolean };

/** The entries of the clouds.yaml that counts, and what the Keystone of the chosen one says of itself. */
export type CloudSight = {
  readonly clouds: Seen<{ readonly all: readonly string[]; readonly chosen?: string; readonly file: string }>;
  /** A clouds.yaml in the open folder, which the openstack command would take there and the tutor never does. */
  readonly ignored?: string;
  /** Undefined where no cloud is chosen. */
  readonly keystone?: Seen<KeystoneFacts>;
};

export type KeystoneFacts = { readonly authUrl: string; readonly id: string; readonly isLocal: boolean };

/** What the machine is, and where the open folder lies. */
export type HostSight = {
  /** `linux`, `darwin` or `win32`, as Node names it. */
  readonly platform: string;
  /** What the system calls itself, such as `Ubuntu 24.04.3 LTS`; empty where it is not known. */
  readonly system: string;
  /** Whether this Linux runs in WSL. */
  readonly isWsl: boolean;
  /** The type of the folder's file system, and whether a chmod leaves no trace on it. */
  readonly folder?: { readonly type: string; readonly forgetsModes: boolean };
};

/** All that was seen. */
export type Sights = {
  readonly host: Seen<HostSight>;
  /** By the id of the tool. */
  readonly tools: ReadonlyMap<string, ToolSight>;
  readonly engines: readonly EngineSight[];
  readonly cluster: ClusterSight;
  readonly cloud: CloudSight;
};

/** What only the editor knows. */
export type EditorFacts = {
  readonly version: string;
  /** Where the extension runs: `wsl`, `ssh-remote`, `dev-container` …; undefined on the machine of the window. */
  readonly remote: string | undefined;
  readonly isTrusted: boolean;
  /** The open folder; undefined when there is none. */
  readonly folder: string | undefined;
  readonly lab: 'stopped' | 'starting' | 'running' | 'failed';
};
