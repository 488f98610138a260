import * as vscode from 'vscode';
import type { Level, Profile } from '../../core/lint/rule';

/** The section of our settings. */
export const section = 'tutor.diagnostics';

const profiles: readonly Profile[] = ['learn', 'strict', 'quiet'];
const coexistences = ['auto', 'all', 'none'] as const;
const levels: readonly Level[] = ['error', 'warning', 'information', 'hint', 'off'];

/** What the author has set for a document's folder; what makes no sense counts as not set. */
export type Settings = {
  readonly enable: boolean;
  readonly profile: Profile;
  readonly rules: Readonly<Record<string, Level>>;
  /** What is shown of a file about which other extensions speak, too: what they leave out, all, or nothing. */
  readonly coexist: (typeof coexistences)[number];
};

/** Reads the settings that hold for a document. */
export function readSettings(document: vscode.TextDocument): Settings {
  const configuration = vscode.workspace.getConfiguration(section, document);
  const profile = configuration.get<unknown>('profile');
  const coexist = configuration.get<unknown>('coexist');
  return {
    enable: configuration.get<unknown>('enable') !== false,
    profile: profiles.find((one) => one === profile) ?? 'learn',
    rules: Object.fromEntries(levelsIn(configuration.get<unknown>('rules'))),
    coexist: coexistences.find((one) => one === coexist) ?? 'auto',
  };
}

function* levelsIn(rules: unknown): Iterable<[string, Level]> {
  if (typeof rules !== 'object' || rules === null) return;
  for (const [name, value] of Object.entries(rules)) {
    const level = levels.find((one) => one === value);
    if (level !== undefined) yield [name, level];
  }
}
