import type * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import { keyOf, type Resource } from '../../core/resources/resource';
import type { Kind, ListState, Section, Source, Sources } from '../../core/resources/source';
import { verbatim, type Text } from '../../core/text';
import { draw, tooltipOf } from './draw';
import { Lists } from './lists';
import type { News } from './live';
import { Redraw } from './redraw';
import { followOf, idBelow, isResourceRow, type KindRow, type ListingRow, type NoteRow, type Row } from './row';

const words = {
  connecting: { en: 'Looking…', zh: '正在查询…' },
  none: { en: 'None', zh: '无' },
  noneFits: { en: 'None fits the filter', zh: '没有符合筛选条件的项' },
  more: { en: '{count} more…', zh: '还有 {count} 项…' },
} as const satisfies Readonly<Record<string, Text>>;

/** How many rows of a listing are drawn before somebody asks for more: VS Code asks for all rows whenever one comes or goes. */
const page = 200;

/** Whether a resource is to be shown. */
export type Filter = (resource: Resource) => boolean;

/**
 * The rows of a platform: its sources, their kinds, their resources and what is below those. A listing is followed
 * while its row is unfolded; only what changed is drawn again. Knows nothing of what it shows.
 */
export class ResourceTree implements vscode.TreeDataProvider<Row> {
  readonly lists = new Lists((id, news) => this.#hear(id, news));
  readonly #redraw = new Redraw();
  readonly #rows = new Map<string, Row>();
  readonly #shown = new Map<string, number>();
  #sources: Sources = { all: [] };
  #filter: Filter | undefined;
  #isHidden = false;

  readonly onDidChangeTreeData = this.#redraw.event;

  /**
   * @param told called when the list by which a source is judged has news
   * @param heard called when any list has
   */
  constructor(
    private readonly told: (row: KindRow, state: ListState) => void,
    private readonly heard: () => void = () => undefined,
  ) {}

  /** Shows these sources; the rows of those that stay keep their state. */
  show(sources: Sources): void {
    // One that is another object follows something else, whatever it is called.
    for (const one of this.#sources.all) if (!sources.all.includes(one)) this.lists.forget(one.id);
    this.#rows.clear();
    this.#sources = sources;
    this.heard();
    this.#redraw.all();
  }

  /** Follows the list by which a source is judged, whether its row is drawn or not. */
  judge(source: Source): void {
    for (const row of this.#ofSource(source)) {
      if (row.row === 'kind' && row.kind.id === source.lead && row.kind.follow)
        this.lists.open(row.id, row.kind.follow);
    }
  }

  /** Draws no row, because words in their place say why. */
  hide(yes: boolean): void {
    if (yes === this.#isHidden) return;
    this.#isHidden = yes;
    this.#redraw.all();
  }

  /** Nothing is there to show any more. */
  clear(): void {
    this.show({ all: [] });
  }

  /** All rows that were ever drawn and are still there. */
  get rows(): readonly Row[] {
    return [...this.#rows.values()];
  }

  /** Shows only what fits; undefined for all. */
  filter(filter: Filter | undefined): void {
    this.#filter = filter;
    this.#redraw.all();
  }

  /** Shows more rows of a listing of which a part is shown. */
  showMore({ parent }: NoteRow): void {
    if (!parent) return;
    this.#shown.set(parent.id, (this.#shown.get(parent.id) ?? page) + page * 5);
    this.#redraw.row(parent);
  }

  /** Draws all rows with what is known. */
  redraw(): void {
    this.#redraw.all();
  }

  getTreeItem(row: Row): vscode.TreeItem {
    const count = row.row === 'kind' ? this.#countOf(row) : undefined;
    return draw(row, {
      ...(count !== undefined && { count }),
      hasBelow: hasTrouble(row) || this.#inListingBelow(row).length > 0,
    });
  }

  resolveTreeItem(item: vscode.TreeItem, row: Row): vscode.TreeItem {
    if (isResourceRow(row)) item.tooltip = tooltipOf(row);
    return item;
  }

  getParent(row: Row): Row | undefined {
    return row.parent;
  }

  getChildren(parent?: Row): Row[] {
    if (!parent) return this.#top();
    switch (parent.row) {
      case 'source':
        return this.#ofSource(parent.source, parent);
      case 'section':
        return this.#ofSection(parent.source, parent.section, parent);
      case 'kind':
        return this.#listed(parent);
      case 'resource':
        return [...this.#troubleOf(parent), ...this.#rowsBelow(parent), ...this.#listed(parent)];
      case 'note':
        return [];
    }
  }

  dispose(): void {
    this.lists.dispose();
    this.#redraw.dispose();
  }

  #top(): Row[] {
    const { all, chosen } = this.#sources;
    const [only] = all;
    if (this.#isHidden) return [];
    if (only && all.length === 1) return this.#ofSource(only);
    return all.map((source) => this.#keep({ row: 'source', id: source.id, source, isChosen: source.id === chosen }));
  }

  #ofSource(source: Source, parent?: Row): Row[] {
    return source.sections.flatMap((section): Row[] => {
      if (!section.title) return this.#ofSection(source, section, parent);
      const id = `${source.id}/${section.id}`;
      return [this.#keep({ row: 'section', id, source, section, ...(parent && { parent }) })];
    });
  }

  #ofSection(source: Source, section: Section, parent?: Row): Row[] {
    const kinds = section.kinds.flatMap((id) => source.kinds.find((kind) => kind.id === id) ?? []);
    const above = parent?.id ?? source.id;
    return kinds.map((kind: Kind) =>
      this.#keep({ row: 'kind', id: `${above}/${kind.id}`, source, kind, ...(parent && { parent }) }),
    );
  }

  /** The rows of the listing below a row, which is followed from now on. */
  #listed(parent: ListingRow): Row[] {
    const follow = followOf(parent);
    if (!follow) return [];
    const { state } = this.lists.open(parent.id, follow);
    if (state.state === 'connecting') return [note(parent, 'busy', words.connecting)];
    if (state.state === 'failed') return [failure(parent, state.error)];
    const top = state.resources.filter((one) => this.#isAtTop(parent, one) && this.#fits(parent, one));
    if (top.length === 0) {
      const none = (parent.row === 'kind' ? parent.kind.none : undefined) ?? words.none;
      return [note(parent, 'nothing', state.resources.length === 0 ? none : words.noneFits)];
    }
    const most = this.#shown.get(parent.id) ?? page;
    const rows = top.slice(0, most).flatMap((one) => this.#resourceRow(parent, one));
    const rest = top.length - rows.length;
    return rest > 0 ? [...rows, note(parent, 'more', words.more, { count: rest })] : rows;
  }

  #isAtTop(parent: ListingRow, { parent: above }: Resource): boolean {
    return above === undefined || this.lists.get(parent.id)?.get(above) === undefined;
  }

  /** A filter shows a resource that fits, and one above such. */
  #fits(parent: ListingRow, resource: Resource): boolean {
    if (!this.#filter || this.#filter(resource)) return true;
    const below = this.lists.get(parent.id)?.below(keyOf(resource)) ?? [];
    return below.some((one) => this.#filter?.(one) === true);
  }

  /** Those of a resource's own listing that stand below it. */
  #inListingBelow(row: Row): readonly Resource[] {
    if (row.row !== 'resource') return [];
    const list = row.parent && this.lists.get(row.parent.id);
    if (list?.state.state !== 'ready') return [];
    const below = list.below(keyOf(row.resource));
    const filter = this.#filter;
    return !filter || filter(row.resource) ? below : below.filter(filter);
  }

  #rowsBelow(row: Row): Row[] {
    return this.#inListingBelow(row).flatMap((one) => this.#resourceRow(row, one));
  }

  #troubleOf(row: Extract<Row, { row: 'resource' }>): Row[] {
    const { trouble } = row.resource;
    if (!trouble) return [];
    const { why, lesson } = trouble;
    return [{ ...note(row, 'trouble', why), ...(lesson !== undefined && { lesson }) }];
  }

  #resourceRow(parent: Row, resource: Resource): Row[] {
    const source = 'source' in parent ? parent.source : undefined;
    const kind = source?.kinds.find(({ id }) => id === resource.kind);
    if (!source || !kind) return [];
    const row = this.#keep({ row: 'resource', id: idBelow(parent, resource), parent, source, kind, resource });
    if (row.row === 'resource') row.resource = resource;
    return [row];
  }

  /** The same object for the same row, because VS Code knows rows by identity. */
  #keep(row: Row): Row {
    const known = this.#rows.get(row.id);
    if (known?.row === row.row) return known;
    this.#rows.set(row.id, row);
    return row;
  }

  #countOf(row: KindRow): number | undefined {
    const state = this.lists.get(row.id)?.state;
    return state?.state === 'ready' ? state.resources.filter(({ kind }) => kind === row.kind.id).length : undefined;
  }

