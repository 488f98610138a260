import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import type { Resource } from '../../core/resources/resource';
import type { ListState, Platform, Source } from '../../core/resources/source';
import { fill, type Text } from '../../core/text';
import { isCancelled } from '../../host/cancel';
import { setContext } from '../../host/commands';
import type { CommandId } from '../../host/ids';
import { say } from '../../host/locale';
import { log } from '../../host/log';
import type { KindRow, Row } from './row';
import { ResourceTree } from './tree';
import { viewStateOf, type ViewState } from './view-state';

/** Where an explorer is in the manifest. */
export type Place = {
  /** The view. */
  readonly view: string;
  /** The key that tells welcome content what the view can show, a ViewState. */
  readonly stateKey: string;
  /** The key that says whether something of an exercise is in it. */
  readonly markedKey: string;
  /** Its commands. */
  readonly refresh: CommandId;
  readonly filter: CommandId;
  readonly sort: CommandId;
};

const words = {
  stale: { en: 'The connection broke off. Connecting again…', zh: '连接断开了，正在重新连接…' },
  lab: { en: 'practice lab', zh: '练习环境' },
  filtered: { en: 'Filter: {filter}', zh: '筛选：{filter}' },
  filter: {
    en: 'Show only rows whose name, state or exercise has this in it',
    zh: '只显示名称、状态或所属练习包含此内容的行',
  },
  sort: { en: 'In which order?', zh: '按什么顺序排列？' },
  name: { en: 'By name', zh: '按名称' },
  health: { en: 'What failed first', zh: '失败的在前' },
} as const satisfies Readonly<Record<string, Text>>;

/** What others need of a view. */
export type Home = Pick<
  Explorer,
  'id' | 'rows' | 'selected' | 'exercises' | 'shows' | 'whileShown' | 'anew' | 'chosen'
>;

/** A view of a platform, alive while it can be seen. */
export class Explorer {
  readonly #tree: ResourceTree;
  readonly #view: vscode.TreeView<Row>;
  readonly #disposables: readonly { dispose(): unknown }[];
  #told: ViewState | undefined;
  #looking: AbortController | undefined;
  #isKnown = false;
  #filter = '';
  #hasMarked = false;
  #isStale = false;

