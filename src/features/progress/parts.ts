import type * as vscode from 'vscode';
import type { Catalog } from '../../core/course/catalog';
import type { Progress } from '../../core/course/progress';

/** What the progress page needs of the course; extension.ts hands it in. */
export type Parts = {
  readonly course: {
    readonly progress: () => Progress;
    readonly catalog: () => Promise<Catalog>;
    /** The progress or the course is another one now. */
    readonly onDidChange: vscode.Event<void>;
  };
  readonly now: () => number;
};
