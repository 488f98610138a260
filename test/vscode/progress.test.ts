import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands, panels, settings } from '../../src/host/ids';
import { Answering } from './explorers-stage';

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

describe('the learning plan in a real VS Code', () => {
  const home = () => vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('no folder is open');
  const plan = () => vscode.Uri.joinPath(home(), 'learning-plan.md');
  const text = async (): Promise<string> => Buffer.from(await vscode.workspace.fs.readFile(plan())).toString();
  const said = (section: string): unknown => vscode.workspace.getConfiguration().get(section);
  let learner: Answering;

  beforeEach(() => (learner = new Answering()));
  afterEach(() => learner.dispose());
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(plan()).then(undefined, () => undefined);
    for (const section of [settings.hoursPerWeek, settings.planStart])
      await vscode.workspace.getConfiguration().update(section, undefined, vscode.ConfigurationTarget.Global);
  });

  /** Answers the hours, the first day, and what is asked when the file is there. */
  const make = async (hours: string | undefined, start: string | undefined, press?: number): Promise<void> => {
    learner.answer = ({ dialog, said: title }, choices) => {
      if (dialog === 'showInputBox') return title.includes('1/2') ? hours : start;
      return dialog === 'showWarningMessage' && press !== undefined ? choices[press] : undefined;
    };
    await vscode.commands.executeCommand(commands.makePlan);
  };

  it('writes nothing when the learner leaves', async () => {
    await make(undefined, '2026-12-07');
    await make('6', undefined);
    assert.equal(said(settings.planStart), '');
    await assert.rejects(text());
  });

  it('writes the plan into the workspace, shows it, and remembers hours and start', async () => {
    await make('6', '2026-12-07');
    assert.match(await text(), /^# My learning plan\n\n6 h a week, from 2026-12-07 to /);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), plan().toString());
    assert.equal(said(settings.planStart), '2026-12-07');
    assert.equal(said(settings.hoursPerWeek), 6);
    assert.ok(!learner.has('showWarningMessage', /./));
  });

  it('asks before it replaces a plan, and can leave it alone', async () => {
    const mine = Buffer.from('# Mine\n');
    await vscode.workspace.fs.writeFile(plan(), mine);
    await make('10', '2027-01-04');
    assert.ok(learner.has('showWarningMessage', /learning-plan\.md is already there/));
    assert.equal(await text(), '# Mine\n');
    assert.equal(said(settings.planStart), '2026-12-07');
    await make('10', '2027-01-04', 1);
    assert.equal(await text(), '# Mine\n');
    assert.equal(vscode.window.activeTextEditor?.document.isUntitled, true);
    assert.match(vscode.window.activeTextEditor.document.getText(), /from 2027-01-04 to /);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await make('10', '2027-01-04', 0);
    assert.match(await text(), /^# My learning plan\n\n10 h a week/);
  });
});
