import * as vscode from 'vscode';
import { filtersFor, rooms } from '../../core/lint/rooms';
import { ruleNamed } from '../../core/lint/rule';
import { looksDifferent, type Changes } from '../../core/lint/watched-paths';
import { folderOf, isNear } from '../../core/lint/near';
import { registerCommand } from '../../host/commands';
import { commands } from '../../host/ids';
import { showPage } from '../../host/pages';
import { Actions } from './actions';
import { Hovers } from './hovers';
import { Linter, type Neighbours } from './linter';
import { Publisher } from './publisher';
import { RulePages } from './rule-pages';

/** What the files around a document say, and when that changes. */
export type Surroundings = Neighbours & {
  /** The files of a room say something new: one of them, or so many that nobody counts them. */
  readonly onDidChangeFacts: vscode.Event<{ room: string; folder: vscode.Uri; file?: vscode.Uri }>;
  readonly onDidTouch: vscode.Event<Changes>;
};

/**
 * Registers the linter: nothing is read or loaded before a document of its kinds is open.
 * @param lessons the ids of the lessons that there are
 * @returns the linter, for others who want to read what it has parsed
 */
export function register(
  context: vscode.ExtensionContext,
  surroundings: Surroundings,
  lessons: () => Promise<ReadonlySet<string>>,
): Pick<Linter, 'parsed'> {
  const linter = new Linter(surroundings);
  const publisher = new Publisher(linter);
  const selector = filtersFor();
  context.subscriptions.push(
    publisher,
    surroundings.onDidChangeFacts(({ room, folder, file }) => {
      publisher.judgeAnew(
        ({ uri }, judged) =>
          judged.room.id === room &&
          vscode.workspace.getWorkspaceFolder(uri)?.uri.toString() === folder.toString() &&
          (file === undefined || (file.path !== uri.path && isNear(folderOf(uri.path), file.path))),
      );
    }),
    surroundings.onDidTouch((changes) => {
      publisher.judgeAnew((_, { looked }) => looksDifferent(looked, changes));
    }),
    vscode.workspace.registerTextDocumentContentProvider('tutor-rule', new RulePages(lessons)),
    vscode.languages.registerCodeActionsProvider(selector, new Actions(linter), Actions.metadata),
    vscode.languages.registerHoverProvider(selector, new Hovers(linter, lessons)),
    registerCommand(commands.explainRule, async (uri) => {
      if (typeof uri === 'string') await showPage(vscode.Uri.parse(uri, true));
    }),
    registerCommand(commands.turnOffRule, async (id, code, uri) => {
      const room = await rooms.find((entry) => entry.id === id)?.load();
      const rule = room && typeof code === 'string' ? ruleNamed(room.rules, code) : undefined;
      if (rule === undefined || typeof uri !== 'string') return;
      await (await import('./turn-off')).turnOff(rule, vscode.Uri.parse(uri, true));
    }),
  );
  return linter;
}
