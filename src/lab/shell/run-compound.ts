import { yieldTurn } from '../processes/process-view';
import type { Command, Item } from './ast';
import { fork } from './forks';
import type { Interpreter } from './interpreter';
import { foreground } from './jobs';
import { matches } from './pattern';
import { Leave } from './state';

/** Runs a compound command whose redirections have been made. */
export async function runCompound(
  run: Interpreter,
  command: Exclude<Command, { kind: 'simple' | 'function' }>,
  tail: boolean,
): Promise<number> {
  switch (command.kind) {
    case 'group':
      return run.items(command.body, tail);
    case 'subshell': {
      const watch = foreground(run.shell, '( … )');
      const options = { job: run.shell.interactive, onStop: watch.stopped };
      const child = fork(run, (inner) => inner.items(command.body, true), options);
      watch.started(child);
      return (await watch.wait([child])).at(-1) ?? 0;
    }
    case 'if':
      return runIf(run, command, tail);
    case 'loop':
      return runLoop(run, command);
    case 'for':
      return runFor(run, command);
    case 'case':
      return runCase(run, command, tail);
  }
}

async function condition(run: Interpreter, items: readonly Item[]): Promise<boolean> {
  run.shell.tested += 1;
  try {
    return (await run.items(items)) === 0;
  } finally {
    run.shell.tested -= 1;
  }
}

async function runIf(run: Interpreter, command: Extract<Command, { kind: 'if' }>, tail: boolean): Promise<number> {
  for (const branch of command.branches) {
    if (await condition(run, branch.condition)) return run.items(branch.body, tail);
  }
  run.shell.status = 0;
  return command.otherwise ? run.items(command.otherwise, tail) : 0;
}

async function runLoop(run: Interpreter, command: Extract<Command, { kind: 'loop' }>): Promise<number> {
  let status = 0;
  await rounds(run, async () => {
    if ((await condition(run, command.condition)) === command.until) return false;
    status = await run.items(command.body);
    return true;
  });
  return status;
}

async function runFor(run: Interpreter, command: Extract<Command, { kind: 'for' }>): Promise<number> {
  const values = command.words ? await run.expansion.fields(command.words) : run.shell.positional;
  let index = 0;
  let status = 0;
  await rounds(run, async () => {
    const value = values[index++];
    if (value === undefined) return false;
    run.shell.set(command.name, value);
    status = await run.items(command.body);
    return true;
  });
  return status;
}

/** Goes round until it is told to stop, or left by `break`. */
async function rounds(run: Interpreter, round: () => Promise<boolean>): Promise<void> {
  run.shell.loops += 1;
  try {
    for (;;) {
      try {
        await yieldTurn(run.shell.self);
        if (!(await round())) return;
      } catch (error) {
        if (!(error instanceof Leave) || (error.kind !== 'break' && error.kind !== 'continue')) throw error;
        if (error.value > 1 && run.shell.loops > 1) throw new Leave(error.kind, error.value - 1);
        run.shell.status = 0;
        if (error.kind === 'break') return;
      }
    }
  } finally {
    run.shell.loops -= 1;
  }
}

async function runCase(run: Interpreter, command: Extract<Command, { kind: 'case' }>, tail: boolean): Promise<number> {
  const subject = await run.expansion.text(command.subject);
  run.shell.status = 0;
  for (const { patterns, body } of command.arms) {
    for (const pattern of patterns) {
      if (matches(await run.expansion.pattern(pattern), subject)) return run.items(body, tail);
    }
  }
  return 0;
}
