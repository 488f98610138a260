import * as vscode from 'vscode';
import { isNamed, type Rule } from '../../core/lint/rule';
import type { Text } from '../../core/text';
import { say } from '../../host/locale';
import { section } from './settings';

type Named = Pick<Rule<never>, 'code' | 'aliases'>;
type Place = { readonly target: vscode.ConfigurationTarget; readonly name: Text; readonly value: unknown };

const words = {
  where: { en: 'Turn {code} off: where?', zh: '在哪里关闭 {code}？' },
  folder: { en: 'In this folder', zh: '此文件夹' },
  workspace: { en: 'In this workspace', zh: '此工作区' },
  user: { en: 'Everywhere', zh: '所有位置' },
};

/** Turns a rule off in the settings for a document: in those that the author chooses, where there are several. */
export async function turnOff(rule: Named, uri: vscode.Uri): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(section, uri);
  const places = placesFor(uri, configuration.inspect('rules'));
  const items = places.map((place) => ({ label: say(place.name), description: settingsOf(place), place }));
  const placeHolder = say(words.where, { code: rule.code });
  const [first] = items;
  const chosen = items.length === 1 ? first : await vscode.window.showQuickPick(items, { placeHolder });
  if (chosen === undefined) return;
  await configuration.update('rules', withoutRule(chosen.place.value, rule), chosen.place.target);
}

/** The settings as they are, but for what is said of the rule by any of its names. */
function withoutRule(value: unknown, rule: Named): Readonly<Record<string, unknown>> {
  const kept = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return { ...Object.fromEntries(kept.filter(([name]) => !isNamed(rule, name))), [rule.code]: 'off' };
}

type Values = { workspaceFolderValue?: unknown; workspaceValue?: unknown; globalValue?: unknown };

/** The settings that there are: a folder has its own in a workspace of several. */
function placesFor(uri: vscode.Uri, values: Values = {}): readonly Place[] {
  const { ConfigurationTarget: targets, workspace } = vscode;
  const { workspaceFolderValue, workspaceValue, globalValue } = values;
  const folder = { target: targets.WorkspaceFolder, name: words.folder, value: workspaceFolderValue };
  const whole = { target: targets.Workspace, name: words.workspace, value: workspaceValue };
  const user = { target: targets.Global, name: words.user, value: globalValue };
  const isInside = workspace.getWorkspaceFolder(uri) !== undefined;
  const isOfSeveral = isInside && workspace.workspaceFile !== undefined;
  return [...(isOfSeveral ? [folder] : []), ...(workspace.workspaceFolders === undefined ? [] : [whole]), user];
}

const files = {
  [vscode.ConfigurationTarget.WorkspaceFolder]: '.vscode/settings.json',
  [vscode.ConfigurationTarget.Workspace]: '.vscode/settings.json',
  [vscode.ConfigurationTarget.Global]: 'settings.json',
};

function settingsOf({ target }: Place): string {
  const { workspaceFile } = vscode.workspace;
  const isFile = target === vscode.ConfigurationTarget.Workspace && workspaceFile?.scheme === 'file';
  return isFile ? workspaceFile.path.slice(workspaceFile.path.lastIndexOf('/') + 1) : files[target];
}
