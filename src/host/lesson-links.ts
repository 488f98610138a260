import * as vscode from 'vscode';
import { commands } from './ids';

/**
 * The addresses that open lessons from a hover.
 * @param lessons the ids of those that there are; others have no address
 */
export const lessonLinks =
  (lessons: ReadonlySet<string>) =>
  (lesson: string): string | undefined =>
    lessons.has(lesson) ? `command:${commands.openLesson}?${encodeURIComponent(JSON.stringify([lesson]))}` : undefined;

/** Markdown of ours, whose links may open lessons and do nothing else. */
export function lessonMarkdown(text: string): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(text);
  markdown.isTrusted = { enabledCommands: [commands.openLesson] };
  return markdown;
}
