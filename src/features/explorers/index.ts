import type * as vscode from 'vscode';
import type { Source } from '../../core/resources/source';
import { registerCommand } from '../../host/commands';
import { commands, contextKeys, views } from '../../host/ids';
import { Explorer } from './explorer';
import { registerLogs } from './logs';
import { registerVerbs } from './verbs';

/** The sources that have a view. */
export type Sources = { readonly containers: Source };

/** Registers the views of resources and their verbs. Nothing is contacted before a view is visible. */
export function register(context: vscode.ExtensionContext, sources: Sources): void {
  const containers = new Explorer(sources.containers, { view: views.containers, stateKey: contextKeys.containers });
  const explorers = [containers];
  context.subscriptions.push(
    ...explorers,
    registerCommand(commands.refreshContainers, () => containers.refresh()),
    registerVerbs(explorers),
    registerLogs(explorers),
  );
}
