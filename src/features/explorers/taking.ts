import * as vscode from 'vscode';
import type { Resource } from '../../core/resources/resource';
import type { GivenFile, Intake, Source } from '../../core/resources/source';
import type { Outcome, Verb } from '../../core/resources/verb';
import { fill, verbatim, type Text } from '../../core/text';
import { say } from '../../host/locale';
import { agrees, mayDo } from './agreement';
import { carryOut, stoppable, titleOf, type Bench, type Task } from './bench';
import { ask } from './questions';

/** A file that a source is given. */
export type Given = {
  readonly source: Source;
  readonly intake: Intake;
  /** The resource that it is meant for, such as the namespace that it was dropped onto. */
  readonly target: Resource | undefined;
  readonly file: GivenFile;
};

const words = {
  place: { en: 'Where it goes: {place}', zh: '目标位置：{place}' },
  same: {
    en: 'Nothing would change: all of it is there already.',
    zh: '不会有任何变化：内容与现有的完全一致。',
  },
  shown: {
    en: 'The comparison behind this question shows what changes: now on the left, then on the right.',
    zh: '此对话框后面的对比显示了将发生的变化：左侧为现状，右侧为应用之后。',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** Takes a file: where what changes can be shown, after it was; otherwise after what is not known was asked. */
export async function take(bench: Bench, given: Given): Promise<void> {
  const { intake, file } = given;
  const task = taskOf(given, intake.take);
  const known = intake.answers(file);
  if (!intake.compare) {
    const answers = await ask(task.verb, task.target, say(titleOf(task)), bench.signal, known);
    if (answers && (await mayDo(bench, [task], answers))) await carryOut(bench, task, answers);
    return;
  }
  const compared = await compare(bench, given, intake.compare);
  if (!compared) return;
  const isSame = compared.show === 'compare' && compared.before === compared.after;
  await apply(bench, given, [isSame ? words.same : words.shown]);
}

/** Takes a file after it was said where it goes. */
export async function apply(bench: Bench, given: Given, said: readonly Text[] = []): Promise<void> {
  const { intake, file, target } = given;
  const task = taskOf(given, intake.take);
  const answers = intake.answers(file);
  const place = await stoppable(
    titleOf(task),
    bench.signal,
    async (signal) => (await intake.place?.(target, signal)) ?? given.source.label,
  );
  if (place === undefined) return;
  const details = [fill(words.place, { place }), ...said];
  if (await agrees(bench, task, answers, details)) await carryOut(bench, task, answers);
}

/** Shows what a file would change, or what would come of it; changes nothing. */
export async function look(bench: Bench, given: Given, verb: Verb<Resource | undefined>): Promise<void> {
  await carryOut(bench, taskOf(given, verb), given.intake.answers(given.file));
}

async function compare(bench: Bench, given: Given, verb: Verb<Resource | undefined>): Promise<Outcome | undefined> {
  const task = taskOf(given, verb);
  const answers = given.intake.answers(given.file);
  const outcome = await stoppable(titleOf(task), bench.signal, (signal) => verb.run(given.target, answers, signal));
  if (outcome) await bench.show(`${task.id}:${verb.id}`, outcome);
  return outcome ?? undefined;
}

function taskOf({ source, target, file }: Given, verb: Verb<Resource | undefined>): Task {
  const id = `${source.id}/${target?.id ?? ''}/${file.path ?? file.name}`;
  return { id, source, name: verbatim(file.name), verb: verb as Verb<unknown>, target };
}

/**
 * A file as it is in the editor, or on the disk where no editor has it.
 * @param intake who reads it on the disk, where somebody does
 * @returns undefined for a folder, and for what the intake could not read
 */
export async function readGiven(uri: vscode.Uri, intake?: Intake): Promise<GivenFile | undefined> {
  const isOnDisk = uri.scheme === 'file';
  if (intake?.needsPath && !isOnDisk) return undefined;
  const open = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  const name = uri.path.replace(/^.*\//, '');
  const path = isOnDisk && (intake?.needsPath || open?.isDirty !== true) ? { path: uri.fsPath } : {};
  if (open) return { name, ...path, text: open.getText() };
  const { type } = await vscode.workspace.fs.stat(uri);
  if (type & vscode.FileType.Directory) return undefined;
  return { name, ...path, text: Buffer.from(await vscode.workspace.fs.readFile(uri)).toString() };
}
