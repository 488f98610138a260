import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { kubernetesConflict } from '../../src/core/errors';
import type { Outcome } from '../../src/core/resources/verb';
import { Documents } from '../../src/features/explorers/documents';
import { until } from '../unit/resources/sources';
import { Answering } from './explorers-stage';

/** An object that somebody else changes, which takes a text of its own version only. */
class Live {
  version = 1;
  color = 'red';
  get text(): string {
    return `version: ${this.version}\ncolor: ${this.color}\n`;
  }
  changed(color: string): void {
    this.version += 1;
    this.color = color;
  }
  readonly save = (text: string): Promise<string> => {
    if (!text.startsWith(`version: ${this.version}\n`)) {
      const forced = text.replace(/^version: .*$/m, `version: ${this.version}`);
      return Promise.reject(kubernetesConflict({ object: 'Thing web' }, { mine: text, theirs: this.text, forced }));
    }
    this.changed(/color: (.*)/.exec(text)?.[1] ?? '');
    return Promise.resolve(this.text);
  };
}

describe('explorers: a live object in the editor', () => {
  let documents: Documents;
  let learner: Answering;
  let live: Live;
  let document: vscode.TextDocument;
  let names = 0;

  beforeEach(async () => {
    [documents, learner, live] = [new Documents(), new Answering(), new Live()];
    const { text, save } = live;
    const title = `web${(names += 1)}.yaml`;
    const outcome: Outcome = { show: 'edit', id: title, title, language: 'yaml', text, save };
    await documents.edit(outcome);
    document = vscode.window.activeTextEditor?.document ?? assert.fail('nothing was opened');
  });
  afterEach(async () => {
    if (document.isDirty) await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    learner.dispose();
    documents.dispose();
  });

  const write = async (from: string, to: string): Promise<void> => {
    const edit = new vscode.WorkspaceEdit();
    const at = document.getText().indexOf(from);
    edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + from.length)), to);
    await vscode.workspace.applyEdit(edit);
  };
  const isCompared = (): boolean =>
    vscode.window.tabGroups.all.some(({ tabs }) =>
      tabs.some(
        ({ input }) =>
          input instanceof vscode.TabInputTextDiff && input.modified.toString() === document.uri.toString(),
      ),
    );

  it('is applied by saving, and shows what it is then', async () => {
    await write('red', 'blue');
    assert.equal(await document.save(), true);
    assert.equal(live.color, 'blue');
    await until(() => document.getText() === live.text, 5000);
    assert.equal(document.isDirty, false);
  });

  it('keeps the text of the learner beside the new version when somebody else was faster', async () => {
    await write('red', 'blue');
    live.changed('green');
    assert.equal(await document.save(), false);
    await until(isCompared, 5000);
    assert.equal(document.getText(), 'version: 1\ncolor: blue\n');
    assert.equal(document.isDirty, true);
    assert.equal(live.color, 'green');
    await until(() => learner.has('showWarningMessage', /changed by somebody else/), 5000);
  });

  it('begins from the new version, from where saving works; the text of the learner is one Undo away', async () => {
    learner.answer = ({ dialog }, [useTheirs]) => (dialog === 'showWarningMessage' ? useTheirs : undefined);
    await write('red', 'blue');
    live.changed('green');
    await document.save();
    await until(() => document.getText() === live.text, 5000);
    assert.equal(live.color, 'green', 'nothing is saved by itself');
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), 'version: 1\ncolor: blue\n');
    await vscode.commands.executeCommand('redo');
    await write('green', 'blue');
    assert.equal(await document.save(), true);
    assert.equal(live.color, 'blue');
  });

  it('overwrites only after it was asked, and not when the answer is no', async () => {
    learner.answer = ({ dialog, detail }, choices) => {
      if (dialog !== 'showWarningMessage') return undefined;
      return detail === '' ? choices[1] : undefined;
    };
    await write('red', 'blue');
    live.changed('green');
    await document.save();
    await until(() => learner.has('showWarningMessage', /Overwrite web/), 5000);
    assert.equal(live.color, 'green');
    learner.answer = ({ dialog, detail }, choices) => {
      if (dialog !== 'showWarningMessage') return undefined;
      return detail === '' ? choices[1] : choices[0];
    };
    await document.save();
    await until(() => live.color === 'blue' && document.getText() === live.text, 5000);
    assert.equal(document.isDirty, false);
  });
});
