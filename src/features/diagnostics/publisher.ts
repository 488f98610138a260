import * as vscode from 'vscode';
import { roomFor } from '../../core/lint/rooms';
import { log } from '../../host/log';
import { diagnosticsOf } from './diagnostic';
import { rangeOf, type Judged, type Linter } from './linter';
import { besidePeers, ownSource } from './peers';
import { section } from './settings';

/** How long after the last key a document is judged, and the word that is still being typed. */
const delays = { rest: 150, word: 1500 };

/** What is shown of a document. */
type Shown = { readonly document: vscode.TextDocument; readonly judged: Judged; readonly codes: string };

/** Keeps the Problems list in step with the open documents. */
export class Publisher implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection(ownSource);
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #shown = new Map<string, Shown>();
  readonly #disposables: readonly { dispose(): unknown }[];

  constructor(readonly linter: Linter) {
    const { workspace } = vscode;
    this.#disposables = [
      this.#collection,
      workspace.onDidOpenTextDocument((document) => {
        this.#after(0, document, false);
      }),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#after(delays.rest, document, true);
      }),
      workspace.onDidSaveTextDocument((document) => {
        this.#after(0, document, false);
      }),
      workspace.onDidCloseTextDocument(({ uri }) => {
        this.#forget(uri);
      }),
      workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration(section)) return;
        linter.forget();
        for (const document of workspace.textDocuments) this.#after(0, document, false);
      }),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        for (const uri of uris) this.#yield(uri);
      }),
    ];
    for (const document of workspace.textDocuments) this.#after(0, document, false);
  }

  /** Judges anew what is shown, where something around it has changed. */
  judgeAnew(isConcerned: (document: vscode.TextDocument, judged: Judged) => boolean): void {
    for (const [key, { document, judged }] of this.#shown) {
      if (!isConcerned(document, judged)) continue;
      this.linter.forget(document);
      if (!this.#timers.has(key)) this.#after(delays.rest, document, false);
    }
  }

  /** Judges once after a pause; a document of another kind costs nothing. */
  #after(delay: number, document: vscode.TextDocument, isTyping: boolean): void {
    if (roomFor(document.uri.path, document.languageId, () => document.getText()) === undefined) return;
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    const publish = (): void => {
      this.#timers.delete(key);
      this.#publish(document, isTyping).catch((error: unknown) => {
        log.error(`Could not judge ${key}`, error);
      });
    };
    this.#timers.set(key, setTimeout(publish, delay));
  }

  async #publish(document: vscode.TextDocument, isTyping: boolean): Promise<void> {
    const key = document.uri.toString();
    const judged = await this.linter.judge(document);
    // One that closed has been forgotten, and another may have its name; one that changed meanwhile has its own timer.
    if (document.isClosed || this.#timers.has(key)) return;
    if (judged === undefined) {
      this.#shown.delete(key);
      this.#collection.delete(document.uri);
      return;
    }
    const caret = isTyping ? caretIn(document) : undefined;
    const beside = besidePeers(document, judged);
    const ready = beside.filter(({ span }) => caret?.intersection(rangeOf(document, span)) === undefined);
    const diagnostics = await diagnosticsOf(document, judged.room, ready);
    if (isStale(document, judged)) return;
    this.#shown.set(key, { document, judged, codes: beside.map(({ code }) => code).join() });
    this.#collection.set(document.uri, diagnostics);
    const isWaiting = ready.length < beside.length && !this.#timers.has(key);
    if (isWaiting) this.#after(delays.word - delays.rest, document, false);
  }

  /** Another extension says something else now: what it says, too, is not said twice. */
  #yield(uri: vscode.Uri): void {
    const key = uri.toString();
    const shown = this.#shown.get(key);
    if (shown === undefined || this.#timers.has(key) || isStale(shown.document, shown.judged)) return;
    const codes = besidePeers(shown.document, shown.judged).map(({ code }) => code);
    if (codes.join() !== shown.codes) this.#after(0, shown.document, false);
  }

  #forget(uri: vscode.Uri): void {
    const key = uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    this.#shown.delete(key);
    this.#collection.delete(uri);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    for (const one of this.#disposables) one.dispose();
  }
}

/** Has the document been closed or changed since it was judged? */
function isStale({ isClosed, version }: vscode.TextDocument, judged: Judged): boolean {
  return isClosed || version !== judged.version;
}

/** Where the author is typing. */
function caretIn(document: vscode.TextDocument): vscode.Range | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor?.document === document ? new vscode.Range(editor.selection.active, editor.selection.active) : undefined;
}
