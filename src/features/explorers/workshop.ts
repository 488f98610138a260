import * as vscode from 'vscode';
import { verbNames, type VerbId } from '../../core/resources/verb-names';
import { fill, type Text } from '../../core/text';
import { say } from '../../host/locale';
import { inform } from '../../host/report';
import { mayDo } from './agreement';
import { carryOut, titleOf, type Bench } from './bench';
import type { Home } from './explorer';
import type { DockerVerb, ManifestVerb } from './opened';
import { Presenter } from './present';
import { ask } from './questions';
import { isRow, type Row } from './row';
import { deedsMeant, deedsOf, type Deed } from './targets';

const words = {
  copied: { en: 'Copied: {command}', zh: '已复制：{command}' },
  pickVerb: { en: 'What do you want to do with {name}?', zh: '要对 {name} 做什么？' },
  pickCopy: { en: 'Copy the command for what?', zh: '复制哪个操作的命令？' },
} as const satisfies Readonly<Record<string, Text>>;

/** After these another source, or another part of it, is the one that is meant. */
const choosing: ReadonlySet<VerbId> = new Set(['useContext', 'useNamespace', 'useProject']);

/** Does what verbs want done, and shows what they have to show; loaded when the first one is called. */
export class Workshop {
  readonly #presenter = new Presenter();
  readonly #controller = new AbortController();
  readonly #bench: Bench;

  constructor(explorers: readonly Home[]) {
    this.#bench = {
      explorers,
      signal: this.#controller.signal,
      agreed: new Set(),
      show: (id, outcome) => this.#presenter.show(id, outcome),
    };
  }

  /** Does a verb to what a command was called with, or to what the learner picks. */
  async act(id: VerbId, row: unknown, rows: unknown): Promise<void> {
    await this.#doAll(await deedsMeant(id, this.#bench.explorers, row, rows));
  }

  /** Asks which verb of a row to do. */
  async actAny(row: unknown): Promise<void> {
    const deed = await pickDeed(this.#bench.explorers, row, words.pickVerb);
    if (deed) await this.#doAll([deed]);
  }

  /** Puts the command line that a verb of a row stands for into the clipboard. */
  async copyCommand(row: unknown): Promise<void> {
    const deed = await pickDeed(this.#bench.explorers, row, words.pickCopy);
    if (!deed) return;
    const command = deed.verb.commandLine(deed.target, {});
    await vscode.env.clipboard.writeText(command);
    inform(fill(words.copied, { command }));
  }

  /** Asks which of what goes on in the background to stop. */
  async stopRunning(): Promise<void> {
    await this.#presenter.stopRunning();
  }

  /** Removes what is marked as the exercise's that a row belongs to, or that the learner picks. */
  async cleanUp(row: unknown): Promise<void> {
    await (await import('./cleanup')).cleanUp(this.#bench, row);
  }

  /** Takes files that were dropped onto a row of a view. */
  async drop(home: Home, row: Row | undefined, list: string): Promise<void> {
    await (await import('./drop')).takeDropped(this.#bench, home, row, list);
  }

  /** Does something with a manifest in the editor. */
  async withManifest(what: ManifestVerb, uri: unknown): Promise<void> {
    await (await import('./opened')).doWithManifest(this.#bench, what, uri);
  }

  /** Does something with a Dockerfile or a Compose file in the editor. */
  async withDockerFile(verb: DockerVerb, uri: unknown): Promise<void> {
    await (await import('./opened')).doWithDockerFile(this.#bench, verb, uri);
  }

  /** Begins a manifest in the editor. */
  async newManifest(): Promise<void> {
    await (await import('./opened')).beginManifest();
  }

  dispose(): void {
    this.#controller.abort();
    this.#presenter.dispose();
  }

  async #doAll(meant: readonly Deed[]): Promise<void> {
    const [first] = meant;
    if (!first) return;
    // What one has answered is for that one.
    const deeds = (first.verb.questions?.(first.target) ?? []).length > 0 ? [first] : meant;
    const answers = await ask(first.verb, first.target, say(titleOf(first)), this.#bench.signal);
    if (!answers || !(await mayDo(this.#bench, deeds, answers))) return;
    for (const deed of deeds) {
      const explorer = this.#bench.explorers.find((one) => one.shows(deed.row));
      const work = () => carryOut(this.#bench, deed, answers);
      await (explorer ? explorer.whileShown(work) : work());
      if (choosing.has(deed.verb.id)) explorer?.anew();
    }
  }
}

/** All that can be done with a row, to pick one. */
async function pickDeed(explorers: readonly Home[], row: unknown, question: Text): Promise<Deed | undefined> {
  const meant = isRow(row) ? row : explorers.flatMap((one) => one.selected)[0];
  if (!meant) return undefined;
  const deeds = deedsOf(meant);
  const items = deeds.map((deed) => ({
    label: say(verbNames[deed.verb.id]),
    description: deed.verb.commandLine(deed.target, {}),
    deed,
  }));
  const name = deeds[0]?.name ?? { en: '', zh: '' };
  return (await vscode.window.showQuickPick(items, { placeHolder: say(fill(question, { name })) }))?.deed;
}
