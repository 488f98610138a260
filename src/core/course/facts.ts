/** What the engine says of itself, and where it is. */
export type EngineFacts = {
  readonly apiVersion: string;
  readonly name: string;
  /** The host where published ports are, when it is not this machine. */
  readonly remoteHost?: string;
  /** True for the practice lab. */
  readonly lab?: true;
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
  | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }
  | { readonly failure: 'refused' | 'reset' | 'timeout' };

/** What a registry answered: `json` is the parsed body; or the way in which there was no answer. */
export type RegistryAnswer =
  | { readonly status: number; readonly digest?: string; readonly json: unknown }
  | { readonly failure: 'refused' | 'reset' | 'timeout' };

/** Who listens on a port; `addresses` and `pid` are known on Linux only, and the pid only of one's own processes. */
export type PortFacts = {
  readonly state: 'open' | 'refused';
  readonly addresses?: readonly string[];
  readonly pid?: number;
};

/** A machine and the user who runs us on it; `uid` is not there where users have no number. */
export type MachineFacts = {
  /** As Node names it: `linux`, `darwin`, `win32` … */
  readonly platform: string;
  /** The machine name of the kernel, as `uname -m` prints it: `x86_64`, `aarch64` … */
  readonly arch: string;
  readonly uid?: number;
};

/** A process, as /proc tells it. */
export type ProcessFacts = {
  readonly pid: number;
  readonly argv: readonly string[];
  /** The letter of its state, such as `R`, `S`, `T` or `Z`. */
  readonly state: string;
  readonly nice: number;
  readonly cwd?: string;
  readonly cgroup: string;
};

/** What is known of a file without reading it. `mode` has four octal digits; owner and group are names or numbers. */
export type FileFacts = {
  readonly type: 'file' | 'folder' | 'link' | 'other';
  readonly size: number;
  readonly mode: string;
  readonly uid: number;
  readonly gid: number;
  readonly owner: string;
  readonly group: string;
  /** Milliseconds since 1970. */
  readonly modified: number;
  readonly target?: string;
};

/** A Dockerfile as a list of instructions in upper case with their arguments, by stage. */
export type DockerfileView = {
  readonly instructions: readonly { readonly name: string; readonly args: string; readonly stage: number }[];
};

/** A Markdown file by its front matter, headings (`## Like this`), and tables (a list of rows of cells each). */
export type MarkdownView = {
  readonly matter: unknown;
  readonly headings: readonly string[];
  readonly tables: readonly (readonly (readonly string[])[])[];
};

/** The routers that lead everywhere else, as dotted text, the preferred one first; empty without a default route. */
export type RoutesView = { readonly gateways: readonly string[] };

/** A finding of one of our rules: its line counts from 1. */
export type FoundRule = { readonly code: string; readonly severity: string; readonly line: number };

/**
 * What a script did. `created` lists the files that are new or changed, `given` what became of those that we laid beside
 * it (one that is gone is not listed), both with their content when it is text of at most 64 kB.
 */
export type RunFacts = {
  /** Absent when it was ended for taking too long or printing too much. */
  readonly code?: number;
  readonly ended?: 'time' | 'output';
  readonly stdout: string;
  readonly stderr: string;
  readonly created: Readonly<Record<string, string | null>>;
  readonly given?: Readonly<Record<string, string | null>>;
};

/** A file that is there but is not what its reader needs; the words are the parser's, the line counts from 1. */
export type InvalidFile = { readonly invalid: string; readonly line?: number };
