import * as vscode from 'vscode';
import type { Row } from './row';

/** How long changes wait for others, in milliseconds: a burst of them is drawn once. */
const joined = 100;

/** Tells VS Code which rows look different: together with those that change until then. */
export class Redraw {
  readonly #changed = new vscode.EventEmitter<Row[] | undefined>();
  readonly #rows = new Set<Row>();
  #all = false;
  #timer: NodeJS.Timeout | undefined;

  readonly event = this.#changed.event;

  /** A row, and what is below it. */
  row(row: Row): void {
    this.#rows.add(row);
    this.#soon();
  }

  all(): void {
    this.#all = true;
    this.#soon();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#changed.dispose();
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const rows = [...this.#rows];
      const all = this.#all;
      this.#rows.clear();
      this.#all = false;
      this.#changed.fire(all ? undefined : rows);
    }, joined);
  }
}
