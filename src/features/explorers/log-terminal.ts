import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import type { Text } from '../../core/text';
import { isCancelled } from '../../host/cancel';
import { say } from '../../host/locale';
import { log } from '../../host/log';

const ended: Text = { en: 'The log ends here.', zh: '日志到此结束。' };
const stopped: Text = { en: 'No longer followed.', zh: '已停止跟踪。' };
const unexpected: Text = { en: 'Reading the log failed: {message}', zh: '读取日志失败：{message}' };

// So much is shown at once, and then nothing for so many milliseconds: a terminal has no way to say that it is behind,
// so the reading waits, and with it whoever writes. What scrolled away is the terminal's setting.
const portion = 64 * 1024;
const breath = 30;

/** A terminal that shows what a log says, with its colours, for as long as it is open; it takes no input but Ctrl+C. */
export class LogTerminal implements vscode.Pseudoterminal {
  readonly #write = new vscode.EventEmitter<string>();
  readonly #controller = new AbortController();

  readonly onDidWrite = this.#write.event;

  constructor(private readonly follow: (signal: AbortSignal) => AsyncIterable<string>) {}

  open(): void {
    void this.#show();
  }

  close(): void {
    this.dispose();
  }

  handleInput(data: string): void {
    if (data === '\x03') this.#controller.abort();
  }

  dispose(): void {
    this.#controller.abort();
    this.#write.dispose();
  }

  async #show(): Promise<void> {
    const { signal } = this.#controller;
    try {
      let shown = 0;
      for await (const text of this.follow(signal)) {
        for (let at = 0; at < text.length && !signal.aborted; at += portion) {
          const part = text.slice(at, at + portion);
          this.#write.fire(forTerminal(part));
          shown += part.length;
          if (shown < portion) continue;
          shown = 0;
          await new Promise((resolve) => setTimeout(resolve, breath));
        }
        if (signal.aborted) break;
      }
      this.#note(say(signal.aborted ? stopped : ended));
    } catch (error) {
      this.#note(this.#reason(error));
    }
  }

  #reason(error: unknown): string {
    if (this.#controller.signal.aborted || isCancelled(error)) return say(stopped);
    if (error instanceof UserError) return say(error.text);
    log.error('a log could not be read', error);
    return say(unexpected, { message: error instanceof Error ? error.message : String(error) });
  }

  // On a line of its own, with the colours that the log left behind put back, dim.
  #note(words: string): void {
    this.#write.fire(`\x1b[0m\r\n\x1b[2m— ${words}\x1b[0m\r\n`);
  }
}

/** Ends lines as a terminal wants it. */
export function forTerminal(text: string): string {
  return text.replace(/\r?\n/g, '\r\n');
}
