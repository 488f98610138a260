import { homedir } from 'node:os';
import path from 'node:path';

/** The machine that is looked at: this one, or a folder that a test made to look like one. */
export type Machine = {
  readonly platform: NodeJS.Platform;
  /** Where its `/` is. */
  readonly root: string;
  /** The user whose processes are looked at; undefined where users have no number. */
  readonly uid: number | undefined;
  /** The home folder of this user, such as `/home/me`. */
  readonly home?: string;
};

/** The machine that this program runs on. */
export const thisMachine: Machine = { platform: process.platform, root: '/', uid: process.getuid?.(), home: homedir() };

/** Where a file of the machine is for us; `~/` is the home folder of this user. */
export const onMachine = (machine: Machine, file: string): string =>
  path.join(machine.root, file.replace(/^~(?=\/)/, machine.home ?? ''));
