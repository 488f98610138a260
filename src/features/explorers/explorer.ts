import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import type { Source, SourceState } from '../../core/resources/source';
import type { Text } from '../../core/text';
import { setContext } from '../../host/commands';
import { say } from '../../host/locale';
import { log } from '../../host/log';
import { LiveSource } from './live';
import { isResourceRow, type ResourceRow, type Row } from './row';
import { ResourceTree } from './tree';
import { viewStateOf, type ViewState } from './view-state';

/** Where an explorer is in the manifest. */
export type Place = {
  /** The view. */
  readonly view: string;
  /** The key that tells welcome content what the view can show, a ViewState. */
  readonly stateKey: string;
};

const stale: Text = {
  en: 'The connection broke off. Connecting again…',
  zh: '连接断开了，正在重新连接…',
};

const practiceLab: Text = { en: 'practice lab', zh: '练习环境' };

/** A view of a source, alive while it can be seen. */
export class Explorer {
  readonly #tree: ResourceTree;
  readonly #live: LiveSource;
  readonly #view: vscode.TreeView<Row>;
  readonly #disposables: readonly { dispose(): unknown }[];
  #told: ViewState | undefined;

  constructor(
    source: Source,
    readonly place: Place,
  ) {
    this.#tree = new ResourceTree(source);
    this.#view = vscode.window.createTreeView<Row>(place.view, { treeDataProvider: this.#tree });
    this.#live = new LiveSource(source, (state) => {
      this.#show(state);
    });
    this.#disposables = [
      this.#tree,
      this.#view,
      this.#live,
      this.#view.onDidChangeVisibility(({ visible }) => {
        this.#follow(visible);
      }),
    ];
    this.#follow(this.#view.visible);
  }

  /** All rows with a resource. */
  get rows(): readonly ResourceRow[] {
    return this.#tree.rows;
  }

  /** The row that the learner has chosen in the view. */
  get selected(): ResourceRow | undefined {
    return this.#view.selection.find(isResourceRow);
  }

  /** Says beside the view's name that what is shown is the practice lab's, so that nobody takes it for the machine's. */
  showsLab(yes: boolean): void {
    this.#view.description = yes ? say(practiceLab) : '';
  }

  /** Looks again now. */
  async refresh(): Promise<void> {
    await this.whileShown(() => this.#live.refresh());
  }

  /** Does something while the view shows that it is busy. */
  async whileShown<T>(task: () => Promise<T>): Promise<T> {
    return await vscode.window.withProgress({ location: { viewId: this.place.view } }, task);
  }

  dispose(): void {
    for (const one of this.#disposables) one.dispose();
  }

  #follow(visible: boolean): void {
    if (visible) {
      if (this.#told === undefined) this.#show(this.#live.state);
      this.#live.start();
    } else {
      this.#live.stop();
    }
  }

  #show(state: SourceState): void {
    // The key goes first: a tree that is empty looks at once for the words that say why.
    this.#tell(viewStateOf(state), state);
    this.#view.message = state.state === 'ready' && state.stale ? say(stale) : '';
    this.#tree.show(state);
  }

  #tell(key: ViewState, state: SourceState): void {
    if (key === this.#told) return;
    this.#told = key;
    if (state.state === 'failed') {
      const cause = state.error instanceof UserError ? state.error.cause : state.error;
      log.warn(`${this.place.view}: ${state.error.message}${cause instanceof Error ? ` (${cause.message})` : ''}`);
    }
    void setContext(this.place.stateKey, key);
  }
}
