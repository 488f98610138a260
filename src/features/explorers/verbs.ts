import * as vscode from 'vscode';
import type { Action, ActionId } from '../../core/resources/source';
import { fill, type Text } from '../../core/text';
import { registerCommand } from '../../host/commands';
import { commands, type CommandId } from '../../host/ids';
import { say } from '../../host/locale';
import { confirm } from '../../host/report';
import type { Explorer } from './explorer';
import { isResourceRow, type ResourceRow } from './row';

type Verb = { readonly command: CommandId; readonly title: Text };

const verbs: Readonly<Record<ActionId, Verb>> = {
  start: { command: commands.startResource, title: { en: 'Start', zh: '启动' } },
  stop: { command: commands.stopResource, title: { en: 'Stop', zh: '停止' } },
  remove: { command: commands.removeResource, title: { en: 'Remove', zh: '删除' } },
};

const question: Text = { en: '{verb} {name}?', zh: '{verb} {name}？' };
const commandLine: Text = { en: '{detail}\n\nSame as: {command}', zh: '{detail}\n\n等同于：{command}' };
const which: Text = { en: '{verb}: which one?', zh: '{verb}：选择哪一个？' };

/** Registers the verbs of the rows; what is under way ends with the extension. */
export function registerVerbs(explorers: readonly Explorer[]): vscode.Disposable {
  const controller = new AbortController();
  const registered = Object.entries(verbs).map(([id, { command, title }]) =>
    registerCommand(command, async (row) => {
      const find = (one: ResourceRow) => actionOf(one, id);
      const target = isResourceRow(row) ? row : await chosen(explorers, title, (one) => find(one) !== undefined);
      const action = target && find(target);
      if (action) await act(explorers, target, action, title, controller.signal);
    }),
  );
  return vscode.Disposable.from(...registered, { dispose: () => controller.abort() });
}

/** The resource that a verb without a row is meant for: the chosen row, else the learner is asked. */
export async function chosen(
  explorers: readonly Explorer[],
  title: Text,
  fits: (row: ResourceRow) => boolean,
): Promise<ResourceRow | undefined> {
  const selected = explorers.map((explorer) => explorer.selected).find((row) => row !== undefined && fits(row));
  if (selected) return selected;
  const rows = explorers.flatMap((explorer) => explorer.rows).filter(fits);
  const items = rows.map((row) => ({ label: row.resource.name, description: say(row.resource.summary), row }));
  return (await vscode.window.showQuickPick(items, { placeHolder: say(which, { verb: title }) }))?.row;
}

function actionOf({ kind, resource }: ResourceRow, id: string): Action | undefined {
  return kind.actions.find((action) => action.id === id && action.applies(resource));
}

async function act(
  explorers: readonly Explorer[],
  row: ResourceRow,
  action: Action,
  title: Text,
  signal: AbortSignal,
): Promise<void> {
  const { resource } = row;
  if (action.destroys && !(await agreed(row, action.destroys(resource), action, title))) return;
  const explorer = explorers.find((one) => one.rows.includes(row)) ?? explorers[0];
  const run = async () => {
    await action.run(resource, signal);
  };
  await (explorer ? explorer.whileShown(run) : run());
}

async function agreed({ resource }: ResourceRow, detail: Text, action: Action, title: Text): Promise<boolean> {
  const asked = fill(question, { verb: title, name: resource.name });
  return await confirm(asked, fill(commandLine, { detail, command: action.commandLine(resource) }), title);
}
