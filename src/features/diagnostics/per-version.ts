import type * as vscode from 'vscode';

/** What is made of a document once a version, whoever asks; it goes with the document. */
export class PerVersion<Value> {
  #kept = new WeakMap<vscode.TextDocument, { version: number; language: string; value: Promise<Value> }>();

  /** What was made of the document as it is now; it is made by the first who asks. */
  of(document: vscode.TextDocument, make: () => Promise<Value>): Promise<Value> {
    const { version, languageId: language } = document;
    const known = this.#kept.get(document);
    if (known?.version === version && known.language === language) return known.value;
    const value = make();
    const kept = { version, language, value };
    this.#kept.set(document, kept);
    value.catch(() => {
      if (this.#kept.get(document) === kept) this.#kept.delete(document);
    });
    return value;
  }

  /** Forgets what was made of a document, or of all of them. */
  forget(document?: vscode.TextDocument): void {
    if (document === undefined) this.#kept = new WeakMap();
    else this.#kept.delete(document);
  }
}
