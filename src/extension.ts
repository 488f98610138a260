import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { dockerBackend } from './backends/docker';
import { cloudObservers } from './backends/clouds';
import { practiceLab } from './backends/lab';
import { latePlatform } from './backends/platforms';
import { turns } from './backends/turns';
import {
  exerciseFolders,
  exerciseWorkers,
  keptFile,
  lessonFolder,
  rememberedCatalog,
  starters,
  workspaceObservers,
} from './backends/workspace';
import { isProgress } from './core/course/progress-record';
import type { LabState } from './core/lab';
import type { Platform } from './core/resources/source';
import * as authoring from './features/authoring';
import * as course from './features/course';
import { mayRun } from './features/course/may-run';
import * as diagnostics from './features/diagnostics';
import * as doctor from './features/doctor';
import * as explorers from './features/explorers';
import * as index from './features/index';
import * as lab from './features/lab';
import * as reader from './features/reader';
import * as progress from './features/progress';
import { registerCommand } from './host/commands';
import { commands, settings } from './host/ids';
import { log } from './host/log';
import { syncedSlots } from './host/storage';

/** Builds the parts and hands them to each other; contacts nothing and awaits nothing. */
export function activate(context: vscode.ExtensionContext): void {
  const labChanged = new vscode.EventEmitter<LabState>();
  let before: LabState['state'] = 'stopped';
  const practice = practiceLab(
    {
      folder: path.join(context.globalStorageUri.fsPath, 'lab'),
      program: path.join(context.extensionPath, 'dist', 'lab.js'),
      docker: path.join(context.extensionPath, 'dist', 'lab-docker.js'),
      node: process.execPath,
      env: process.env,
    },
    (state) => labChanged.fire(state),
  );
  const dockerHost = async (): Promise<string> =>
    (await practice.dockerHost()) ?? vscode.workspace.getConfiguration().get<string>(settings.dockerHost, '');
  const docker = dockerBackend({
    env: process.env,
    setting: dockerHost,
    terminal: practice.terminal,
    mayRun: () => vscode.workspace.isTrusted,
  });
  const slot = syncedSlots(context.globalState);
  const isUnsaved = (file: string): boolean =>
    vscode.workspace.textDocuments.some((one) => one.isDirty && one.uri.scheme === 'file' && one.uri.fsPath === file);
  const workspace = (): string[] => (vscode.workspace.workspaceFolders ?? []).map((one) => one.uri.fsPath);
  const content = path.join(context.extensionPath, 'walkthroughs');
  const catalog = rememberedCatalog();

  context.subscriptions.push(
    log,
    docker,
    labChanged,
    labChanged.event(({ state }) => {
      // Who has asked while it was starting waits for it, and is not to be sent away.
      if (before !== 'starting') docker.reconnect();
      before = state;
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settings.dockerHost)) docker.reconnect();
    }),
    registerCommand(commands.showLog, () => log.show()),
  );
  const learner = course.register(context, {
    folderOf: (lesson) => lessonFolder(content, lesson),
    readCatalog: catalog.read,
    observers: {
      ...docker.observers,
      ...workspaceObservers({ isUnsaved, starterOf: starters(content, catalog.last), mayRun }),
      ...cloudObservers({ env: process.env, workspace }),
    },
    folders: exerciseFolders(content, catalog.last, path.join(context.globalStorageUri.fsPath, 'backups')),
    marks: docker.marks,
    workers: exerciseWorkers(),
    listen: docker.listen,
    clock: { now: () => Date.now(), sleep: (ms, signal) => sleep(ms, undefined, { signal }) },
    keep: keptFile(path.join(context.globalStorageUri.fsPath, 'progress.json'), isProgress),
    slot: slot('progress'),
  });
  const elsewhere = new vscode.EventEmitter<Platform['id']>();
  const kubernetes = latePlatform('kubernetes', async () =>
    (await import('./backends/kubernetes')).kubernetesPlatform({ env: process.env, workspace }),
  );
  const openstack = latePlatform('openstack', async () =>
    (await import('./backends/openstack')).openstackPlatform({ env: process.env, workspace }),
  );
  context.subscriptions.push(kubernetes, openstack, elsewhere);
  explorers.register(
    context,
    { docker: docker.platform, kubernetes, openstack },
    { of: practice.state, onDidChange: labChanged.event },
    elsewhere.event,
  );
  const workspaceFiles = index.register(context, turns);
  const lessons = async () => new Set((await learner.catalog()).lessons.map(({ id }) => id));
  const linter = diagnostics.register(context, workspaceFiles, lessons);
  authoring.register(context, {
    parsed: (document) => linter.parsed(document),
    namesAround: (place, room) => workspaceFiles.entriesOf(place, room),
    words: async () => (await import('./core/authoring/kubernetes/words')).words,
    lessons,
    exercises: async () => (await learner.catalog()).exercises.map(({ id }) => id),
  });
  reader.register(context, () => practice.terminal());
  doctor.register(context, {
    look: async (signal, milliseconds) => {
      const { lookAround } = await import('./backends/doctor');
      const { isTrusted } = vscode.workspace;
      const options = { env: process.env, workspace: workspace(), isTrusted, setting: dockerHost };
      return await lookAround(options, signal, milliseconds);
    },
    lab: () => practice.state().state,
    lessons,
  });
  lab.register(context, { lab: practice, onDidChange: labChanged.event });
  progress.register(context, { course: learner, now: () => Date.now() });
}
