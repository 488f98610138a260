import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../../src/host/ids';
import { pageUri } from '../../src/host/pages';

const section = 'tutor.diagnostics';
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 25));

const codesOf = (uri: vscode.Uri): (string | number | undefined)[] =>
  vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'Cloud Native Tutor')
    .map(({ code }) => (typeof code === 'object' ? code.value : code));

/** Waits until exactly these codes are shown. */
async function shows(uri: vscode.Uri, codes: readonly string[]): Promise<void> {
  for (let look = 0; look < 200; look += 1) {
    if (codesOf(uri).join() === codes.join()) return;
    await pause();
  }
  assert.deepEqual(codesOf(uri), codes);
}

async function tabOf(words: string): Promise<vscode.Tab> {
  const tabs = (): vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  for (let look = 0; look < 200; look += 1) {
    const found = tabs().find(({ label }) => label.includes(words));
    if (found !== undefined) return found;
    await pause();
  }
  return assert.fail(`no tab shows "${words}"`);
}

async function pageText(id: string): Promise<string> {
  return (await vscode.workspace.openTextDocument(pageUri('tutor-rule', id))).getText();
}

let folder = '';
let files = 0;

/** Opens a file that no test has opened before. */
async function open(content: string, name = 'Dockerfile'): Promise<vscode.TextDocument> {
  files += 1;
  const file = vscode.Uri.file(path.join(folder, String(files), name));
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(content));
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document);
  return document;
}

async function actionsAt(document: vscode.TextDocument, line: number, kind?: string): Promise<vscode.CodeAction[]> {
  const range = document.lineAt(line).range;
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, kind);
}

async function apply(action: vscode.CodeAction | undefined): Promise<void> {
  assert.ok(action?.edit !== undefined);
  assert.ok(await vscode.workspace.applyEdit(action.edit));
}

const broken = 'FORM nginx:1.30\nEXPOSE 80，443\nCMD npm start\n';

describe('diagnostics in a real VS Code', () => {
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tutor-diagnostics-'));
  });
  after(() => rm(folder, { recursive: true }));
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('marks a Dockerfile, each code with a link to its page', async () => {
    const document = await open(broken);
    await shows(document.uri, ['DF001', 'DF021', 'DL3025']);
    const [first] = vscode.languages.getDiagnostics(document.uri);
    assert.deepEqual(first?.range, new vscode.Range(0, 0, 0, 4));
    assert.ok(typeof first.code === 'object');
    assert.equal(first.code.target.toString(), 'tutor-rule:/dockerfile/DF001.md');
    const page = await vscode.workspace.openTextDocument(first.code.target);
    assert.match(page.getText(), /^# DF001: /);
  });

  it('heals by the quick fix that travelled with the finding', async () => {
    const document = await open(broken);
    await shows(document.uri, ['DF001', 'DF021', 'DL3025']);
    const actions = await actionsAt(document, 0);
    await apply(actions.find(({ isPreferred, edit }) => isPreferred === true && edit !== undefined));
    assert.equal(document.lineAt(0).text, 'FROM nginx:1.30');
    await shows(document.uri, ['DF021', 'DL3025']);
  });

  it('heals all that is safe at once', async () => {
    const document = await open(broken);
    const [action] = await actionsAt(document, 0, 'source.fixAll.tutor');
    await apply(action);
    assert.equal(document.getText(), 'FROM nginx:1.30\nEXPOSE 80 443\nCMD ["npm","start"]\n');
    await shows(document.uri, []);
  });

  it('hides one finding by a comment', async () => {
    const document = await open('FROM node:24\nWORKDIR app\n');
    await shows(document.uri, ['WorkdirRelativePath']);
    const actions = await actionsAt(document, 1);
    await apply(
      actions.find(({ edit }) => edit?.get(document.uri).some(({ newText }) => newText.startsWith('# tutor '))),
    );
    assert.equal(document.lineAt(1).text, '# tutor ignore=WorkdirRelativePath');
    await shows(document.uri, []);
  });

  it('explains a finding where the author points at it, and on its page', async () => {
    const document = await open('FROM node:24\nWORKDIR app\n');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(1, 9),
    );
    const texts = hovers.flatMap(({ contents }) => contents.map((one) => (one as vscode.MarkdownString).value));
    assert.ok(texts.some((text) => text.includes('WorkdirRelativePath') && text.includes(commands.openLesson)));
    const actions = await actionsAt(document, 1);
    const explain = actions.find(({ command }) => command?.command === commands.explainRule)?.command;
    await vscode.commands.executeCommand(commands.explainRule, ...((explain?.arguments ?? []) as unknown[]));
    await vscode.window.tabGroups.close(await tabOf('WorkdirRelativePath'));
    const page = await pageText('dockerfile/WorkdirRelativePath');
    assert.match(page, /^# WorkdirRelativePath: /);
    const [, lesson = ''] = /\]\(\.\.\/(lesson\/[^)]+)\.md\)/.exec(page) ?? [];
    assert.match(await pageText(lesson), /^# /);
    await vscode.window.showTextDocument(document);
  });

  it('explains and heals a file that is known by its content', async () => {
    const document = await open('apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspce: {}\n', 'web.yaml');
    await shows(document.uri, ['K8S016']);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(3, 1),
    );
    const texts = hovers.flatMap(({ contents }) => contents.map((one) => (one as vscode.MarkdownString).value));
    assert.ok(
      texts.some((text) => text.startsWith('**K8S016**')),
      texts.join('\n'),
    );
    const actions = await actionsAt(document, 3);
    await apply(actions.find(({ isPreferred, edit }) => isPreferred === true && edit !== undefined));
    assert.equal(document.lineAt(3).text, 'spec: {}');
  });

  it('follows the text, and goes with the document', async () => {
    const document = await open('FROM node:24\n');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(1, 0), 'EXPOSE 70000\n');
    await vscode.workspace.applyEdit(edit);
    await shows(document.uri, ['DL3011']);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await shows(document.uri, []);
  });

  it('waits for the end of the word that is being typed', async () => {
    const document = await open('FROM node:24\n');
    const editor = vscode.window.activeTextEditor ?? assert.fail();
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    await vscode.commands.executeCommand('type', { text: 'EXPOS' });
    await new Promise((resolve) => setTimeout(resolve, 600));
    assert.deepEqual(codesOf(document.uri), []);
    await shows(document.uri, ['DF001']);
  });

  it('obeys the settings at once', async () => {
    const configuration = vscode.workspace.getConfiguration(section);
    const set = (name: string, value: unknown): Thenable<void> =>
      configuration.update(name, value, vscode.ConfigurationTarget.Global);
    const document = await open('FROM node\nEXPOSE 70000\n');
    await shows(document.uri, ['DL3006', 'DL3011']);
    await set('rules', { DL3006: 'off' });
    await shows(document.uri, ['DL3011']);
    await set('rules', undefined);
    await set('profile', 'quiet');
    await shows(document.uri, ['DL3011']);
    await set('enable', false);
    await shows(document.uri, []);
    await set('enable', undefined);
    await set('profile', undefined);
    await shows(document.uri, ['DL3006', 'DL3011']);
  });

  it('leaves other files in peace', async () => {
    const document = await open(broken, 'Dockerfile.md');
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.deepEqual(codesOf(document.uri), []);
  });
});
