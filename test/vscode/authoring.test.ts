import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { commands, settings } from '../../src/host/ids';

let folder = '';
let files = 0;

/** Opens a file in which "¦" marks a place. */
async function open(name: string, source: string): Promise<{ uri: vscode.Uri; at: vscode.Position }> {
  files += 1;
  const text = source.replace('¦', '');
  const uri = vscode.Uri.file(path.join(folder, String(files), name));
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return { uri, at: document.positionAt(Math.max(source.indexOf('¦'), 0)) };
}

const hovers = async (name: string, source: string): Promise<string> => {
  const { uri, at } = await open(name, source);
  const all = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, at);
  return all.flatMap(({ contents }) => contents.map((one) => (one as vscode.MarkdownString).value)).join('\n');
};

const completions = async (name: string, source: string): Promise<readonly string[]> => {
  const { uri, at } = await open(name, source);
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    uri,
    at,
  );
  return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
};

const manifest =
  'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  restart¦Policy: Never\n  containers:\n    - name: a\n      image: nginx:1.30\n      envFrom:\n        - configMapRef:\n            name: settings\n';
const compose = 'services:\n  web:\n    image: nginx:1.30\n    depends_on: [d¦b]\n  db:\n    image: redis:8\n';

describe('authoring in a real VS Code', () => {
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tutor-authoring-'));
    await vscode.extensions.getExtension('cloud-native-tutor.cloud-native-tutor')?.activate();
  });
  after(() => rm(folder, { recursive: true }));
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('explains an instruction, a key of Compose and a field of Kubernetes', async () => {
    const instruction = await hovers('Dockerfile', 'FROM nginx:1.30\nCO¦PY a /b\n');
    assert.ok(instruction.includes('COPY') && instruction.includes(commands.openLesson), instruction);
    assert.match(await hovers('compose.yaml', 'services:\n  web:\n    rest¦art: always\n'), /unless-stopped/);
    assert.match(await hovers('pod.yaml', manifest), /OnFailure[\s\S]*Restart policy for all containers/);
  });

  it('completes keys, words and names, also in a broken text', async () => {
    assert.ok((await completions('Dockerfile', 'FROM a AS build\nFROM b\nCOPY --from=¦ / /\n')).includes('build'));
    assert.ok((await completions('compose.yaml', 'x: [\nservices:\n  web:\n    rest¦\n')).includes('restart'));
    assert.ok((await completions('compose.yaml', compose)).includes('db'));
    assert.ok(
      (await completions('svc.yaml', 'apiVersion: v1\nkind: Service\nspec:\n  type: ¦\n')).includes('NodePort'),
    );
  });

  it('explains and completes a manifest that is JSON', async () => {
    const json = (spec: string): string => `{ "apiVersion": "v1", "kind": "Pod", "spec": ${spec} }`;
    assert.match(await hovers('pod.json', json('{ "restart¦Policy": "Never" }')), /OnFailure/);
    const found = await completions('pod.json', json('{ "restartPolicy": "¦" }'));
    assert.ok(found.includes('OnFailure'), found.join());
    assert.ok((await completions('pod.json', json('{ "nodeName": "a" ¦ }'))).includes('containers'));
  });

  it('completes labels that Pods in other files have', async () => {
    const root = vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('no folder is open');
    const place = vscode.Uri.joinPath(root, 'labels-of-tests');
    const write = async (name: string, text: string): Promise<vscode.Uri> => {
      const uri = vscode.Uri.joinPath(place, name);
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
      return uri;
    };
    const offered = async (uri: vscode.Uri, at: vscode.Position): Promise<readonly vscode.CompletionItem[]> => {
      const command = 'vscode.executeCompletionItemProvider';
      return (await vscode.commands.executeCommand<vscode.CompletionList>(command, uri, at)).items;
    };
    try {
      await write(
        'pods.yaml',
        'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: till\nspec:\n  template:\n    metadata:\n      labels: { shop-part: till }\n    spec: { containers: [] }\n',
      );
      const uri = await write('service.yaml', 'apiVersion: v1\nkind: Service\nspec:\n  selector:\n    shop-part: \n');
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document);
      const at = new vscode.Position(4, 15);
      // The other files are read in the background.
      let found = await offered(uri, at);
      for (let look = 0; look < 400 && !found.some(({ label }) => label === 'till'); look += 1) {
        await new Promise((resolve) => setTimeout(resolve, 25));
        found = await offered(uri, at);
      }
      assert.equal(found.find(({ label }) => label === 'till')?.detail, 'Deployment/till');
    } finally {
      await vscode.workspace.fs.delete(place, { recursive: true });
    }
  }).timeout(30_000);

  it('lists the objects of a manifest and the services of a project', async () => {
    const symbols = async (name: string, source: string): Promise<readonly string[]> => {
      const { uri } = await open(name, source);
      const all = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
        'vscode.executeDocumentSymbolProvider',
        uri,
      );
      return all.flatMap((one) => [one.name, ...one.children.map((child) => child.name)]);
    };
    const objects = await symbols('pod.yaml', manifest);
    assert.ok(objects.includes('ConfigMap/settings') && objects.includes('Pod/web'), objects.join());
    const services = await symbols('compose.yaml', compose);
    assert.ok(services.includes('services') && services.includes('db'), services.join());
    assert.ok((await symbols('Dockerfile', 'FROM a AS build\nRUN x\n')).includes('build'));
  });

  it('goes to a definition, and finds the references', async () => {
    const { uri, at } = await open('compose.yaml', compose);
    const lines = async (command: string): Promise<readonly number[]> => {
      const found = await vscode.commands.executeCommand<vscode.Location[]>(command, uri, at);
      return found.map(({ range }) => range.start.line).sort();
    };
    assert.deepEqual(await lines('vscode.executeDefinitionProvider'), [4]);
    assert.deepEqual(await lines('vscode.executeReferenceProvider'), [3, 4]);
  });

  it('offers what can be done with a file, unless the setting says no', async () => {
    const { uri } = await open('Dockerfile', 'FROM nginx:1.30\n');
    const lenses = async (): Promise<readonly (string | undefined)[]> => {
      const all = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 10);
      return all.map(({ command }) => command?.command);
    };
    assert.deepEqual(await lenses(), [commands.buildImage]);
    const configuration = vscode.workspace.getConfiguration();
    await configuration.update(settings.codeLens, false, vscode.ConfigurationTarget.Global);
    try {
      assert.deepEqual(await lenses(), []);
    } finally {
      await configuration.update(settings.codeLens, undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
