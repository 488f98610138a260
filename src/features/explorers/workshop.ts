import * as vscode from 'vscode';
import type { Answers } from '../../core/resources/verb';
import { verbNames, type VerbId } from '../../core/resources/verb-names';
import { fill, type Text } from '../../core/text';
import { say } from '../../host/locale';
import { confirm, inform } from '../../host/report';
import type { Explorer } from './explorer';
import { Presenter } from './present';
import { ask } from './questions';
import { isRow } from './row';
import { deedsMeant, deedsOf, type Deed } from './targets';

const words = {
  question: { en: '{verb} {name}?', zh: '{verb} {name}？' },
  several: { en: '{verb} these {count}?', zh: '{verb}这 {count} 项？' },
  commandLine: { en: '{detail}\n\nSame as: {command}', zh: '{detail}\n\n等同于：{command}' },
  away: {
    en: '{place} is not on this machine. Others may work with it.',
    zh: '{place} 不在本机上，可能有其他人正在使用。',
  },
  copied: { en: 'Copied: {command}', zh: '已复制：{command}' },
  pickVerb: { en: 'What do you want to do with {name}?', zh: '要对 {name} 做什么？' },
  pickCopy: { en: 'Copy the command for what?', zh: '复制哪个操作的命令？' },
  deed: { en: '{verb} {name}', zh: '{verb} {name}' },
} as const satisfies Readonly<Record<string, Text>>;

/** After these another source, or another part of it, is the one that is meant. */
const choosing: ReadonlySet<VerbId> = new Set(['useContext', 'useNamespace', 'useProject']);

/** Does what verbs want done, and shows what they have to show; loaded when the first one is called. */
export class Workshop {
  readonly #presenter = new Presenter();
  readonly #controller = new AbortController();
  /** Where the learner has agreed that something is changed. */
  readonly #agreed = new Set<string>();

  constructor(private readonly explorers: readonly Explorer[]) {}

  /** Does a verb to what a command was called with, or to what the learner picks. */
  async act(id: VerbId, row: unknown, rows: unknown): Promise<void> {
    await this.#doAll(await deedsMeant(id, this.explorers, row, rows));
  }

  /** Asks which verb of a row to do. */
  async actAny(row: unknown): Promise<void> {
    const deed = await pickDeed(this.explorers, row, words.pickVerb);
    if (deed) await this.#doAll([deed]);
  }

  /** Puts the command line that a verb of a row stands for into the clipboard. */
  async copyCommand(row: unknown): Promise<void> {
    const deed = await pickDeed(this.explorers, row, words.pickCopy);
    if (!deed) return;
    const command = deed.verb.commandLine(deed.target, {});
    await vscode.env.clipboard.writeText(command);
    inform(fill(words.copied, { command }));
  }

  /** Asks which of what goes on in the background to stop. */
  async stopRunning(): Promise<void> {
    await this.#presenter.stopRunning();
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
    const { signal } = this.#controller;
    const title = say(fill(words.deed, { verb: verbNames[first.verb.id], name: first.name }));
    const answers = await ask(first.verb, first.target, title, signal);
    if (!answers || !(await mayDo(deeds, answers, this.#agreed, signal))) return;
    for (const deed of deeds) await this.#doOne(deed, answers);
  }

  async #doOne({ row, verb, target }: Deed, answers: Answers): Promise<void> {
    const explorer = this.explorers.find((one) => one.shows(row));
    const run = () => verb.run(target, answers, this.#controller.signal);
    const outcome = await (explorer ? explorer.whileShown(run) : run());
    if (choosing.has(verb.id)) explorer?.anew();
    if (outcome) await this.#presenter.show(`${row.id}:${verb.id}`, outcome);
  }
}

/** Asks before something is changed that is not on this machine, and before something goes that does not come back. */
async function mayDo(
  deeds: readonly Deed[],
  answers: Answers,
  agreed: Set<string>,
  signal: AbortSignal,
): Promise<boolean> {
  const [first] = deeds;
  if (!first || first.verb.reads) return true;
  const { verb, source } = first;
  const ground = await source.ground(signal);
  const isNear = ground.isLocal || agreed.has(ground.id);
  if (isNear && !verb.destroys) return true;
  const lost = await Promise.all(deeds.map(async ({ verb: one, target }) => one.destroys?.(target, answers, signal)));
  const details = [
    ...(isNear ? [] : [fill(words.away, { place: ground.label })]),
    ...lost.filter((one) => one !== undefined),
  ];
  const detail = joined(details, '\n');
  const command = deeds.map((one) => one.verb.commandLine(one.target, answers)).join('\n');
  const asked =
    deeds.length === 1
      ? fill(words.question, { verb: verbNames[verb.id], name: first.name })
      : fill(words.several, { verb: verbNames[verb.id], count: deeds.length });
  if (!(await confirm(asked, fill(words.commandLine, { detail, command }), verbNames[verb.id]))) return false;
  agreed.add(ground.id);
  return true;
}

const joined = (texts: readonly Text[], by: string): Text => ({
  en: texts.map(({ en }) => en).join(by),
  zh: texts.map(({ zh }) => zh).join(by),
});

/** All that can be done with a row, to pick one. */
async function pickDeed(explorers: readonly Explorer[], row: unknown, question: Text): Promise<Deed | undefined> {
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
