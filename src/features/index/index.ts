import * as vscode from 'vscode';
import type { Peers } from '../../core/lint/nearby';
import type { Part } from '../../core/lint/parts';
import type { Room } from '../../core/lint/rule';
import type { Changes } from '../../core/lint/watched-paths';
import type { IndexEntry } from '../../core/lint/workspace-index';
import type { WorkspaceFiles } from './workspace';

/** Gives, for a long computation, what is asked now and then within it and gives others their turn. */
export type Turns = () => () => Promise<void> | undefined;

/** What others are told of the workspace has changed. */
export type FactsChange = {
  /** The id of the room whose files say something new. */
  readonly room: string;
  /** The workspace folder. */
  readonly folder: vscode.Uri;
  /** The file, when it is one. */
  readonly file?: vscode.Uri;
};

/**
 * The files of the workspace, as far as rules and names of other files need them. Nothing is loaded, read or watched
 * before somebody asks.
 */
export class WorkspaceIndexes implements vscode.Disposable {
  readonly #factsChanged = new vscode.EventEmitter<FactsChange>();
  readonly #touched = new vscode.EventEmitter<Changes>();
  #files: Promise<WorkspaceFiles> | undefined;
  #isDisposed = false;

  constructor(readonly turns: Turns) {}

  /** Files say something new to the others of their room. */
  readonly onDidChangeFacts = this.#factsChanged.event;

  /** Files and folders have come, gone or changed, on disk or in an editor. */
  readonly onDidTouch = this.#touched.event;

  /** Hands over what a document says as it is now, and gets what the others of its room say around it. */
  async peersOf(document: vscode.TextDocument, room: Room<unknown>, parts: readonly Part[]): Promise<Peers> {
    return (await this.#load()).peersOf(document, room, parts);
  }

  /** What is known of the files of a room in the workspace folder of a place, by their whole paths. */
  async entriesOf(place: vscode.Uri, room: string): Promise<readonly IndexEntry[]> {
    return (await this.#load()).entriesOf(place, room);
  }

  /** Tells of what is touched from now on. */
  async watch(): Promise<void> {
    (await this.#load()).watch();
  }

  async #load(): Promise<WorkspaceFiles> {
    this.#files ??= import('./workspace').then(
      ({ WorkspaceFiles: Files }) => new Files(this.turns, this.#factsChanged, this.#touched),
    );
    const files = await this.#files;
    if (this.#isDisposed) files.dispose();
    return files;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#factsChanged.dispose();
    this.#touched.dispose();
    void this.#files?.then((files) => {
      files.dispose();
    });
  }
}

/** Registers the index of the workspace, which begins when it is first asked. */
export function register(context: vscode.ExtensionContext, turns: Turns): WorkspaceIndexes {
  const indexes = new WorkspaceIndexes(turns);
  context.subscriptions.push(indexes);
  return indexes;
}
