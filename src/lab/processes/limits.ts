import type { Facts } from '../kernel/process';

/** A limit of a process, as setrlimit(2) has it; Infinity is none. */
export type Limit = { readonly soft: number; readonly hard: number };

/** Facts with the limits that a container was given (`--ulimit`), by names such as `nofile`. */
export type LimitedFacts = Facts & { readonly limits?: ReadonlyMap<string, Limit> };

const none: Limit = { soft: Infinity, hard: Infinity };
const both = (value: number): Limit => ({ soft: value, hard: value });

/** What the engine's own processes have, and hand on. */
const usual: Readonly<Record<string, Limit>> = {
  nofile: both(1_048_576),
  memlock: both(8 * 1024 * 1024),
  stack: { soft: 8 * 1024 * 1024, hard: Infinity },
  msgqueue: both(819_200),
  nice: both(0),
  rtprio: both(0),
  sigpending: both(63_448),
};

/** The limit that a container's processes start with. */
export const limitOf = (facts: LimitedFacts, name: string): Limit => facts.limits?.get(name) ?? usual[name] ?? none;
