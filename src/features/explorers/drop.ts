import * as vscode from 'vscode';
import { cannotBeDropped } from '../../core/errors';
import type { Resource } from '../../core/resources/resource';
import type { Source } from '../../core/resources/source';
import type { Bench } from './bench';
import type { Home } from './explorer';
import type { Row } from './row';
import { readGiven, take, type Given } from './taking';

/** Takes files that were dropped onto a row, or below all rows. */
export async function takeDropped(bench: Bench, home: Home, row: Row | undefined, list: string): Promise<void> {
  // https://www.rfc-editor.org/rfc/rfc2483#section-5
  const uris = list.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  const place = placeOf(row) ?? { source: await home.chosen(bench.signal) };
  for (const one of uris) {
    const uri = vscode.Uri.parse(one, true);
    const given = await givenTo(place, uri);
    if (!given) throw cannotBeDropped({ name: uri.path.replace(/^.*\//, '') });
    await take(bench, given);
  }
}

type Place = { readonly source: Source | undefined; readonly kind?: string; readonly resource?: Resource };

/** What is meant by a row; one that only says something stands for the one above it. */
function placeOf(row: Row | undefined): Place | undefined {
  if (!row) return undefined;
  switch (row.row) {
    case 'note':
      return placeOf(row.parent);
    case 'resource':
      return { source: row.source, kind: row.kind.id, resource: row.resource };
    case 'kind':
      return { source: row.source, kind: row.kind.id };
    default:
      return { source: row.source };
  }
}

async function givenTo({ source, kind, resource }: Place, uri: vscode.Uri): Promise<Given | undefined> {
  const name = uri.path.replace(/^.*\//, '');
  const intake = source?.intakes?.find(
    ({ accepts, onto }) => accepts(name) && (kind === undefined || onto?.includes(kind) !== false),
  );
  const file = intake && (await readGiven(uri, intake));
  return source && file && { source, intake, target: resource, file };
}
