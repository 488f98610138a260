import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import type { Session, Size } from '../../core/resources/verb';
import type { Text } from '../../core/text';
import { isCancelled } from '../../host/cancel';
import { say } from '../../host/locale';
import { log } from '../../host/log';

const ended: Text = { en: 'It ended with code {code}.', zh: '已结束，退出码 {code}。' };
const over: Text = { en: 'It is over.', zh: '已结束。' };
const unexpected: Text = { en: 'It broke off: {message}', zh: '连接中断：{message}' };

/** A terminal that a program at the other end of a connection reads from and writes to. */
export class ShellTerminal implements vscode.Pseudoterminal {
  readonly #write = new vscode.EventEmitter<string>();
  readonly #controller = new AbortController();
  #session: Session | undefined;
  #isOver = false;

  readonly onDidWrite = this.#write.event;

  constructor(private readonly start: (size: Size, signal: AbortSignal) => Promise<Session>) {}

  open(size: vscode.TerminalDimensions | undefined): void {
    void this.#run({ columns: size?.columns ?? 80, rows: size?.rows ?? 24 });
  }

  close(): void {
    this.#controller.abort();
    this.#write.dispose();
  }

  handleInput(data: string): void {
    if (!this.#isOver) this.#session?.input(data);
  }

  setDimensions({ columns, rows }: vscode.TerminalDimensions): void {
    if (!this.#isOver) this.#session?.resize({ columns, rows });
  }

  async #run(size: Size): Promise<void> {
    const { signal } = this.#controller;
    try {
      this.#session = await this.start(size, signal);
      const decoder = new TextDecoder();
      for await (const bytes of this.#session.output) {
        if (signal.aborted) return;
        this.#write.fire(decoder.decode(bytes, { stream: true }));
      }
      const code = await this.#session.ended;
      this.#note(code === undefined ? say(over) : say(ended, { code }));
    } catch (error) {
      if (!signal.aborted) this.#note(this.#reason(error));
    } finally {
      this.#isOver = true;
    }
  }

  #reason(error: unknown): string {
    if (isCancelled(error)) return say(over);
    if (error instanceof UserError) return say(error.text);
    log.error('a shell broke off', error);
    return say(unexpected, { message: error instanceof Error ? error.message : String(error) });
  }

  #note(words: string): void {
    this.#write.fire(`\x1b[0m\r\n\x1b[2m— ${words}\x1b[0m\r\n`);
  }
}
