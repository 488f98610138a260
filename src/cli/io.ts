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
