import type { Span } from '../lint/rule';
import type { Text } from '../text';

/** One thing that may be written at a place. */
export type Suggestion = {
  readonly label: string;
  readonly kind: 'instruction' | 'flag' | 'key' | 'value' | 'name';
  /** What is replaced. */
  readonly span: Span;
  /** What is inserted; the label, when it is left out. Line ends and blanks are meant as they are. */
  readonly insert?: string;
  /** A few words beside the label. */
  readonly detail?: Text | undefined;
  readonly about?: Text | undefined;
  readonly reference?: string | undefined;
  /** Is more to be chosen right behind it? */
  readonly goesOn?: boolean;
  /** Comes before the others? */
  readonly isFirst?: boolean;
  /** Of several names: how far away this one is. */
  readonly rank?: number | undefined;
  /** With what the written word is compared; with the label, when it is left out. */
  readonly filter?: string;
  /** Of what is inserted: what the author goes on with, or replaces. */
  readonly chosenAt?: Span;
  /** Where a comma has to be inserted as well. */
  readonly commaAt?: number | undefined;
};

/** What stands at a place, explained. */
export type Explanation = { readonly span: Span; readonly markdown: string };
