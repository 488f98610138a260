import type { UserError } from '../../core/errors';
import { keyOf, type Resource } from '../../core/resources/resource';
import type { Follow, Kind, Section, Source } from '../../core/resources/source';
import type { Text } from '../../core/text';

type Common = {
  /** Unique in its view and the same for the life of what it shows: VS Code knows rows by it, and by identity. */
  readonly id: string;
  /** None for those at the top. */
  readonly parent?: Row;
};

/** A row for an engine, cluster or cloud, where there are several. */
export type SourceRow = Common & { readonly row: 'source'; readonly source: Source; readonly isChosen: boolean };

/** A row for kinds that belong together. */
export type SectionRow = Common & { readonly row: 'section'; readonly source: Source; readonly section: Section };

/** A row that holds all resources of a kind. */
export type KindRow = Common & { readonly row: 'kind'; readonly source: Source; readonly kind: Kind };

/** A row with one resource. */
export type ResourceRow = Common & {
  readonly row: 'resource';
  readonly source: Source;
  readonly kind: Kind;
  /** As it was last seen. */
  resource: Resource;
};

/** A row that says something: why there is nothing, that there is more, what went wrong. */
export type NoteRow = Common & {
  readonly row: 'note';
  readonly tone: 'busy' | 'nothing' | 'failed' | 'more' | 'trouble';
  readonly words: Text;
  readonly error?: UserError;
  /** The lesson that explains it. */
  readonly lesson?: string;
};

/** A row of the tree. */
export type Row = SourceRow | SectionRow | KindRow | ResourceRow | NoteRow;

/** A row whose children are a listing, or begin with one. */
export type ListingRow = KindRow | ResourceRow;

/** Is it a row with a resource? Commands are called with anything, or nothing. */
export function isResourceRow(value: unknown): value is ResourceRow {
  return isRow(value) && value.row === 'resource';
}

/** Is it a row of ours? */
export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && 'row' in value && 'id' in value;
}

/** What follows the listing below a row; undefined for a row without one. */
export function followOf(row: ListingRow): Follow | undefined {
  return row.row === 'kind' ? row.kind.follow : row.kind.below?.(row.resource);
}

/** The id of a resource's row below another row. */
export const idBelow = (parent: Row, resource: Resource): string => `${parent.id}/${keyOf(resource)}`;