  #hear(id: string, news: News): void {
    const row = this.#rows.get(id);
    const list = this.lists.get(id);
    this.heard();
    if (!row || !list) return;
    if (news.what === 'look') {
      const resource = list.get(news.key);
      const drawn = [...this.#rowsOf(id, news.key)];
      if (resource) for (const one of drawn) one.resource = resource;
      for (const one of drawn) this.#redraw.row(one);
      return;
    }
    if (row.row === 'kind' && row.kind.id === row.source.lead) this.told(row, list.state);
    this.#redraw.row(row);
  }

  /** The rows of a resource of a listing: below the listing's row, or below another resource of it. */
  *#rowsOf(listing: string, key: string): Generator<Extract<Row, { row: 'resource' }>> {
    const resource = this.lists.get(listing)?.get(key);
    const above = resource?.parent === undefined ? listing : `${listing}/${resource.parent}`;
    for (const id of new Set([`${above}/${key}`, `${listing}/${key}`])) {
      const row = this.#rows.get(id);
      if (row?.row === 'resource') yield row;
    }
  }
}

const hasTrouble = (row: Row): boolean => row.row === 'resource' && row.resource.trouble !== undefined;

function note(parent: Row, tone: NoteRow['tone'], text: Text, args: Record<string, number> = {}): NoteRow {
  const filled = Object.entries(args).reduce(
    (all, [name, value]) => ({
      en: all.en.replace(`{${name}}`, String(value)),
      zh: all.zh.replace(`{${name}}`, String(value)),
    }),
    text,
  );
  return { row: 'note', id: `${parent.id}//${tone}`, parent, tone, words: filled };
}

function failure(parent: Row, error: Error): NoteRow {
  const isOurs = error instanceof UserError;
  const one = note(parent, 'failed', isOurs ? error.text : verbatim(error.message));
  return isOurs ? { ...one, error } : one;
}
