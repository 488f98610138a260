import * as vscode from 'vscode';
import type { Verb } from '../../core/resources/verb';
import { verbNames, type VerbId } from '../../core/resources/verb-names';
import type { Resource } from '../../core/resources/resource';
import { fill, type Text } from '../../core/text';
import { say } from '../../host/locale';
import type { Task } from './bench';
import type { Home } from './explorer';
import { isRow, type KindRow, type ResourceRow, type Row, type SourceRow } from './row';

/** A verb with the row that it is done to. */
export type Deed = Task & { readonly row: ResourceRow | KindRow | SourceRow };

const which: Text = { en: '{verb}: which one?', zh: '{verb}：选择哪一个？' };

/** What every resource has. */
const copyName: Verb<Resource> = {
  id: 'copyName',
  applies: () => true,
  commandLine: ({ name }) => name,
  reads: true,
  run: ({ name }) => Promise.resolve({ show: 'copy', text: name }),
};

/** All that can be done with a row now. */
export function deedsOf(row: Row): readonly Deed[] {
  if (row.row === 'resource') {
    const { source, kind, resource } = row;
    const verbs = [...kind.verbs, copyName].filter((verb) => verb.applies(resource)) as readonly Verb<unknown>[];
    return verbs.map((verb) => ({
      id: row.id,
      row,
      source,
      name: { en: resource.name, zh: resource.name },
      verb,
      target: resource,
    }));
  }
  if (row.row !== 'kind' && row.row !== 'source') return [];
  const { source } = row;
  const [verbs = [], name] = row.row === 'kind' ? [row.kind.general, row.kind.title] : [source.verbs, source.label];
  const fitting = verbs.filter((verb) => verb.applies(undefined)) as readonly Verb<unknown>[];
  return fitting.map((verb) => ({ id: row.id, row, source, name, verb, target: undefined }));
}

/** The verb for each of some rows that have it. */
export const deedsFor = (rows: readonly Row[], id: VerbId): readonly Deed[] =>
  rows.flatMap((row) => deedsOf(row).filter(({ verb }) => verb.id === id));

/**
 * What a command is meant for: the rows that it was called with, else the ones that are selected, else one that the
 * learner picks among all that have the verb.
 */
export async function deedsMeant(
  id: VerbId,
  explorers: readonly Home[],
  row: unknown,
  rows: unknown,
): Promise<readonly Deed[]> {
  const called = [row, ...(Array.isArray(rows) ? (rows as unknown[]) : [])].filter(isRow);
  if (called.length > 0) return deedsFor([...new Set(called)], id);
  const selected = deedsFor(
    explorers.flatMap((one) => one.selected),
    id,
  );
  if (selected.length > 0) return selected;
  const picked = await pick(explorers, id);
  return picked ? [picked] : [];
}

async function pick(explorers: readonly Home[], id: VerbId): Promise<Deed | undefined> {
  const deeds = deedsFor(
    explorers.flatMap((one) => one.rows),
    id,
  );
  const items = deeds.map((deed) => ({
    label: say(deed.name),
    description: deed.row.row === 'resource' ? say(deed.row.resource.summary) : say(deed.source.label),
    deed,
  }));
  const placeHolder = say(fill(which, { verb: verbNames[id] }));
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.deed;
}
