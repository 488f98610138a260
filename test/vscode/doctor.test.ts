import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/host/ids';
import { pageUri, readerView } from '../../src/host/pages';

const uri = pageUri('tutor-doctor', 'environment');

const pages = (): readonly vscode.Tab[] =>
  vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputCustom && input.uri.toString() === uri.toString());

const report = async (): Promise<string> => (await vscode.workspace.openTextDocument(uri)).getText();

describe('the environment doctor in a real VS Code', () => {
  const close = (): Thenable<unknown> => vscode.commands.executeCommand('workbench.action.closeAllEditors');
  before(close);
  after(close);

  it('shows its report in the reader, once', async () => {
    await vscode.commands.executeCommand(commands.doctor);
    await vscode.commands.executeCommand(commands.doctor);
    assert.equal(pages().length, 1);
    const [page] = pages();
    assert.ok(page?.input instanceof vscode.TabInputCustom && page.input.viewType === readerView);
  });

  it('says what is there, and offers what its page can do', async () => {
    const text = await report();
    assert.match(text, /^# Check of my environment\n/);
    for (const heading of ['What to do', 'Editor and machine', 'Docker', 'Kubernetes', 'OpenStack', 'Good to have']) {
      assert.ok(text.includes(`\n## ${heading}\n`), heading);
    }
    assert.ok(text.includes(`| VS Code | ✔ found | \`${vscode.version}\` |`), text);
    assert.match(text, /\| bash +\| ✔ found/);
    assert.match(text, /\(command:tutor\.doctor\)/);
    const known = new Set(await vscode.commands.getCommands(true));
    for (const [, id = ''] of text.matchAll(/\(command:([\w.]+)/g)) assert.ok(known.has(id), id);
  });

  it('runs nothing of the open folder, though PATH leads there', async () => {
    const home = vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('no folder is open');
    const before = process.env['PATH'];
    const mark = vscode.Uri.joinPath(home, 'doctor-ran');
    const folder = vscode.Uri.joinPath(home, 'doctor-bin');
    const program = vscode.Uri.joinPath(folder, 'jq');
    await vscode.workspace.fs.writeFile(program, Buffer.from(`#!/bin/sh\ntouch '${mark.fsPath}'\necho jq-9.9\n`));
    const { chmod } = await import('node:fs/promises');
    await chmod(program.fsPath, 0o755);
    process.env['PATH'] = `${folder.fsPath}:${before ?? ''}`;
    try {
      await vscode.commands.executeCommand(commands.doctor);
      assert.ok(!(await report()).includes('9.9'));
      await assert.rejects(async () => await vscode.workspace.fs.stat(mark));
    } finally {
      process.env['PATH'] = before;
      await vscode.workspace.fs.delete(folder, { recursive: true });
    }
  });
});
