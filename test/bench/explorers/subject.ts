/** What a process is to measure. */
export type Task = {
  readonly platform: 'kubernetes' | 'docker' | 'openstack';
  readonly way: 'ours' | 'bare';
  readonly url: string;
  readonly socket: string;
  /** How many there are. */
  readonly count: number;
};

/** Something that lists and follows. */
export type Subject = {
  readonly open: () => Promise<void>;
  /** How many it knows. */
  readonly count: () => number;
  readonly stateOf: (key: string) => string | undefined;
  /** Looks again; for what has no events. */
  readonly look: () => Promise<void>;
  readonly close: () => void;
  /** It has no events. */
  readonly onlyLists?: true;
};

/** What was measured; times in milliseconds. */
export type Measured = {
  /** Until the first rows, and until all. */
  readonly first: number;
  readonly all: number;
  /** Computing until all rows. */
  readonly cpu: number;
  /** The longest time in which nothing else could run, and how much of it this process was computing. */
  readonly block: number;
  readonly blockCpu: number;
  /** Bytes of the heap for each resource. */
  readonly bytes: number;
  /** Computing for one event; NaN where there are none. */
  readonly event: number;
  /** Computing for one object that comes and goes. */
  readonly guest: number;
  /** The longest block while events came. */
  readonly eventBlock: number;
};
