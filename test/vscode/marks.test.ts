import assert from 'node:assert/strict';
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { exerciseOf, lessonOf } from '../catalog';
import { commands, settings } from '../../src/host/ids';

const exercise = exerciseOf('docker-daemon-json');
const home = (): string => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? assert.fail('no folder is open');
const folder = (): string => path.join(home(), exercise.id);
const file = (): vscode.Uri => vscode.Uri.file(path.join(folder(), 'daemon.json'));
const run = (command: string): Thenable<unknown> => vscode.commands.executeCommand(command, exercise.id);
const marks = (): readonly vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(file()).filter((one) => one.source === 'Check my work');
const shipped = (part: string): string =>
  path.resolve(__dirname, '../../..', 'walkthroughs', ...lessonOf(exercise).id.split('/'), exercise.id, part);

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let look = 0; look < 200; look += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`never: ${what}`);
}

async function lenses(): Promise<readonly string[]> {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', file());
  return found.map((one) => one.command?.title ?? '');
}

describe('a check that failed on a file', () => {
  before(async () => {
    await vscode.workspace
      .getConfiguration()
      .update(settings.dockerHost, 'unix:///nowhere/docker.sock', vscode.ConfigurationTarget.Global);
    await rm(folder(), { recursive: true, force: true });
    await run(commands.startExercise);
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(folder(), { recursive: true, force: true });
    await vscode.workspace.getConfiguration().update(settings.dockerHost, '', vscode.ConfigurationTarget.Global);
  });

  it('marks the line that the condition looks at, with its reason and a lens', async () => {
    assert.equal(await run(commands.checkExercise), 'fail');
    await until('a mark in daemon.json', () => marks().length > 0);
    const [first] = marks();
    assert.ok(exercise.conditions.some((one) => one.id === first?.code));
    assert.ok((await lenses()).some((title) => title.includes('not met')));
  });

  it('forgets the marks when the learner changes the file', async () => {
    const document = await vscode.workspace.openTextDocument(file());
    const edit = new vscode.WorkspaceEdit();
    edit.insert(file(), document.positionAt(0), ' ');
    await vscode.workspace.applyEdit(edit);
    await until('no marks', () => marks().length === 0);
    await document.save();
  });

  it('has none when the solution is there, and the page says that it passed', async () => {
    await cp(shipped('solution'), folder(), { recursive: true });
    await until('a pass', async () => (await run(commands.checkExercise)) === 'pass');
    assert.deepEqual(marks(), []);
  });

  it('is judged by Test Explorer too, which starts nothing', async () => {
    await vscode.commands.executeCommand('testing.runAll');
    const uri = vscode.Uri.from({ scheme: 'tutor-exercise', path: `/${exercise.id}.md` });
    await until('the verdict on the page', async () =>
      (await vscode.workspace.openTextDocument(uri)).getText().includes('All conditions hold'),
    );
  });

  it('says that the exercise folder is gone when it was deleted, and loses no pass', async () => {
    await rm(folder(), { recursive: true, force: true });
    assert.notEqual(await run(commands.checkExercise), 'pass');
    const uri = vscode.Uri.from({ scheme: 'tutor-exercise', path: `/${exercise.id}.md` });
    await until('the reason on the page', async () => {
      const text = (await vscode.workspace.openTextDocument(uri)).getText();
      return text.includes('✔ passed') && text.includes('is not there');
    });
  });
});
