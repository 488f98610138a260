import type { UserError } from './errors';

/** What the practice lab tells of itself. */
export type LabStatus = {
  readonly pid: number;
  /** When it was ready, milliseconds since 1970, and how long that took. */
  readonly since: number;
  readonly readyAfter: number;
  /** What a terminal must have set so that the engines' own tools find the lab. */
  readonly environment: Readonly<Record<string, string>>;
  /** How many there are of what each engine has. */
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Why the last snapshot could not be written. */
  readonly trouble?: string;
};

/** What a program needs to reach a lab: the content of `lab.json` in the lab's folder. */
export type LabAddress = {
  readonly pid: number;
  /** The control socket, and the credential that it wants as a bearer token. */
  readonly control: string;
  readonly credential: string;
};

/** What the lab is doing, as an editor sees it. */
export type LabState =
  | { readonly state: 'stopped' }
  | { readonly state: 'starting' }
  | { readonly state: 'running'; readonly status: LabStatus }
  | { readonly state: 'failed'; readonly error: UserError };

/** The practice lab of this user: one for all windows, alive as long as one of them holds it. */
export type PracticeLab = {
  readonly state: () => LabState;
  /** Joins the lab that runs, or starts one. Rejects with a UserError when it cannot. */
  readonly start: () => Promise<LabStatus>;
  /** Ends the lab, for all windows; what it has is kept. */
  readonly stop: () => Promise<void>;
  /** Empties the lab. */
  readonly reset: () => Promise<LabStatus>;
  /** What the lab says now; undefined when it does not run. */
  readonly look: () => Promise<LabStatus | undefined>;
  readonly dispose: () => void;
};

/** What a terminal must have set to work in the lab: null takes away what would lead past it. Empty while no lab runs. */
export function terminalEnvironment(state: LabState): Readonly<Record<string, string | null>> {
  if (state.state !== 'running') return {};
  return { ...state.status.environment, DOCKER_CONTEXT: null, DOCKER_TLS_VERIFY: null, DOCKER_CERT_PATH: null };
}
