import * as vscode from 'vscode';
import { kubernetesNoConfig, noFileOpen, noManifestOpen } from '../../core/errors';
import type { Intake, Platform } from '../../core/resources/source';
import type { VerbId } from '../../core/resources/verb-names';
import type { Text } from '../../core/text';
import { say } from '../../host/locale';
import type { Bench } from './bench';
import { apply, look, readGiven, take, type Given } from './taking';

/** What can be done with a manifest in the editor. */
export type ManifestVerb = keyof Pick<Intake, 'take' | 'compare' | 'dryRun'>;

/** What a Docker engine can do with a file in the editor. */
export type DockerVerb = keyof typeof names;

const names = {
  build: { en: 'Dockerfile', zh: 'Dockerfile' },
  composeUp: { en: 'Compose file', zh: 'Compose 文件' },
} as const satisfies Partial<Readonly<Record<VerbId, Text>>>;

const which: Text = { en: 'What should the manifest begin with?', zh: '新清单以什么开头？' };

/** Does something with the manifest that a command was called with, or that is in the active editor, saved or not. */
export async function doWithManifest(bench: Bench, what: ManifestVerb, called: unknown): Promise<void> {
  const given = await givenFrom(bench, called);
  const verb = given.intake[what];
  if (what === 'take') await apply(bench, given);
  else if (verb) await look(bench, given, verb);
}

async function givenFrom(bench: Bench, called: unknown): Promise<Given> {
  const uri = uriMeant(called);
  const file = uri && (await readGiven(uri));
  if (!file) throw noManifestOpen();
  const taker = await takerOf(bench, 'kubernetes', 'apply');
  if (!taker) throw kubernetesNoConfig({ places: 'kubeconfig' });
  return { ...taker, file };
}

/**
 * Does something with the Dockerfile or Compose file that a command was called with, or that is in the active editor.
 * It is read on the disk, so it is saved first. Throws a UserError where there is none on this machine.
 */
export async function doWithDockerFile(bench: Bench, verb: DockerVerb, called: unknown): Promise<void> {
  const uri = uriMeant(called);
  const open = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri?.toString());
  const taker = await takerOf(bench, 'docker', verb);
  // VS Code says why it could not be saved.
  if (open?.isDirty === true && !open.isUntitled && !(await open.save())) return;
  const file = uri && taker && (await readGiven(uri, taker.intake));
  if (!file) throw noFileOpen({ what: names[verb] });
  await take(bench, { ...taker, file });
}

const uriMeant = (called: unknown): vscode.Uri | undefined =>
  called instanceof vscode.Uri ? called : vscode.window.activeTextEditor?.document.uri;

/** What takes files by a verb at the source that is chosen. */
async function takerOf(
  { explorers, signal }: Bench,
  platform: Platform['id'],
  verb: VerbId,
): Promise<Omit<Given, 'file'> | undefined> {
  const source = await explorers.find(({ id }) => id === platform)?.chosen(signal);
  const intake = source?.intakes?.find(({ take: taking }) => taking.id === verb);
  return source && intake && { source, intake, target: undefined };
}

/** Opens a manifest to begin with; nothing is saved or applied. */
export async function beginManifest(): Promise<void> {
  const { templates } = await import('../../core/resources/manifests');
  const items = templates.map(({ label, what, text }) => ({ label, description: say(what), text }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder: say(which), matchOnDescription: true });
  if (!picked) return;
  const document = await vscode.workspace.openTextDocument({ language: 'yaml', content: picked.text });
  await vscode.window.showTextDocument(document);
}
