import * as vscode from 'vscode';
import { rooms } from '../../core/lint/rooms';
import { registerCommand } from '../../host/commands';
import { commands } from '../../host/ids';
import { showPage } from '../../host/pages';
import { Actions } from './actions';
import { Hovers } from './hovers';
import { Linter } from './linter';
import { Publisher } from './publisher';
import { RulePages } from './rule-pages';

/** Registers the linter: nothing is read or loaded before a document of its kinds is open. */
export function register(context: vscode.ExtensionContext): void {
  const linter = new Linter();
  const selector: vscode.DocumentSelector = rooms.flatMap(({ languages, names }) => [
    ...languages.map((language) => ({ language })),
    ...names.map((name) => ({ pattern: `**/${name}` })),
  ]);
  context.subscriptions.push(
    new Publisher(linter),
    vscode.workspace.registerTextDocumentContentProvider('tutor-rule', new RulePages()),
    vscode.languages.registerCodeActionsProvider(selector, new Actions(linter), Actions.metadata),
    vscode.languages.registerHoverProvider(selector, new Hovers(linter)),
    registerCommand(commands.explainRule, async (uri) => {
      if (typeof uri === 'string') await showPage(vscode.Uri.parse(uri, true));
    }),
  );
}
