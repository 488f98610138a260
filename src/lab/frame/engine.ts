import type { Route } from '../http/call';
import type { ApiOptions } from '../http/server';
import type { Clock } from '../kernel/clock';
import type { Keeper } from '../state/keeper';

/** An engine of the lab: an API with what is behind it. */
export type Engine = {
  readonly id: 'docker' | 'kubernetes' | 'openstack';
  readonly routes: readonly Route[];
  readonly api: Omit<ApiOptions, 'admits'>;
  /** Brings back what the snapshot held; called once, before the first request. */
  readonly restore: () => Promise<void>;
  /** Ends all that runs, without changing what is kept. */
  readonly close: () => Promise<void>;
  /** How many there are of what the engine has, for the status. */
  readonly counts: () => Readonly<Record<string, number>>;
};

/** Builds an engine; called again after a reset, with a keeper that holds nothing. */
export type EngineMaker = (parts: {
  readonly clock: Clock;
  readonly keeper: Keeper;
  /** Told of errors that nobody foresaw. */
  readonly report: (what: string, error: unknown) => void;
}) => Engine;
