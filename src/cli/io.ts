import { parseArgs, type ParseArgsConfig } from 'node:util';
import { usage } from '../core/errors';
import type { Language } from '../core/text';

/** Where a command of the command line reads and writes. */
export type Io = {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly cwd: string;
  readonly language: Language;
};

/** 0: clean, or passed. 1: findings, or failed. 2: could not run, or unknown. */
export type ExitCode = 0 | 1 | 2;

/**
 * The words of a command line, read strictly.
 * @throws UserError usage for an option that is not known or lacks its value
 */
export function parseWords<const T extends NonNullable<ParseArgsConfig['options']>>(
  argv: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options });
  } catch (error) {
    throw usage({ why: error instanceof Error ? error.message : String(error) });
  }
}
