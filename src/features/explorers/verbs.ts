import * as vscode from 'vscode';
import { verbNames, type VerbId } from '../../core/resources/verb-names';
import { registerCommand } from '../../host/commands';
import { commandOf, commands } from '../../host/ids';
import { report } from '../../host/report';
import type { Home } from './explorer';
import type { Row } from './row';
import type { Workshop } from './workshop';

/** The workshop, made when something is first to be done; what is under way ends with it. */
export type LateWorkshop = { readonly get: () => Promise<Workshop>; readonly dispose: () => void };

/** @param explorers asked for when it is made */
export function lateWorkshop(explorers: () => readonly Home[]): LateWorkshop {
  let made: Promise<Workshop> | undefined;
  return {
    get: () => (made ??= import('./workshop').then(({ Workshop: Made }) => new Made(explorers()))),
    dispose: () => void made?.then((one) => one.dispose()),
  };
}

/** What a view does with what is dropped onto it. */
export const dropInto = (workshop: LateWorkshop, explorer: () => Home) => ({
  handleDrop: async (row: Row | undefined, dropped: vscode.DataTransfer): Promise<void> => {
    try {
      // What is dropped can be read at once only.
      const list = dropped.get('text/uri-list')?.asString() ?? Promise.resolve('');
      await (await workshop.get()).drop(explorer(), row, await list);
    } catch (error) {
      report(error);
    }
  },
});

/** Registers the verbs of all rows, and those of files in the editor. */
export function registerVerbs({ get }: LateWorkshop): vscode.Disposable {
  const registered = (Object.keys(verbNames) as VerbId[]).map((id) =>
    registerCommand(commandOf(id), async (row, rows) => (await get()).act(id, row, rows)),
  );
  return vscode.Disposable.from(
    ...registered,
    registerCommand(commands.stopRunning, async () => (await get()).stopRunning()),
    registerCommand(commands.moreVerbs, async (row) => (await get()).actAny(row)),
    registerCommand(commands.copyCommand, async (row) => (await get()).copyCommand(row)),
    registerCommand(commands.cleanUp, async (row) => (await get()).cleanUp(row)),
    registerCommand(commands.applyManifest, async (uri) => (await get()).withManifest('take', uri)),
    registerCommand(commands.compareManifest, async (uri) => (await get()).withManifest('compare', uri)),
    registerCommand(commands.dryRunManifest, async (uri) => (await get()).withManifest('dryRun', uri)),
    registerCommand(commands.buildImage, async (uri) => (await get()).withDockerFile('build', uri)),
    registerCommand(commands.composeUp, async (uri) => (await get()).withDockerFile('composeUp', uri)),
    registerCommand(commands.newManifest, async () => (await get()).newManifest()),
  );
}
