import * as vscode from 'vscode';
import { lintAmong } from '../../core/lint/engine';
import { roomFor } from '../../core/lint/rooms';
import type { Finding, Room } from '../../core/lint/rule';
import { log } from '../../host/log';
import { lookBeside } from './look';
import { readSettings } from './settings';

/** The findings of one version of a document. */
export type Judged = {
  readonly version: number;
  readonly text: string;
  readonly room: Room<unknown>;
  readonly findings: readonly Finding[];
};

/** Judges documents; the same version is judged once, whoever asks. */
export class Linter {
  #judged = new WeakMap<vscode.TextDocument, Judged>();

  /** The findings of the document as it is now; nothing when it is none of ours, or has changed meanwhile. */
  async judge(document: vscode.TextDocument): Promise<Judged | undefined> {
    const known = this.#judged.get(document);
    if (document.isClosed) return undefined;
    if (known?.version === document.version) return known;
    const entry = isLintable(document) ? roomFor(document.uri.path, document.languageId, () => document.getText()) : undefined;
    const settings = readSettings(document);
    if (entry === undefined || !settings.enable) return undefined;
    const { version } = document;
    const room = await entry.load();
    if (isStale(document, version)) return undefined;
    const text = document.getText();
    const onFailure = (what: string, error: unknown): void => {
      log.error(`${what} was left out for ${document.uri.toString()}`, error);
    };
    const path = document.isUntitled ? undefined : document.uri.path;
    const around = { look: lookBeside(document) };
    const options = { profile: settings.profile, levels: settings.rules, path, onFailure };
    const findings = await lintAmong(room, text, around, options);
    if (isStale(document, version)) return undefined;
    const judged = { version, text, room, findings };
    this.#judged.set(document, judged);
    return judged;
  }

  /** Forgets all findings: the settings have changed. */
  forget(): void {
    this.#judged = new WeakMap();
  }
}

/** Has the document been closed or changed since it had this version? */
function isStale({ isClosed, version }: vscode.TextDocument, then: number): boolean {
  return isClosed || version !== then;
}

/** Documents that somebody writes; not the read-only sides of comparisons. */
function isLintable({ uri }: vscode.TextDocument): boolean {
  return uri.scheme === 'untitled' || vscode.workspace.fs.isWritableFileSystem(uri.scheme) === true;
}

/** The range of a stretch of a document's text. */
export function rangeOf(document: vscode.TextDocument, { start, end }: Finding['span']): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
