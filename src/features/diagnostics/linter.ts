import * as vscode from 'vscode';
import { judgeAmong } from '../../core/lint/engine';
import { alone, type Peers } from '../../core/lint/nearby';
import { readParts, type Part } from '../../core/lint/parts';
import { roomFor } from '../../core/lint/rooms';
import type { Finding, Room } from '../../core/lint/rule';
import { log } from '../../host/log';
import { lookBeside } from './look';
import { PerVersion } from './per-version';
import { readSettings } from './settings';

/** A document as its room reads it. */
export type Parsed = {
  readonly version: number;
  readonly room: Room<unknown>;
  readonly parts: readonly Part[];
};

/** The findings of one version of a document. */
export type Judged = Parsed & {
  readonly findings: readonly Finding[];
  /** The addresses that its rules have looked at. */
  readonly looked: ReadonlySet<string>;
};

/** What is known of the files around a document. */
export type Neighbours = {
  /** Hands over what a document says as it is now, and gives what the others of its room say. */
  peersOf(document: vscode.TextDocument, room: Room<unknown>, parts: readonly Part[]): Promise<Peers>;
  /** Tells of what is touched from now on. */
  watch(): Promise<void>;
};

/** Judges documents; the same version is parsed once and judged once, whoever asks. */
export class Linter {
  readonly #parsed = new PerVersion<Parsed | undefined>();
  readonly #judged = new PerVersion<Judged | undefined>();
  /** What was read of a document last, whatever its version. */
  readonly #last = new WeakMap<vscode.TextDocument, Parsed>();

  constructor(readonly neighbours: Neighbours) {}

  /** The document as its room reads it now; nothing when it is none of ours, or has changed meanwhile. */
  async parsed(document: vscode.TextDocument): Promise<Parsed | undefined> {
    return document.isClosed ? undefined : this.#parsed.of(document, () => this.#parse(document));
  }

  /** The findings of the document as it is now; nothing when it is none of ours, or has changed meanwhile. */
  async judge(document: vscode.TextDocument): Promise<Judged | undefined> {
    return document.isClosed ? undefined : this.#judged.of(document, () => this.#judge(document));
  }

  /** Forgets the findings of a document, because something around it has changed, or all: the settings have. */
  forget(document?: vscode.TextDocument): void {
    this.#judged.forget(document);
  }

  async #judge(document: vscode.TextDocument): Promise<Judged | undefined> {
    const { profile, rules: levels, enable } = readSettings(document);
    const parsed = enable && isLintable(document) ? await this.parsed(document) : undefined;
    if (parsed === undefined || isStale(document, parsed.version)) return undefined;
    const { room, parts, version } = parsed;
    const peers = room.facts === undefined ? alone.peers : await this.neighbours.peersOf(document, room, parts);
    const looked = new Set<string>();
    const around = { look: lookBeside(document, looked), peers };
    const options = { profile, levels, path: pathOf(document), onFailure: failureOf(document) };
    const findings = await judgeAmong(room, parts, around, options);
    if (looked.size > 0) await this.neighbours.watch();
    return isStale(document, version) ? undefined : { ...parsed, findings, looked };
  }

  async #parse(document: vscode.TextDocument): Promise<Parsed | undefined> {
    const { version, uri, languageId } = document;
    const room = await roomFor(uri.path, languageId, () => document.getText())?.load();
    if (room === undefined || isStale(document, version)) return undefined;
    const last = this.#last.get(document);
    try {
      const parts = readParts(room, document.getText(), pathOf(document), last?.room === room ? last.parts : []);
      const parsed = { version, room, parts };
      this.#last.set(document, parsed);
      return parsed;
    } catch (error) {
      failureOf(document)(room.id, error);
      return undefined;
    }
  }
}

const pathOf = ({ isUntitled, uri }: vscode.TextDocument): string | undefined => (isUntitled ? undefined : uri.path);

const failureOf =
  ({ uri }: vscode.TextDocument) =>
  (what: string, error: unknown): void => {
    log.error(`${what} was left out for ${uri.toString()}`, error);
  };

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
