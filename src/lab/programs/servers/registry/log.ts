import type { Process } from '../../../kernel/process';

/** Writes a line of the registry's own log to standard error, with more fields when they are told. */
export const log = (
  self: Process,
  level: string,
  text: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<void> => {
  const all = { environment: 'development', ...fields, service: 'registry' };
  const told = Object.entries(all).map(([name, value]) => `${name}=${value}`);
  return self.stderr
    .write(
      `time="${new Date(self.clock.now()).toISOString()}" level=${level} msg=${JSON.stringify(text)} ${told.join(' ')}\n`,
    )
    .catch(() => undefined);
};
