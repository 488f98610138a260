import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { kubernetesApplyConflict } from '../../src/core/errors';
import { keyOf, type Resource } from '../../src/core/resources/resource';
import type { Intake, Source } from '../../src/core/resources/source';
import type { Answers, Verb } from '../../src/core/resources/verb';
import { verbatim } from '../../src/core/text';
import type { Home } from '../../src/features/explorers/explorer';
import type { Row } from '../../src/features/explorers/row';
import { Workshop } from '../../src/features/explorers/workshop';
import { FakeListing, resource, sourceOf, thingKind, until } from '../unit/resources/sources';
import { Answering, fakeHome } from './explorers-stage';

const folder = path.join(tmpdir(), `tutor-drop-${process.pid}`);
const manifest = path.join(folder, 'web.yaml');

type Done = { readonly verb: string; readonly target: Resource | undefined; readonly answers: Answers };

describe('explorers: what files and the editor can do', () => {
  let learner: Answering;
  let workshop: Workshop | undefined;
  let done: Done[];
  let source: Source;
  let home: Home;
  let isLocal: boolean;

  const verb = (
    id: 'apply' | 'compare' | 'dryRun',
    run: Verb<Resource | undefined>['run'],
  ): Verb<Resource | undefined> => ({
    id,
    applies: () => true,
    ...(id !== 'apply' && { reads: true as const }),
    commandLine: (target) => `kubectl ${id} -n ${target?.name ?? '-'}`,
    run: (target, answers, signal) => {
      done.push({ verb: id, target, answers });
      return run(target, answers, signal);
    },
  });
  const intake = (rest: Partial<Intake> = {}): Intake => ({
    accepts: (name) => name.endsWith('.yaml'),
    answers: ({ path: file, text }) => ({ text: [text], ...(file !== undefined && { file: [file] }) }),
    take: verb('apply', () => Promise.resolve()),
    compare: verb('compare', () =>
      Promise.resolve({ show: 'compare', title: 'x', language: 'yaml', before: 'a', after: 'b' }),
    ),
    dryRun: verb('dryRun', () => Promise.resolve({ show: 'text', title: 'x', language: 'yaml', text: 'would be' })),
    place: (target) => Promise.resolve(verbatim(`namespace ${target?.name ?? 'default'} of test`)),
    ...rest,
  });
  const begin = (given: Intake | undefined): void => {
    source = {
      ...sourceOf([thingKind(new FakeListing())]),
      ...(given && { intakes: [given] }),
      ground: () => Promise.resolve({ id: 'far', label: 'https://far', isLocal }),
    };
    home = fakeHome(source);
    // Only one at a time can have the documents.
    workshop?.dispose();
    workshop = new Workshop([home]);
  };
  const rowOf = (one: Resource): Row => {
    const [kind] = source.kinds;
    assert.ok(kind);
    return { row: 'resource', id: keyOf(one), source, kind, resource: one };
  };
  const drop = (row: Row | undefined, ...files: readonly string[]): Promise<void> =>
    at().drop(home, row, files.map((file) => vscode.Uri.file(file).toString()).join('\r\n'));
  const at = (): Workshop => workshop ?? assert.fail('there is no workshop');
  const presses = (...buttons: readonly string[]): void => {
    learner.answer = (_call, choices) => choices.find((one) => buttons.includes(one));
  };

  before(async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(manifest, 'kind: Pod\n---\nkind: Service\n');
    await writeFile(path.join(folder, 'notes.md'), 'hello');
    await writeFile(path.join(folder, 'Dockerfile'), 'FROM scratch\n');
  });
  after(() => rm(folder, { recursive: true, force: true }));
  beforeEach(() => {
    [learner, done, isLocal] = [new Answering(), [], true];
    begin(intake());
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    workshop?.dispose();
    learner.dispose();
  });

  it('shows what a dropped manifest changes, says where it goes, and applies it there after a yes', async () => {
    presses('Apply');
    await drop(rowOf(resource('shop')), manifest);
    assert.deepEqual(
      done.map((one) => [one.verb, one.target?.name]),
      [
        ['compare', 'shop'],
        ['apply', 'shop'],
      ],
    );
    assert.deepEqual(done[1]?.answers, { text: ['kind: Pod\n---\nkind: Service\n'], file: [manifest] });
    assert.ok(learner.has('showWarningMessage', /Apply web\.yaml\?/));
    assert.ok(learner.has('showWarningMessage', /namespace shop of test[^]*kubectl apply -n shop/));
    assert.ok(!learner.has('showWarningMessage', /not on this machine/));
  });

  it('applies nothing when the answer is no', async () => {
    await drop(rowOf(resource('shop')), manifest);
    assert.deepEqual(
      done.map((one) => one.verb),
      ['compare'],
    );
  });

  it('means the chosen source where it is dropped onto no row, and the row above a row with words', async () => {
    presses('Apply');
    await drop(undefined, manifest);
    const above = rowOf(resource('shop'));
    await drop({ row: 'note', id: 'x', tone: 'more', words: verbatim('more'), parent: above }, manifest);
    assert.deepEqual(
      done.filter((one) => one.verb === 'apply').map((one) => one.target?.name),
      [undefined, 'shop'],
    );
  });

  it('guards what is not on this machine, once', async () => {
    isLocal = false;
    presses('Apply');
    await drop(undefined, manifest);
    assert.ok(learner.has('showWarningMessage', /https:\/\/far is not on this machine/));
    learner.said.length = 0;
    await drop(undefined, manifest);
    assert.ok(learner.has('showWarningMessage', /Apply web/));
    assert.ok(!learner.has('showWarningMessage', /not on this machine/));
  });

  it('says in a sentence what can be dropped where, of anything else', async () => {
    for (const name of ['notes.md', 'Dockerfile', '.']) {
      await assert.rejects(drop(undefined, path.join(folder, name)), /cannot be dropped here: drop a manifest/);
    }
    begin(undefined);
    await assert.rejects(drop(undefined, manifest), /cannot be dropped here/);
    begin(intake({ onto: ['image'] }));
    await assert.rejects(drop(rowOf(resource('a')), manifest), /cannot be dropped here/);
    assert.deepEqual(done, []);
  });

  it('insists on what was refused only when the learner does', async () => {
    const owned = kubernetesApplyConflict(
      { object: 'Pod web', message: '.spec' },
      { insist: { conflicts: ['force'] } },
    );
    const stubborn = verb('apply', (_target, answers) =>
      answers['conflicts'] ? Promise.resolve() : Promise.reject(owned),
    );
    begin(intake({ take: stubborn }));
    presses('Apply');
    await drop(undefined, manifest);
    assert.equal(done.filter((one) => one.verb === 'apply').length, 1);
    assert.ok(learner.has('showWarningMessage', /other programs own some of its fields/));
    presses('Apply', 'Take Over');
    await drop(undefined, manifest);
    assert.deepEqual(done.at(-1)?.answers['conflicts'], ['force']);
  });

  it('applies, compares and tries what is in the editor, saved or not', async () => {
    const document = await vscode.workspace.openTextDocument(manifest);
    await vscode.window.showTextDocument(document);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, 3, 0), 'kind: Job\n');
    await vscode.workspace.applyEdit(edit);
    await at().withManifest('compare', undefined);
    await at().withManifest('dryRun', document.uri);
    await at().withManifest('take', document.uri);
    assert.ok(learner.has('showWarningMessage', /namespace default of test/));
    presses('Apply');
    await at().withManifest('take', document.uri);
    assert.deepEqual(
      done.map((one) => [one.verb, one.answers]),
      ['compare', 'dryRun', 'apply'].map((id) => [id, { text: ['kind: Job\n'] }]),
    );
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('says that no manifest is open', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await assert.rejects(at().withManifest('take', undefined), /No manifest is open/);
  });

  it('begins a manifest, which is nobody’s before it is saved', async () => {
    learner.answer = () => 'Deployment + Service';
    await at().newManifest();
    await until(() => vscode.window.activeTextEditor?.document.isUntitled === true, 5000);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.languageId, 'yaml');
    assert.ok(document.isUntitled);
    assert.match(document.getText(), /kind: Deployment[^]*---[^]*kind: Service/);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
