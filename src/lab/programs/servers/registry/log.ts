import type { Process } from '../../../kernel/process';

/** Writes a line of the registry's own log to standard error. */
export const log = (self: Process, level: string, text: string): Promise<void> =>
  self.stderr
    .write(
      `time="${new Date(self.clock.now()).toISOString()}" level=${level} msg=${JSON.stringify(text)} environment=development service=registry\n`,
    )
    .catch(() => undefined);
