import type * as vscode from 'vscode';
import type { Words } from '../../core/authoring/kubernetes/grammar';
import type { Part } from '../../core/lint/parts';
import type { IndexEntry } from '../../core/lint/workspace-index';

/** What authoring needs of the others. */
export type Parts = {
  /** A document as its room reads it now; nothing when it is of no room. */
  readonly parsed: (
    document: vscode.TextDocument,
  ) => Promise<{ readonly room: { readonly id: string }; readonly parts: readonly Part[] } | undefined>;
  /** What the files of a room name, and what else they say to each other, in the workspace folder of a place. */
  readonly namesAround: (
    place: vscode.Uri,
    room: string,
  ) => Promise<readonly Pick<IndexEntry, 'path' | 'names' | 'facts'>[]>;
  /** The descriptions of Kubernetes' API, which are large. */
  readonly words: () => Promise<Words>;
  /** The ids of the lessons that there are. */
  readonly lessons: () => Promise<ReadonlySet<string>>;
  /** The ids of all exercises; an exercise's folder bears its id. */
  readonly exercises: () => Promise<readonly string[]>;
};