  constructor(
    private readonly platform: Platform,
    readonly place: Place,
    drop: Pick<vscode.TreeDragAndDropController<Row>, 'handleDrop'>,
  ) {
    this.#tree = new ResourceTree(
      (row, state) => this.#heard(row, state),
      () => this.#tellMarked(),
    );
    this.#view = vscode.window.createTreeView<Row>(place.view, {
      treeDataProvider: this.#tree,
      canSelectMany: true,
      dragAndDropController: { ...drop, dragMimeTypes: [], dropMimeTypes: ['text/uri-list'] },
    });
    this.#disposables = [
      this.#tree,
      this.#view,
      this.#view.onDidChangeVisibility(({ visible }) => this.#follow(visible)),
      this.#view.onDidCollapseElement(({ element }) => this.#tree.lists.fold(element.id)),
    ];
    this.#follow(this.#view.visible);
  }

  get id(): Platform['id'] {
    return this.platform.id;
  }

  /** The source that is meant where no row says which. */
  async chosen(signal: AbortSignal): Promise<Source | undefined> {
    const { all, chosen } = await this.platform.sources(signal);
    return all.find(({ id }) => id === chosen) ?? all[0];
  }

  /** The exercises that something in the view belongs to. */
  get exercises(): readonly string[] {
    return this.#tree.lists.exercises;
  }

  /** All rows that can be done something with. */
  get rows(): readonly Row[] {
    return this.#tree.rows;
  }

  /** The rows that the learner has chosen in the view. */
  get selected(): readonly Row[] {
    return this.#view.selection;
  }

  shows(row: Row): boolean {
    return this.rows.includes(row);
  }

  /** Says beside the view's name that what is shown is the practice lab's, so that nobody takes it for the machine's. */
  showsLab(yes: boolean): void {
    this.#view.description = yes ? say(words.lab) : '';
  }

  /** What is configured may be something else now: looks for it again, at once when the view is seen. */
  anew(): void {
    this.#isKnown = false;
    if (this.#view.visible) void this.#look();
  }

  /** Looks again now. */
  async refresh(): Promise<void> {
    await this.whileShown(async () => {
      if (!this.#isKnown) await this.#look();
      await this.#tree.lists.refresh();
    });
  }

  /** Does something while the view shows that it is busy. */
  async whileShown<T>(task: () => Promise<T>): Promise<T> {
    return await vscode.window.withProgress({ location: { viewId: this.place.view } }, task);
  }

  /** Asks for a text by which rows are filtered. */
  async askFilter(): Promise<void> {
    const given = await vscode.window.showInputBox({ prompt: say(words.filter), value: this.#filter });
    if (given === undefined) return;
    this.#filter = given.trim();
    const wanted = this.#filter.toLowerCase();
    this.#tree.filter(wanted === '' ? undefined : (one) => textOf(one).includes(wanted));
    this.#tellMessage();
  }

  /** Asks for an order of rows. */
  async askOrder(): Promise<void> {
    const items = (['name', 'health'] as const).map((order) => ({ label: say(words[order]), order }));
    const picked = await vscode.window.showQuickPick(items, { placeHolder: say(words.sort) });
    if (picked) this.#tree.lists.sort(picked.order);
  }

  showMore(row: Row): void {
    if (row.row === 'note') this.#tree.showMore(row);
  }

  dispose(): void {
    this.#looking?.abort();
    for (const one of this.#disposables) one.dispose();
  }

  #follow(visible: boolean): void {
    if (visible) {
      if (this.#told === undefined) this.#tell({ state: 'connecting' });
      if (!this.#isKnown) void this.#look();
    } else this.#looking?.abort();
    this.#tree.lists.see(visible);
  }

  /** Finds out which sources there are; contacts none of them. */
  async #look(): Promise<void> {
    this.#looking?.abort();
    const looking = new AbortController();
    this.#looking = looking;
    try {
      const sources = await this.platform.sources(looking.signal);
      if (looking.signal.aborted) return;
      this.#isKnown = true;
      // With several the view is never without a row; the one's list tells how it is.
      if (sources.all.length > 1) this.#tell({ state: 'several' });
      this.#tree.show(sources);
      const [only] = sources.all;
      // A tree without rows asks for no children: the list by which the one source is judged begins by itself.
      if (only && sources.all.length === 1) this.#tree.judge(only);
    } catch (error) {
      if (looking.signal.aborted || isCancelled(error)) return;
      this.#tree.clear();
      this.#tell({ state: 'failed', error: error instanceof Error ? error : new Error(String(error)) });
    }
  }

  #heard(row: KindRow, state: ListState): void {
    // The key goes first: a tree that is empty looks at once for the words that say why.
    if (row.parent === undefined) this.#tell(state);
    this.#isStale = state.state === 'ready' && state.stale;
    this.#tellMessage();
  }

  #tellMarked(): void {
    const hasMarked = this.exercises.length > 0;
    if (hasMarked === this.#hasMarked) return;
    this.#hasMarked = hasMarked;
    void setContext(this.place.markedKey, hasMarked);
  }

  #tellMessage(): void {
    const parts = [
      ...(this.#isStale ? [say(words.stale)] : []),
      ...(this.#filter === '' ? [] : [say(fill(words.filtered, { filter: this.#filter }))]),
    ];
    this.#view.message = parts.join(' · ');
  }

  #tell(state: ListState | { readonly state: 'several' }): void {
    const key = state.state === 'several' ? 'ready' : viewStateOf(state);
    this.#tree.hide(key !== 'ready' && key !== 'empty');
    if (key === this.#told) return;
    this.#told = key;
    if (state.state === 'failed') {
      const cause = state.error instanceof UserError ? state.error.cause : state.error;
      log.warn(`${this.place.view}: ${state.error.message}${cause instanceof Error ? ` (${cause.message})` : ''}`);
    }
    void setContext(this.place.stateKey, key);
  }
}

const textOf = ({ name, summary, state, exercise = '' }: Resource): string =>
  `${name} ${state} ${summary.en} ${summary.zh} ${exercise}`.toLowerCase();
