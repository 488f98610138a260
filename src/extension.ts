import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { dockerBackend } from './backends/docker';
import { kubernetesObservers } from './backends/kubernetes';
import { openstackObservers } from './backends/openstack';
import { exerciseFolders, lessonFolder, workspaceObservers } from './backends/workspace';
import { builtInCatalog } from './core/course/catalog';
import * as course from './features/course';
import * as diagnostics from './features/diagnostics';
import * as explorers from './features/explorers';
import { registerCommand } from './host/commands';
import { commands, settings } from './host/ids';
import { log } from './host/log';
import { syncedSlots } from './host/storage';

/** Builds the parts and hands them to each other; contacts nothing and awaits nothing. */
export function activate(context: vscode.ExtensionContext): void {
  const docker = dockerBackend({
    env: process.env,
    setting: () => vscode.workspace.getConfiguration().get<string>(settings.dockerHost, ''),
  });
  const slot = syncedSlots(context.globalState);
  const isUnsaved = (file: string): boolean =>
    vscode.workspace.textDocuments.some((one) => one.isDirty && one.uri.scheme === 'file' && one.uri.fsPath === file);
  const content = path.join(context.extensionPath, 'walkthroughs');

  context.subscriptions.push(
    log,
    docker,
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settings.dockerHost)) docker.reconnect();
    }),
    registerCommand(commands.showLog, () => log.show()),
  );
  course.register(context, {
    folderOf: (lesson) => lessonFolder(content, lesson),
    readCatalog: builtInCatalog,
    observers: {
      ...docker.observers,
      ...workspaceObservers({ isUnsaved }),
      ...kubernetesObservers(),
      ...openstackObservers(),
    },
    folders: exerciseFolders(content, builtInCatalog, path.join(context.globalStorageUri.fsPath, 'backups')),
    marks: docker.marks,
    listen: docker.listen,
    clock: { now: () => Date.now(), sleep: (ms, signal) => sleep(ms, undefined, { signal }) },
    slot: slot('progress'),
  });
  explorers.register(context, { containers: docker.source });
  diagnostics.register(context);
}
