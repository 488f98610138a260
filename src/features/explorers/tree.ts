import * as vscode from 'vscode';
import { difference, keyOf, type Resource } from '../../core/resources/resource';
import type { Kind, Source, SourceState } from '../../core/resources/source';
import { draw, isResourceRow, tooltipOf, type KindRow, type ResourceRow, type Row } from './row';

/** The rows of any source, from a listing. Draws again only what changed; knows nothing of what it shows. */
export class ResourceTree implements vscode.TreeDataProvider<Row> {
  readonly #changed = new vscode.EventEmitter<Row[] | undefined>();
  readonly #kindRows: readonly KindRow[];
  #resources: readonly Resource[] = [];
  #rows = new Map<string, ResourceRow>();

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(private readonly source: Source) {
    this.#kindRows = source.kinds.map((kind) => ({ row: 'kind', source, kind }));
  }

  /** All rows with a resource, in their order. */
  get rows(): readonly ResourceRow[] {
    return [...this.#rows.values()];
  }

  /** Shows what there is; where the reason for nothing is shown is the view's business. */
  show(state: SourceState): void {
    const resources = state.state === 'ready' ? state.resources : [];
    const found = difference(this.#resources, resources);
    this.#resources = resources;
    this.#rows = new Map(resources.flatMap((resource) => this.#rowsFor(resource)));
    if (found.rows === 'other') this.#changed.fire(undefined);
    else if (found.changed.length > 0)
      this.#changed.fire(found.changed.flatMap((one) => this.#rows.get(keyOf(one)) ?? []));
  }

  getTreeItem(row: Row): vscode.TreeItem {
    return draw(row);
  }

  resolveTreeItem(item: vscode.TreeItem, row: Row): vscode.TreeItem {
    if (isResourceRow(row)) item.tooltip = tooltipOf(row);
    return item;
  }

  getChildren(parent?: Row): Row[] {
    if (parent?.row === 'resource') return [];
    if (parent) return this.rows.filter(({ kind }) => kind === parent.kind);
    return this.#kindRows.length > 1 && this.#rows.size > 0 ? [...this.#kindRows] : [...this.#rows.values()];
  }

  getParent(row: Row): Row | undefined {
    if (row.row === 'kind' || this.#kindRows.length === 1) return undefined;
    return this.#kindRows.find(({ kind }) => kind === row.kind);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #rowsFor(resource: Resource): readonly [string, ResourceRow][] {
    const key = keyOf(resource);
    const known = this.#rows.get(key);
    if (known) known.resource = resource;
    const kind = this.#kindOf(resource);
    const row = known ?? (kind && ({ row: 'resource', source: this.source, kind, resource } as const));
    return row ? [[key, row]] : [];
  }

  #kindOf(resource: Resource): Kind | undefined {
    return this.source.kinds.find(({ id }) => id === resource.kind);
  }
}
