import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/host/ids';
import { Answering } from './explorers-stage';

const section = 'tutor.diagnostics';
const source = 'Cloud Native Tutor';
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 25));

const root = (): vscode.Uri => vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('no folder is open');
const parent = (): vscode.Uri => vscode.Uri.joinPath(root(), 'of-tests');
/** Every test has a folder of its own: on Linux VS Code loses one that goes and is made again at once. */
let turn = 0;
const place = (path: string): vscode.Uri => vscode.Uri.joinPath(parent(), `turn-${turn}`, path);
const remove = (path: string): Thenable<void> => vscode.workspace.fs.delete(place(path), { recursive: true });

async function write(path: string, text: string): Promise<void> {
  const uri = place(path);
  await watched(vscode.Uri.joinPath(uri, '..'));
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

/** The folders that VS Code has told of. */
const seen = new Set<string>();

/** Makes a folder, each one when the one above is watched: on Linux VS Code loses those that are made at once. */
async function watched(folder: vscode.Uri): Promise<void> {
  if (seen.has(folder.path)) return;
  if (folder.path !== parent().path) await watched(vscode.Uri.joinPath(folder, '..'));
  await vscode.workspace.fs.createDirectory(folder);
  for (let look = 0; look < 400 && !seen.has(folder.path); look += 1) await pause();
  assert.ok(seen.has(folder.path), `VS Code tells of ${folder.path}`);
}

/** Waits until VS Code tells of new files in a folder, or does so no more. */
async function probe(folder: vscode.Uri, isWanted: boolean): Promise<void> {
  let isTold = !isWanted;
  for (let count = 0; count < 100 && isTold !== isWanted; count += 1) {
    const file = vscode.Uri.joinPath(folder, `probe-${turn}-${String(isWanted)}-${count}`);
    await vscode.workspace.fs.writeFile(file, new Uint8Array());
    await new Promise((resolve) => setTimeout(resolve, 300));
    isTold = seen.has(file.path);
  }
  assert.equal(isTold, isWanted, `VS Code tells of new files in ${folder.path}`);
}

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

  let watcher: vscode.FileSystemWatcher;

  // VS Code begins to watch a folder some time after it has opened it.
  before(async () => {
    watcher = vscode.workspace.createFileSystemWatcher('**/*');
    watcher.onDidCreate(({ path }) => seen.add(path));
    await vscode.workspace.fs.createDirectory(parent());
    seen.add(parent().path);
    await probe(parent(), true);
  });
  beforeEach(() => {
    turn += 1;
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await remove('.');
  });
  after(async () => {
    watcher.dispose();
    await vscode.workspace.fs.delete(parent(), { recursive: true });
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

  it('knows what its editors do to files where VS Code watches none', async () => {
    const watch = vscode.workspace.getConfiguration('files');
    await watched(place('unwatched'));
    await watch.update('watcherExclude', { '**/unwatched/**': true }, vscode.ConfigurationTarget.Global);
    await probe(place('unwatched'), false);
    const edited = async (change: (edit: vscode.WorkspaceEdit) => void): Promise<void> => {
      const edit = new vscode.WorkspaceEdit();
      change(edit);
      assert.ok(await vscode.workspace.applyEdit(edit));
    };
    try {
      const document = await open('unwatched/set.yaml', set);
      await until(document.uri, places, []);
      const contents = new TextEncoder().encode(service('shop'));
      const [made, moved] = [place('unwatched/service.yaml'), place('unwatched/moved.yaml')];
      await edited((edit) => edit.createFile(made, { contents }));
      await until(document.uri, places, ['service.yaml:4:8']);
      await edited((edit) => edit.renameFile(made, moved));
      await until(document.uri, places, ['moved.yaml:4:8']);
      await edited((edit) => edit.deleteFile(moved));
      await until(document.uri, places, []);
      await vscode.workspace.fs.writeFile(made, contents);
      await vscode.window.showTextDocument(made, { preview: false });
      await until(document.uri, places, ['service.yaml:4:8']);
      const image = await open('unwatched/Dockerfile', 'FROM node:24\nCOPY app.js /app/\n');
      await until(image.uri, codes, ['DF031']);
      const fresh = await vscode.workspace.openTextDocument(place('unwatched/app.js').with({ scheme: 'untitled' }));
      assert.ok(await fresh.save());
      await until(image.uri, codes, []);
    } finally {
      await watch.update('watcherExclude', undefined, vscode.ConfigurationTarget.Global);
      await probe(place('unwatched'), true);
    }
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
