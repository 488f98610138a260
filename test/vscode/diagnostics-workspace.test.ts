import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/host/ids';
import { Answering } from './explorers-stage';

const section = 'tutor.diagnostics';
const source = 'Cloud Native Tutor';
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 25));

const root = (): vscode.Uri => vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('no folder is open');
const place = (path: string): vscode.Uri => vscode.Uri.joinPath(root(), 'of-tests', path);
const write = (path: string, text: string): Thenable<void> =>
  vscode.workspace.fs.writeFile(place(path), new TextEncoder().encode(text));
const remove = (path: string): Thenable<void> => vscode.workspace.fs.delete(place(path), { recursive: true });

const own = (uri: vscode.Uri): vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(uri).filter((one) => one.source === source);
const codeOf = ({ code }: vscode.Diagnostic): unknown => (typeof code === 'object' ? code.value : code);

/** Waits until the findings of a file are told like this. */
async function until<Told>(uri: vscode.Uri, tell: (found: vscode.Diagnostic[]) => Told, expected: Told): Promise<void> {
  const isSo = (): boolean => JSON.stringify(tell(own(uri))) === JSON.stringify(expected);
  for (let look = 0; look < 400 && !isSo(); look += 1) await pause();
  assert.deepEqual(tell(own(uri)), expected);
}

const codes = (found: vscode.Diagnostic[]): unknown[] => found.map(codeOf);
/** The places in other files that belong to the findings: file and line. */
const places = (found: vscode.Diagnostic[]): string[] =>
  found.flatMap(({ relatedInformation }) =>
    (relatedInformation ?? []).map(({ location }) => {
      const name = location.uri.path.slice(location.uri.path.lastIndexOf('/') + 1);
      return `${name}:${location.range.start.line}:${location.range.start.character}`;
    }),
  );

async function open(path: string, text: string): Promise<vscode.TextDocument> {
  await write(path, text);
  const document = await vscode.workspace.openTextDocument(place(path));
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

async function replace(document: vscode.TextDocument, before: string, after: string): Promise<void> {
  const start = document.getText().indexOf(before);
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + before.length));
  edit.replace(document.uri, range, after);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

const service = (name: string): string =>
  `# The way in\napiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n  clusterIP: None\n  selector: { app: shop }\n  ports: [{ port: 80 }]\n`;
const set = [
  'apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: shop\nspec:\n  serviceName: shpo\n',
  '  selector: { matchLabels: { app: shop } }\n  template:\n    metadata: { labels: { app: shop } }\n',
  '    spec: { containers: [{ name: web, image: "nginx:1.30" }] }\n',
].join('');

const actionsAt = (uri: vscode.Uri, line: number): Thenable<vscode.CodeAction[]> =>
  vscode.commands.executeCommand('vscode.executeCodeActionProvider', uri, new vscode.Range(line, 0, line, 99));

