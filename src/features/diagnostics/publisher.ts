import * as vscode from 'vscode';
import { roomFor } from '../../core/lint/rooms';
import type { Finding, Severity } from '../../core/lint/rule';
import { say } from '../../host/locale';
import { log } from '../../host/log';
import { pageUri } from '../../host/pages';
import { rangeOf, type Linter } from './linter';
import { section } from './settings';

/** How long after the last key a document is judged, and the word that is still being typed. */
const delays = { rest: 150, word: 1500 };

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** Keeps the Problems list in step with the open documents. */
export class Publisher implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('Cloud Native Tutor');
  readonly #timers = new Map<string, NodeJS.Timeout>();
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
        this.#judgeAll();
      }),
    ];
    this.#judgeAll();
  }

  #judgeAll(): void {
    for (const document of vscode.workspace.textDocuments) this.#after(0, document, false);
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
    const judged = await this.linter.judge(document);
    // One that closed has been forgotten, and another may have its name; one that changed meanwhile has its own timer.
    if (document.isClosed || this.#timers.has(document.uri.toString())) return;
    if (judged === undefined) {
      this.#collection.delete(document.uri);
      return;
    }
    const caret = isTyping ? caretIn(document) : undefined;
    const ready = judged.findings.filter(({ span }) => caret?.intersection(rangeOf(document, span)) === undefined);
    this.#collection.set(
      document.uri,
      ready.map((finding) => diagnosticOf(document, finding)),
    );
    if (ready.length < judged.findings.length) this.#after(delays.word - delays.rest, document, false);
  }

  #forget(uri: vscode.Uri): void {
    const key = uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    this.#collection.delete(uri);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    for (const one of this.#disposables) one.dispose();
  }
}

/** Where the author is typing. */
function caretIn(document: vscode.TextDocument): vscode.Range | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor?.document === document ? new vscode.Range(editor.selection.active, editor.selection.active) : undefined;
}

function diagnosticOf(document: vscode.TextDocument, finding: Finding): vscode.Diagnostic {
  const { code, span, message, severity } = finding;
  const diagnostic = new vscode.Diagnostic(rangeOf(document, span), say(message), severities[severity]);
  diagnostic.source = 'Cloud Native Tutor';
  diagnostic.code = { value: code, target: pageUri('tutor-lesson', finding.lesson) };
  return diagnostic;
}
