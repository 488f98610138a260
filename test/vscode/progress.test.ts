import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands, panels, settings } from '../../src/host/ids';

const pages = (): readonly vscode.Tab[] =>
  vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter((tab) => tab.input instanceof vscode.TabInputWebview && tab.input.viewType.endsWith(panels.progress));

async function until(holds: () => boolean): Promise<void> {
  for (let look = 0; look < 100 && !holds(); look += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  assert.ok(holds(), `the pages are: ${JSON.stringify(pages().map(({ label, isActive }) => ({ label, isActive })))}`);
}

describe('the progress page in a real VS Code', () => {
  const close = (): Thenable<unknown> => vscode.commands.executeCommand('workbench.action.closeAllEditors');
  before(close);
  after(close);

  it('is one page, however often it is asked for', async () => {
    await vscode.commands.executeCommand(commands.openProgress);
    await until(() => pages().length === 1);
    const home = vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('no folder is open');
    await vscode.window.showTextDocument(vscode.Uri.joinPath(home, 'package.json'));
    await until(() => pages()[0]?.isActive === false);
    await vscode.commands.executeCommand(commands.openProgress);
    await until(() => pages()[0]?.isActive === true);
    assert.deepEqual(
      pages().map((page) => page.label),
      ['My Progress'],
    );
  });

  it('opens again after it was closed', async () => {
    await close();
    await until(() => pages().length === 0);
    await vscode.commands.executeCommand(commands.openProgress);
    await until(() => pages().length === 1);
  });

  it('the hours a week are 15 until somebody says otherwise, and belong to the user', () => {
    const said = vscode.workspace.getConfiguration().inspect<number>(settings.hoursPerWeek);
    assert.equal(said?.defaultValue, 15);
  });
});
