import * as vscode from 'vscode';
import { rulePage } from '../../core/lint/page';
import { rooms } from '../../core/lint/rooms';
import { ruleNamed, type Room } from '../../core/lint/rule';
import { language } from '../../host/locale';
import { pageUri } from '../../host/pages';

/** The address of a rule's page. */
export function ruleUri(room: Pick<Room<unknown>, 'id'>, code: string): vscode.Uri {
  return pageUri('tutor-rule', `${room.id}/${code}`);
}

/** The rules' pages: virtual Markdown documents, rendered from the rules themselves. */
export class RulePages implements vscode.TextDocumentContentProvider {
  /** @param lessons the ids of the lessons that there are */
  constructor(readonly lessons: () => Promise<ReadonlySet<string>>) {}

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const lesson = /^\/lesson\/(.+)\.md$/.exec(uri.path)?.[1];
    if (lesson !== undefined) return lessonText(lesson);
    const [, id, code = ''] = /^\/([^/]+)\/([^/]+)\.md$/.exec(uri.path) ?? [];
    const room = await rooms.find((entry) => entry.id === id)?.load();
    const rule = room && ruleNamed(room.rules, code);
    if (room === undefined || rule === undefined) return '';
    const there = await this.lessons();
    const lessonLink = (lesson: string) => (there.has(lesson) ? `../lesson/${lesson}.md` : undefined);
    return rulePage(room, rule, { language: language(), lessonLink });
  }
}

/** A preview follows links within its own scheme only: there, a lesson has this second address. */
async function lessonText(lesson: string): Promise<string> {
  const document = await vscode.workspace.openTextDocument(pageUri('tutor-lesson', lesson));
  return document.getText();
}
