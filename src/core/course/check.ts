import type { UserError } from '../errors';

/** What a check may look at. Every source only reads; a new kind of check is a new member here. */
export type Probe =
  /** The container engine itself: an EngineFacts, or unknown with the reason. */
  | { readonly source: 'engine' }
  /** All containers, as `GET /containers/json?all=true` lists them. */
  | { readonly source: 'containers' }
  /** One container, as `GET /containers/{name}/json` tells it. */
  | { readonly source: 'container'; readonly name: string }
  /** What a container wrote: text, stdout and stderr in their order. */
  | { readonly source: 'logs'; readonly name: string }
  /** One image, as `GET /images/{name}/json` tells it. */
  | { readonly source: 'image'; readonly name: string }
  /** The engine's events since the exercise was started: an EventLog. */
  | { readonly source: 'events' }
  /** GET on 127.0.0.1, redirects not followed: an HttpAnswer. */
  | { readonly source: 'http'; readonly port: number; readonly path: string }
  /**
   * A file of the exercise folder: `text` is a string, `bytes` Latin-1 text of its bytes, `yaml` the parsed document,
   * or an InvalidFile when it cannot be parsed.
   */
  | { readonly source: 'file'; readonly path: string; readonly as: 'text' | 'yaml' | 'bytes' };

/** A name for what a check may look at. */
export type ProbeSource = Probe['source'];

/** What the engine says of itself, and where it is. */
export type EngineFacts = {
  readonly apiVersion: string;
  readonly name: string;
  /** The host where published ports are, when it is not this machine. */
  readonly remoteHost?: string;
};

/** An event as `GET /events` sends it, reduced to what checks read. */
export type EngineEvent = {
  readonly Type: string;
  readonly Action: string;
  readonly Actor: { readonly ID: string; readonly Attributes: Readonly<Record<string, string>> };
  readonly timeNano: number;
};

/** The events since a moment; `complete` is false when the engine may have forgotten earlier ones. */
export type EventLog = { readonly events: readonly EngineEvent[]; readonly complete: boolean };

/** What GET found: an answer, or the way in which there was none. */
export type HttpAnswer =
  { readonly status: number; readonly body: string } | { readonly failure: 'refused' | 'reset' | 'timeout' };

/** A file that is there but is not what its reader needs; the words and the place are the parser's. */
export type InvalidFile = { readonly invalid: string };

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

/** A place in what a probe sees: keys and indices from its root. */
export type Place = { readonly probe: Probe; readonly path: readonly (string | number)[] };
