import * as vscode from 'vscode';
import { fill, type Text } from '../../core/text';
import { confirm } from '../../host/report';

const words = {
  question: { en: 'Run {script} to check it?', zh: '运行 {script} 来检查它？' },
  detail: {
    en: 'It is run isolated, in a temporary folder: without a network, for ten seconds at most, and none of your files can be changed.',
    zh: '它会在临时文件夹中隔离运行：没有网络，最长十秒，改不了你的任何文件。',
  },
  run: { en: 'Run', zh: '运行' },
} as const satisfies Record<string, Text>;

/** Asks whether a script of the exercise folder may be run; nothing of a workspace that is not trusted ever is. */
export async function mayRun(script: string): Promise<boolean> {
  return vscode.workspace.isTrusted && (await confirm(fill(words.question, { script }), words.detail, words.run));
}
