/** A signal that aborts with others, or when time is up. */
export type Deadline = {
  readonly signal: AbortSignal;
  readonly isOver: () => boolean;
  readonly dispose: () => void;
};

/** Makes a signal that follows others and aborts after so many milliseconds; `undefined` sets no limit. */
export function deadline(milliseconds: number | undefined, ...signals: readonly AbortSignal[]): Deadline {
  const controller = new AbortController();
  let over = false;
  const stop = () => {
    const aborted = signals.find((signal) => signal.aborted);
    if (aborted) controller.abort(aborted.reason);
  };
  const expire = () => {
    over = true;
    controller.abort();
  };
  const timer = milliseconds === undefined ? undefined : setTimeout(expire, milliseconds);
  for (const signal of signals) signal.addEventListener('abort', stop, { once: true });
  stop();
  return {
    signal: controller.signal,
    isOver: () => over,
    dispose: () => {
      clearTimeout(timer);
      for (const signal of signals) signal.removeEventListener('abort', stop);
    },
  };
}

/** Waits for a promise until the signal aborts; what is waited for goes on. */
export async function until<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => {
      reject(reasonOf(signal));
    };
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    if (stop) signal.removeEventListener('abort', stop);
  }
}

/** Resolves after so many milliseconds, rejects when the signal aborts. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  try {
    await until(passed, signal);
  } finally {
    clearTimeout(timer);
  }
}

/** Why a signal aborted, as the error that an operation throws then. */
export function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new DOMException('aborted', 'AbortError');
}
