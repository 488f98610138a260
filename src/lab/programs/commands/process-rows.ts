import type { ProcessRow } from '../../kernel/process';
import { readNames, type Names } from '../text/accounts';
import { baseName, type Call } from './tool';

/** A process with what is needed to show it; `now` is the lab's time. */
export type Row = ProcessRow & { readonly names: Names; readonly now: number };

/** The command's name, as the kernel keeps it: 15 characters. */
export const commandOf = ({ argv }: ProcessRow): string =>
  baseName((argv[0] ?? '').replace(/^-/, '').split(' ')[0]?.replace(/:$/, '') ?? '').slice(0, 15);
/** The whole command line. */
export const argsOf = ({ argv }: ProcessRow): string => argv.join(' ');

/** All processes, by pid. */
export async function allRows(call: Call): Promise<readonly Row[]> {
  const names = await readNames(call.files);
  const now = call.self.clock.now();
  return [...call.self.processes()].sort((a, b) => a.pid - b.pid).map((row) => ({ ...row, names, now }));
}
