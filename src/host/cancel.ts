import { setMaxListeners } from 'node:events';
import type * as vscode from 'vscode';

/** An AbortSignal that follows a CancellationToken; many may listen to it. */
export function signalOf(token: vscode.CancellationToken): AbortSignal {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  if (token.isCancellationRequested) controller.abort();
  else token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

/** Is this what an aborted operation throws? */
export function isCancelled(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'Canceled');
}
