import * as vscode from 'vscode';
import type { Text } from '../../core/text';
import { registerCommand } from '../../host/commands';
import { commands } from '../../host/ids';
import type { Explorer } from './explorer';
import { LogTerminal } from './log-terminal';
import { idOf, isResourceRow, type ResourceRow } from './row';
import { chosen } from './verbs';

const title: Text = { en: 'Show Logs', zh: '查看日志' };

/** Registers the verb that follows a resource's log in a terminal; a resource has one at a time. */
export function registerLogs(explorers: readonly Explorer[]): vscode.Disposable {
  const open = new Map<string, vscode.Terminal>();
  const show = ({ kind, resource }: ResourceRow, id: string) => {
    const { logs } = kind;
    if (!logs) return;
    open.get(id)?.dispose();
    const pty = new LogTerminal((signal) => logs(resource, signal));
    const terminal = vscode.window.createTerminal({
      name: resource.name,
      pty,
      iconPath: new vscode.ThemeIcon('output'),
    });
    open.set(id, terminal);
    terminal.show(true);
  };
  const closed = vscode.window.onDidCloseTerminal((terminal) => {
    for (const [id, one] of open) if (one === terminal) open.delete(id);
  });
  const command = registerCommand(commands.showLogs, async (row) => {
    const target = isResourceRow(row) ? row : await chosen(explorers, title, ({ kind }) => kind.logs !== undefined);
    if (target) show(target, idOf(target));
  });
  const all = {
    dispose: () => {
      for (const terminal of open.values()) terminal.dispose();
    },
  };
  return vscode.Disposable.from(command, closed, all);
}
