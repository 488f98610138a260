import * as vscode from 'vscode';
import { verbNames, type VerbId } from '../../core/resources/verb-names';
import { registerCommand } from '../../host/commands';
import { commandOf, commands } from '../../host/ids';
import type { Explorer } from './explorer';
import type { Workshop } from './workshop';

/** Registers the verbs of all rows; what is under way ends with the extension. */
export function registerVerbs(explorers: readonly Explorer[]): vscode.Disposable {
  let opened: Promise<Workshop> | undefined;
  const workshop = (): Promise<Workshop> =>
    (opened ??= import('./workshop').then(({ Workshop: Made }) => new Made(explorers)));
  const registered = (Object.keys(verbNames) as VerbId[]).map((id) =>
    registerCommand(commandOf(id), async (row, rows) => (await workshop()).act(id, row, rows)),
  );
  return vscode.Disposable.from(
    ...registered,
    registerCommand(commands.stopRunning, async () => (await workshop()).stopRunning()),
    registerCommand(commands.moreVerbs, async (row) => (await workshop()).actAny(row)),
    registerCommand(commands.copyCommand, async (row) => (await workshop()).copyCommand(row)),
    { dispose: () => void opened?.then((one) => one.dispose()) },
  );
}
