import * as vscode from 'vscode';
import { rooms } from '../../core/lint/rooms';
import { registerCommand } from '../../host/commands';
import { commands } from '../../host/ids';
import { Actions } from './actions';
import { Hovers } from './hovers';
import { Linter } from './linter';
import { Publisher } from './publisher';
import { RulePages, showRule } from './rule-pages';

/** Registers the linter: nothing is read or loaded before a document of its kinds is open. */
export function register(context: vscode.ExtensionContext): void {
  const linter = new Linter();
  const selector: vscode.DocumentSelector = rooms.flatMap(({ languages, names }) => [
    ...languages.map((language) => ({ language })),
    ...names.map((name) => ({ pattern: `**/${name}` })),
  ]);
  context.subscriptions.push(
    new Publisher(linter),
    new RulePages().register(),
    vscode.languages.registerCodeActionsProvider(selector, new Actions(linter), Actions.metadata),
    vscode.languages.registerHoverProvider(selector, new Hovers(linter)),
    registerCommand(commands.explainRule, async (uri) => {
      if (typeof uri === 'string') await showRule(vscode.Uri.parse(uri));
    }),
  );
}
