import * as vscode from 'vscode';
import { deedsOf, type Deed } from '../../core/authoring/lenses';
import type { Text } from '../../core/text';
import { commands } from '../../host/ids';
import { say } from '../../host/locale';
import type { Parts } from './parts';

const words = {
  build: { en: '$(package) Build Image', zh: '$(package) 构建镜像' },
  up: { en: '$(play) Compose Up', zh: '$(play) Compose 启动' },
  apply: { en: '$(cloud-upload) Apply…', zh: '$(cloud-upload) 应用…' },
  compare: { en: '$(diff) Compare with Cluster', zh: '$(diff) 与集群比较' },
  check: { en: '$(pass) Check My Work', zh: '$(pass) 检查我的成果' },
} as const satisfies Readonly<Record<string, Text>>;

const commandsOf: Readonly<Record<Deed['deed'], string>> = {
  build: commands.buildImage,
  up: commands.composeUp,
  apply: commands.applyManifest,
  compare: commands.compareManifest,
};

/** The lenses above what a learner can do something with. */
export class Lenses {
  #exercises: Promise<readonly string[]> | undefined;

  constructor(readonly parts: Parts) {}

  async of(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const parsed = await this.parts.parsed(document);
    if (parsed === undefined || document.uri.scheme !== 'file') return [];
    const exercise = await this.#exerciseOf(document.uri);
    const top = new vscode.Range(0, 0, 0, 0);
    const check = exercise === undefined ? [] : [lens(top, words.check, commands.checkExercise, exercise)];
    const deeds = deedsOf(parsed.room.id, parsed.parts).map(({ deed, at }) => {
      const place = document.positionAt(at);
      return lens(new vscode.Range(place, place), words[deed], commandsOf[deed], document.uri);
    });
    return [...check, ...deeds];
  }

  /** The exercise whose folder a file is in: the folder bears its id. */
  async #exerciseOf(uri: vscode.Uri): Promise<string | undefined> {
    const folders = new Set(uri.path.split('/').slice(0, -1));
    this.#exercises ??= this.parts.exercises();
    return (await this.#exercises).find((id) => folders.has(id));
  }
}

function lens(range: vscode.Range, title: Text, command: string, argument: unknown): vscode.CodeLens {
  return new vscode.CodeLens(range, { title: say(title), command, arguments: [argument] });
}
