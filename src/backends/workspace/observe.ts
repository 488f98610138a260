import type { Observation } from '../../core/course/check';
import { fileUnreadable, unreadableBecause, UserError } from '../../core/errors';

/** Makes the expected failure of an error that the file system reported; `name` is what the learner calls the file. */
export type Explain = (name: string, error: NodeJS.ErrnoException) => UserError;

/**
 * Looks at something that has a name: undefined is absent and so is a file that is not there, an expected failure is
 * unknown, anything else (a bug, the end of a cancelled check) is thrown.
 */
export async function observe(
  name: string,
  look: () => Promise<unknown>,
  explain: Explain = unreadable,
): Promise<Observation> {
  try {
    const value = await look();
    return value === undefined ? { state: 'absent' } : { state: 'found', value };
  } catch (error) {
    if (error instanceof UserError) return { state: 'unknown', error };
    if (!isErrno(error)) throw error;
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return { state: 'absent' };
    return { state: 'unknown', error: explain(name, error) };
  }
}

/** Is it an error that the system reported? Node's own, such as a wrong argument, are bugs. */
export const isErrno = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'errno' in error && typeof error.errno === 'number';

/** May the file not be read? */
export const isDenied = ({ code }: NodeJS.ErrnoException): boolean => code === 'EACCES' || code === 'EPERM';

function unreadable(name: string, error: NodeJS.ErrnoException): UserError {
  const why = isDenied(error) ? unreadableBecause.denied : (error.code ?? error.message);
  return fileUnreadable({ path: name, why }, error);
}
