import { type Child, ExecError, type Program, type Signal } from '../kernel/process';
import { ExecFailure } from './execute';
import { signalNames } from './signals';

const notForwarded = new Set<string>('KILL STOP CHLD FPE ILL SEGV BUS ABRT TRAP SYS TTIN TTOU'.split(' '));

const texts: Partial<Record<ExecFailure['reason'], string>> = {
  permission: 'Permission denied',
  format: 'Exec format error',
};

/**
 * The small init that `docker run --init` puts in front (tini): argv is `docker-init -- command …`. It hands signals on
 * to its child, and ends as that one ends.
 */
export const dockerInit: Program = async (self) => {
  const separator = self.argv.indexOf('--');
  const command = self.argv.slice(separator + 1);
  let child: Child | undefined;
  const early: Signal[] = [];
  for (const name of signalNames) {
    if (notForwarded.has(name)) continue;
    const signal: Signal = `SIG${name}`;
    self.on(signal, () => {
      if (child) child.kill(signal);
      else early.push(signal);
    });
  }
  try {
    child = await self.spawn(command);
  } catch (error) {
    if (!(error instanceof ExecError)) throw error;
    const reason = error instanceof ExecFailure ? texts[error.reason] : undefined;
    const text = reason ?? 'No such file or directory';
    await self.stderr.write(`[FATAL tini (7)] exec ${command[0] ?? ''} failed: ${text}\n`);
    return error.code;
  }
  for (const signal of early) child.kill(signal);
  return (await child.exited).code;
};