describe('diagnostics in a workspace', function () {
  this.timeout(30_000);
  const configure = (name: string, value: unknown, target = vscode.ConfigurationTarget.Global): Thenable<void> =>
    vscode.workspace.getConfiguration(section).update(name, value, target);

  // VS Code begins to watch a folder some time after it has opened it.
  before(async () => {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*');
    const seen: vscode.Uri[] = [];
    watcher.onDidCreate((uri) => seen.push(uri));
    for (let count = 0; count < 100 && seen.length === 0; count += 1) {
      await write(`first-${count}`, '');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    watcher.dispose();
    assert.ok(seen.length > 0, 'VS Code watches the folder');
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await remove('.');
  });

  it('compares a file with the others around it, saved or not, and shows the place there', async () => {
    await write('near/service.yaml', service('shop'));
    const document = await open('near/set.yaml', set);
    await until(document.uri, places, ['service.yaml:4:8']);
    const other = await vscode.workspace.openTextDocument(place('near/service.yaml'));
    await vscode.window.showTextDocument(other, { preview: false });
    await replace(other, '# The way in\n', '');
    await until(document.uri, places, ['service.yaml:3:8']);
    await replace(other, 'name: shop', 'name: other');
    await until(document.uri, places, []);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await until(document.uri, places, ['service.yaml:4:8']);
  });

  it('follows files that come, change, move and go on disk', async () => {
    const document = await open('disk/set.yaml', set);
    await until(document.uri, places, []);
    await write('disk/service.yaml', service('shop'));
    await until(document.uri, places, ['service.yaml:4:8']);
    await write('disk/service.yaml', `\n${service('shop')}`);
    await until(document.uri, places, ['service.yaml:5:8']);
    await vscode.workspace.fs.rename(place('disk/service.yaml'), place('disk/moved.yaml'));
    await until(document.uri, places, ['moved.yaml:5:8']);
    await remove('disk/moved.yaml');
    await until(document.uri, places, []);
  });

  it('leaves out what is hidden, packed away or not in Git', async () => {
    await write('out/.gitignore', '/ignored.yaml\n');
    await write('out/ignored.yaml', service('shop'));
    await write('out/.hidden/service.yaml', service('shop'));
    await write('out/node_modules/service.yaml', service('shop'));
    const document = await open('out/set.yaml', set);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.deepEqual(places(own(document.uri)), []);
    await write('out/.gitignore', '');
    await until(document.uri, places, ['ignored.yaml:4:8']);
  });

  it('judges anew when a file comes or goes that a rule has looked at', async () => {
    const document = await open('build/Dockerfile', 'FROM node:24\nCOPY app.js /app/\n');
    await until(document.uri, codes, ['DF031']);
    await write('build/app.js', '');
    await until(document.uri, codes, []);
    await write('build/.dockerignore', 'app.js\n');
    await until(document.uri, codes, ['CopyIgnoredFile']);
    await remove('build/.dockerignore');
    await until(document.uri, codes, []);
    await remove('build/app.js');
    await until(document.uri, codes, ['DF031']);
  });

  it('turns a rule off where the author says, and keeps what is set there', async () => {
    const { Workspace } = vscode.ConfigurationTarget;
    const document = await open('off/Dockerfile', 'FROM node\nEXPOSE 70000\n');
    await configure('rules', { DL3006: 'off', dl3011: 'warning' }, Workspace);
    await until(document.uri, codes, ['DL3011']);
    const actions = await actionsAt(document.uri, 1);
    const off = actions.find(({ command }) => command?.command === commands.turnOffRule)?.command;
    const answering = new Answering();
    answering.answer = (_, choices) => choices[0];
    try {
      await vscode.commands.executeCommand(commands.turnOffRule, ...((off?.arguments ?? []) as unknown[]));
    } finally {
      answering.dispose();
    }
    const set = vscode.workspace.getConfiguration(section).inspect('rules');
    assert.deepEqual(set?.workspaceValue, { DL3006: 'off', DL3011: 'off' });
    assert.equal(set.globalValue, undefined);
    await until(document.uri, codes, []);
    await configure('rules', undefined, Workspace);
  });

  it('does not say twice what another extension says, and helps there all the same', async () => {
    const document = await open('peers/Dockerfile', 'FROM node:24\nEXPOSE 70000\nWORKDIR app\n');
    const both = ['DL3011', 'WorkdirRelativePath'];
    await until(document.uri, codes, both);
    const peers = vscode.languages.createDiagnosticCollection('hadolint');
    const peer = new vscode.Diagnostic(new vscode.Range(1, 0, 1, 12), 'Valid UNIX ports range from 0 to 65535');
    [peer.source, peer.code] = ['hadolint', 'DL3011'];
    try {
      peers.set(document.uri, [peer]);
      await until(document.uri, codes, ['WorkdirRelativePath']);
      const offered = (await actionsAt(document.uri, 1)).map(({ command }) => command?.command);
      assert.ok(offered.includes(commands.explainRule) && offered.includes(commands.turnOffRule));
      await configure('coexist', 'all');
      await until(document.uri, codes, both);
      await configure('coexist', 'none');
      await until(document.uri, codes, []);
      await configure('coexist', undefined);
      await until(document.uri, codes, ['WorkdirRelativePath']);
      const unknown = new vscode.Diagnostic(peer.range, 'x');
      [unknown.source, unknown.code] = ['hadolint', 'DL0000'];
      peers.set(document.uri, [unknown]);
      await until(document.uri, codes, both);
    } finally {
      peers.dispose();
      await configure('coexist', undefined);
    }
  });
});
