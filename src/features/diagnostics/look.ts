import * as vscode from 'vscode';
import { largestText, type Look, type Thing } from '../../core/lint/nearby';

const utf8 = new TextDecoder();

/**
 * Looks around a document, within its workspace folder only; one that stands in none is alone.
 * @param looked gets the addresses of what is looked at
 */
export function lookBeside({ uri, isUntitled }: vscode.TextDocument, looked: Set<string>): Look {
  const root = isUntitled ? undefined : vscode.workspace.getWorkspaceFolder(uri);
  return async (path) => {
    const place = vscode.Uri.joinPath(uri, '..', path);
    if (root === undefined || vscode.workspace.getWorkspaceFolder(place)?.index !== root.index) return undefined;
    looked.add(place.toString().replace(/\/$/, ''));
    return await thingAt(place);
  };
}

async function thingAt(place: vscode.Uri): Promise<Thing> {
  const { fs } = vscode.workspace;
  try {
    const { type, size } = await fs.stat(place);
    if (type & vscode.FileType.Directory) {
      const names = await fs.readDirectory(place);
      return { kind: 'folder', names: names.map(([name]) => name) };
    }
    if (size > largestText) return { kind: 'file' };
    return { kind: 'file', text: textOf(place) ?? utf8.decode(await fs.readFile(place)) };
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return { kind: 'nothing' };
    throw error;
  }
}

/** What is open counts as it is there, saved or not. */
const textOf = (place: vscode.Uri): string | undefined =>
  vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === place.toString())?.getText();
