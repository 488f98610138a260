import path from 'node:path';

/** What is needed to start a lab. */
export type LabProgram = {
  /** Where the lab keeps everything. */
  readonly folder: string;
  /** The lab's bundle, the bundle of its own docker command, and the Node that runs them. */
  readonly program: string;
  readonly docker: string;
  readonly node: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform?: NodeJS.Platform;
};

/** The file that the lab of a folder writes its errors to. */
export const logOf = (folder: string): string => path.join(folder, 'lab.log');
