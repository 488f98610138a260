import type { ErrorCode, UserError } from './errors';
import { verbatim, type Text } from './text';

/** What the lab's engines call themselves, before their version. */
export const labName = 'Cloud Native Tutor practice lab';

const practiceLabWords: Text = { en: 'practice lab', zh: '练习环境' };

/** Is it the lab that calls itself so? */
export const isLabName = (name: string): boolean => name.startsWith(labName);

/** The words for an engine that calls itself so: its own, or those for the lab. */
export function engineWords(name: string): Text {
  return isLabName(name) ? practiceLabWords : verbatim(name);
}

const labHelps: readonly ErrorCode[] = [
  'docker-not-installed',
  'docker-not-running',
  'docker-no-permission',
  'docker-too-old',
  'docker-timeout',
  'docker-bad-endpoint',
  'lab-not-started',
  'lab-ended',
  'lab-not-running',
];

/** Is starting the lab a way out of this failure? */
export function helpedByLab({ code }: UserError): boolean {
  return labHelps.includes(code);
}

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
  /**
   * The address of the lab's Docker engine; waits for a lab that is starting, undefined when the lab is not in use.
   * Rejects with a UserError when it should run and does not: nobody shall land on another engine unawares.
   */
  readonly dockerHost: () => Promise<string | undefined>;
  /** What a terminal must have set to work in the lab: null takes away what would lead past it. Empty while no lab runs. */
  readonly terminal: () => Promise<TerminalEnvironment>;
  readonly dispose: () => void;
};

/** Variables of a terminal; null takes one away. */
export type TerminalEnvironment = Readonly<Record<string, string | null>>;
