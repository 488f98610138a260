import type { Call } from '../command';
import { Failure, sentenceOf } from '../failure';
import { TemplateError } from '../template/nodes';
import { template, type Template } from '../template/run';
import type { Row, Value } from '../template/values';
import type { Json } from './json';
import { columns } from './table';

/** A field of a listing: its name in templates, its heading, and its text for an item; `json: false` keeps it out of JSON. */
export type Field<Item> = { readonly heading: string; readonly of: (item: Item, ...args: readonly Value[]) => Json };

/** What a command lists: what Go calls its rows, its fields, and the table that is usual. */
export type Listing<Item> = {
  readonly type: string;
  readonly fields: Readonly<Record<string, Field<Item>>>;
  readonly usual: string;
};

/** One item as templates see it. */
export function rowOf<Item>(listing: Listing<Item>, item: Item): Row {
  const fields = Object.entries(listing.fields).map(([name, field]) => {
    const ask =
      field.of.length > 1
        ? (key: Value, ...more: readonly Value[]) => field.of(item, key, ...more)
        : () => field.of(item);
    return [name, ask] as const;
  });
  return { type: `*${listing.type}`, fields: Object.fromEntries(fields) };
}

/** Reads a template as an option gives it; throws a Failure with status 64 as docker does. */
export function readTemplate(source: string, missing: 'error' | 'nothing' = 'error'): Template {
  try {
    return template(source, missing);
  } catch (error) {
    throw new Failure(`template parsing error: ${sentenceOf(error)}`, error instanceof TemplateError ? 64 : 1);
  }
}

/** Prints items as a table or by a template; `format` is empty for the usual table, `table …`, `json` or a template. */
export function printList<Item>(call: Call, listing: Listing<Item>, items: readonly Item[], format: string): void {
  const asked = format === '' || format === 'table' ? `table ${listing.usual}` : format;
  const isTable = /^table(\s|$)/.test(asked);
  const source = asked === 'json' ? '{{json .}}' : isTable ? asked.slice(6) : asked;
  const plain = source.replaceAll('\\t', '\t').replaceAll('\\n', '\n');
  let line: Template;
  try {
    line = template(plain);
  } catch (error) {
    throw new Failure(`template parsing error: ${sentenceOf(error)}`, 64);
  }
  const made: string[] = [];
  try {
    if (isTable) made.push(heading(listing, plain));
    for (const item of items) made.push(line(rowOf(listing, item)));
  } catch (error) {
    throw new Failure(`failed to execute template: ${sentenceOf(error)}`);
  }
  call.print(isTable ? columns(made) : made.map((each) => `${each}\n`).join(''));
}

function heading<Item>(listing: Listing<Item>, source: string): string {
  // In a heading a method with arguments, such as `.Label "x"`, is told by its argument.
  const asked = source.replace(/\{\{\s*\.Label\s+"([^"]*)"\s*\}\}/g, (_all, name: string) => labelHeading(name));
  const names = Object.entries(listing.fields).map(([name, field]) => [name, field.heading] as const);
  return template(asked, 'nothing')(Object.fromEntries(names));
}

const labelHeading = (name: string): string => (name.split('.').at(-1) ?? name).replace(/[-_]/g, ' ');
