import * as vscode from 'vscode';
import type { Outcome } from '../../core/resources/verb';
import { inform } from '../../host/report';
import { Documents } from './documents';
import { LogTerminal } from './log-terminal';
import { Running } from './running';
import { ShellTerminal } from './shell-terminal';

/** Shows what verbs have to show. */
export class Presenter {
  readonly #documents = new Documents();
  readonly #running = new Running();
  /** One terminal for one thing: shown again, it begins anew. */
  readonly #terminals = new Map<string, vscode.Terminal>();
  readonly #closed = vscode.window.onDidCloseTerminal((terminal) => {
    for (const [id, one] of this.#terminals) if (one === terminal) this.#terminals.delete(id);
  });

  /** @param id of what was done with what: the same is shown in the same place */
  async show(id: string, outcome: Outcome): Promise<void> {
    switch (outcome.show) {
      case 'text': {
        await this.#documents.show(id, outcome);
        return;
      }
      case 'compare': {
        await this.#documents.compare(id, outcome);
        return;
      }
      case 'edit': {
        await this.#documents.edit(outcome);
        return;
      }
      case 'stream': {
        this.#terminal(id, outcome.title, 'output', new LogTerminal(outcome.read));
        return;
      }
      case 'terminal': {
        this.#terminal(`${id}#${Date.now()}`, outcome.title, 'terminal', new ShellTerminal(outcome.open));
        return;
      }
      case 'page':
        await vscode.env.openExternal(vscode.Uri.parse(outcome.url, true));
        return;
      case 'running': {
        this.#running.add(outcome);
        return;
      }
      case 'copy':
        await vscode.env.clipboard.writeText(outcome.text);
        return;
      case 'words': {
        inform(outcome.words);
        return;
      }
    }
  }

  /** What goes on until it is ended, to end one of them. */
  async stopRunning(): Promise<void> {
    await this.#running.choose();
  }

  dispose(): void {
    this.#closed.dispose();
    this.#documents.dispose();
    this.#running.dispose();
    for (const terminal of this.#terminals.values()) terminal.dispose();
  }

  #terminal(id: string, name: string, icon: string, pty: vscode.Pseudoterminal): void {
    this.#terminals.get(id)?.dispose();
    const terminal = vscode.window.createTerminal({ name, pty, iconPath: new vscode.ThemeIcon(icon) });
    this.#terminals.set(id, terminal);
    // A log leaves the focus where it is, a shell is there to be typed into.
    terminal.show(icon === 'output');
  }
}
