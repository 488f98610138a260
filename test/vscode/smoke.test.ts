import assert from 'node:assert/strict';
import * as vscode from 'vscode';

interface Manifest {
  readonly contributes?: { readonly commands?: readonly { readonly command: string }[] };
}

describe('the extension in a real VS Code', () => {
  const extension = vscode.extensions.getExtension<unknown>('cloud-native-tutor.cloud-native-tutor');

  it('is there and activates', async () => {
    assert.ok(extension);
    await extension.activate();
    assert.ok(extension.isActive);
  });

  it('has a handler for every command of its manifest', async () => {
    const manifest = extension?.packageJSON as Manifest | undefined;
    const declared = (manifest?.contributes?.commands ?? []).map(({ command }) => command);
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      declared.filter((command) => !registered.has(command)),
      [],
    );
  });
});
