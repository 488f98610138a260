import * as vscode from 'vscode';
import { gitIgnore, isGitIgnored, type GitIgnore } from '../../core/lint/git-ignore';
import type { RoomEntry } from '../../core/lint/rooms';

/** So many files are looked at, at most, to find those of a room. */
export const mostListed = 10_000;

/** Where files are that nobody writes by hand. */
const notOurs = ['**/node_modules/**', '**/.*/**'];

const utf8 = new TextDecoder();

/**
 * The files of a folder that may be of a room: not in hidden folders, nor in `node_modules`, nor what the settings
 * `files.exclude` (which `findFiles` obeys by itself) and `search.exclude` leave out, nor what `.gitignore` files do.
 */
export async function listFiles(
  folder: vscode.WorkspaceFolder,
  { names, content }: RoomEntry,
  turn: () => Promise<void> | undefined,
): Promise<readonly vscode.Uri[]> {
  const patterns = [...names, ...(content?.names ?? [])];
  const include = new vscode.RelativePattern(folder, `**/{${patterns.join(',')}}`);
  const search = vscode.workspace.getConfiguration('search', folder);
  const excluded = globsOf(search.get<unknown>('exclude'));
  const exclude = `{${[...notOurs, ...excluded.flatMap((glob) => [glob, `${glob}/**`])].join(',')}}`;
  const found = await vscode.workspace.findFiles(include, exclude, mostListed + 1);
  const ignored = search.get<unknown>('useIgnoreFiles') === false ? [] : await ignoredIn(folder);
  const root = `${folder.uri.path.replace(/\/$/, '')}/`;
  const files: vscode.Uri[] = [];
  for (const uri of found) {
    await turn();
    if (!isGitIgnored(uri.path.slice(root.length), ignored)) files.push(uri);
  }
  return files;
}

/** What the `.gitignore` files of a folder leave out; those deeper down have the last word. */
async function ignoredIn(folder: vscode.WorkspaceFolder): Promise<readonly GitIgnore[]> {
  const include = new vscode.RelativePattern(folder, '**/.gitignore');
  const found = await vscode.workspace.findFiles(include, '**/node_modules/**', 200);
  const root = `${folder.uri.path.replace(/\/$/, '')}/`;
  const all = found.map(async (uri) => {
    const text = utf8.decode(await vscode.workspace.fs.readFile(uri));
    return gitIgnore(text, uri.path.slice(root.length, -'.gitignore'.length));
  });
  const depth = ({ folder: above }: GitIgnore): number => above.split('/').length;
  return (await Promise.all(all)).sort((a, b) => depth(a) - depth(b));
}

/** The patterns that a setting turns on; braces within braces are no pattern of VS Code's, so they are spelt out. */
function globsOf(setting: unknown): readonly string[] {
  if (typeof setting !== 'object' || setting === null) return [];
  const on = Object.entries(setting).filter(([, value]) => value === true);
  return on.flatMap(([glob]) => spelledOut(glob)).map((glob) => glob.replace(/\/$/, ''));
}

function spelledOut(glob: string): readonly string[] {
  const braces = /^([^{]*)\{([^{}]*)\}(.*)$/.exec(glob);
  if (braces === null) return /[{},]/.test(glob) ? [] : [glob];
  const [, before = '', choices = '', after = ''] = braces;
  return choices.split(',').flatMap((choice) => spelledOut(`${before}${choice}${after}`));
}
