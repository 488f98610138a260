import * as vscode from 'vscode';

/** The schemes of our virtual Markdown documents; the manifest opens them in the reader. */
export const pageSchemes = ['tutor-exercise', 'tutor-lesson', 'tutor-rule', 'tutor-doctor'] as const;

/** The address of a page: `tutor-lesson:/docker/commands.md`. */
export function pageUri(scheme: (typeof pageSchemes)[number], id: string): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${id}.md` });
}

/** The editor that shows our pages. */
export const readerView = 'tutor.reader';

/** Shows a page in the reader; one that is open in that column is brought to the front. */
export async function showPage(uri: vscode.Uri, options: vscode.TextDocumentShowOptions = {}): Promise<void> {
  await vscode.commands.executeCommand('vscode.openWith', uri, readerView, options);
}
