import * as vscode from 'vscode';
import { rulePage } from '../../core/lint/page';
import { rooms } from '../../core/lint/rooms';
import { ruleNamed, type Room } from '../../core/lint/rule';
import { language } from '../../host/locale';
import { lessonLink } from './links';

const scheme = 'tutor-rule';

/** The address of a rule's page. */
export function ruleUri(room: Pick<Room<unknown>, 'id'>, code: string): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${room.id}/${code}.md` });
}

/** The rules' pages: virtual Markdown documents, rendered from the rules themselves. */
export class RulePages implements vscode.TextDocumentContentProvider {
  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const [, id, code = ''] = /^\/([^/]+)\/([^/]+)\.md$/.exec(uri.path) ?? [];
    const room = await rooms.find((entry) => entry.id === id)?.load();
    const rule = room && ruleNamed(room.rules, code);
    return room === undefined || rule === undefined ? '' : rulePage(room, rule, { language: language(), lessonLink });
  }

  register(): vscode.Disposable {
    return vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  }
}

/** Shows a rule's page in VS Code's own Markdown preview. */
export async function showRule(uri: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('markdown.showPreview', uri);
}
