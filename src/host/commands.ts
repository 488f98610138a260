import * as vscode from 'vscode';
import type { CommandId } from './ids';
import { report } from './report';

/** Registers a command whose failures are shown by the one reporter. */
export function registerCommand(id: CommandId, handler: (...args: readonly unknown[]) => unknown): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (...args: readonly unknown[]) => {
    try {
      return await handler(...args);
    } catch (error) {
      report(error);
      return undefined;
    }
  });
}

/** Sets a key that `when` clauses and walkthrough steps read. */
export async function setContext(key: string, value: unknown): Promise<void> {
  await vscode.commands.executeCommand('setContext', key, value);
}
