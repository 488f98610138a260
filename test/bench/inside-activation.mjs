// @ts-check
import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';

const id = 'cloud-native-tutor.cloud-native-tutor';

/** Activates the extension as a Dockerfile does, and writes down what VS Code measured. */
export async function run() {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('A workspace with a Dockerfile is needed.');
  await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, 'Dockerfile'));
  const extension = vscode.extensions.getExtension(id);
  for (let look = 0; look < 100 && !extension?.isActive; look++) await wait(50);
  await wait(500);
  await vscode.commands.executeCommand('perfview.show');
  for (let look = 0; look < 100; look++) {
    const text = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'perf')?.getText() ?? '';
    const row = text.split('\n').find((line) => line.includes(id));
    if (row) return writeFileSync(process.env['TUTOR_BENCH_REPORT'] ?? '', row);
    await wait(100);
  }
  throw new Error('VS Code measured no activation of the extension.');
}
