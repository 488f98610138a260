import type * as vscode from 'vscode';
import type { LabState } from '../../core/lab';
import type { Source } from '../../core/resources/source';
import { registerCommand } from '../../host/commands';
import { commands, contextKeys, views } from '../../host/ids';
import { Explorer } from './explorer';
import { registerLogs } from './logs';
import { registerVerbs } from './verbs';

/** The sources that have a view. */
export type Sources = { readonly containers: Source };

/** Whether what the views show is the practice lab's. */
export type Lab = { readonly of: () => LabState; readonly onDidChange: vscode.Event<LabState> };

/** Registers the views of resources and their verbs. Nothing is contacted before a view is visible. */
export function register(context: vscode.ExtensionContext, sources: Sources, lab: Lab): void {
  const containers = new Explorer(sources.containers, { view: views.containers, stateKey: contextKeys.containers });
  const explorers = [containers];
  const tellPlace = (): void => {
    for (const one of explorers) one.showsLab(lab.of().state !== 'stopped');
  };
  tellPlace();
  context.subscriptions.push(
    ...explorers,
    lab.onDidChange(tellPlace),
    registerCommand(commands.refreshContainers, () => containers.refresh()),
    registerVerbs(explorers),
    registerLogs(explorers),
  );
}
