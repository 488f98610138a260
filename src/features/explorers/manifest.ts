import * as vscode from 'vscode';
import { kubernetesNoConfig, noManifestOpen } from '../../core/errors';
import type { Intake } from '../../core/resources/source';
import type { Text } from '../../core/text';
import { say } from '../../host/locale';
import type { Bench } from './bench';
import { apply, look, readGiven, type Given } from './taking';

/** What can be done with a manifest in the editor. */
export type ManifestVerb = keyof Pick<Intake, 'take' | 'compare' | 'dryRun'>;

const which: Text = { en: 'What should the manifest begin with?', zh: '新清单以什么开头？' };

/** Does something with the manifest that a command was called with, or that is in the active editor, saved or not. */
export async function doWithManifest(bench: Bench, what: ManifestVerb, called: unknown): Promise<void> {
  const given = await givenFrom(bench, called);
  const verb = given.intake[what];
  if (what === 'take') await apply(bench, given);
  else if (verb) await look(bench, given, verb);
}

async function givenFrom({ explorers, signal }: Bench, called: unknown): Promise<Given> {
  const uri = called instanceof vscode.Uri ? called : vscode.window.activeTextEditor?.document.uri;
  const file = uri && (await readGiven(uri));
  if (!file) throw noManifestOpen();
  const home = explorers.find(({ id }) => id === 'kubernetes');
  const source = await home?.chosen(signal);
  if (!source?.intake) throw kubernetesNoConfig({ places: 'kubeconfig' });
  return { source, intake: source.intake, target: undefined, file };
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
