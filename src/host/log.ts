import * as vscode from 'vscode';

/** The product's log in the Output panel; made on first use, never given a secret. */
class Log {
  #channel: vscode.LogOutputChannel | undefined;

  get #output(): vscode.LogOutputChannel {
    return (this.#channel ??= vscode.window.createOutputChannel('Cloud Native Tutor', { log: true }));
  }

  info(message: string): void {
    this.#output.info(message);
  }

  warn(message: string): void {
    this.#output.warn(message);
  }

  error(message: string, cause?: unknown): void {
    this.#output.error(message, ...(cause === undefined ? [] : [cause]));
  }

  show(): void {
    this.#output.show(true);
  }

  dispose(): void {
    this.#channel?.dispose();
    this.#channel = undefined;
  }
}

export const log = new Log();
