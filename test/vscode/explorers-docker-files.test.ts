import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Resource } from '../../src/core/resources/resource';
import type { Intake } from '../../src/core/resources/source';
import type { Answers, Verb } from '../../src/core/resources/verb';
import { verbatim } from '../../src/core/text';
import type { Home } from '../../src/features/explorers/explorer';
import { registerVerbs } from '../../src/features/explorers/verbs';
import { Workshop } from '../../src/features/explorers/workshop';
import { FakeListing, sourceOf, thingKind } from '../unit/resources/sources';
import { Answering, fakeHome } from './explorers-stage';

type Done = { readonly verb: string; readonly target: Resource | undefined; readonly answers: Answers };

describe('explorers: Dockerfiles and Compose files', () => {
  let folder: string;
  let learner: Answering;
  let home: Home;
  let workshop: Workshop;
  let done: Done[];
  let isLocal: boolean;

  /** Takes files of one name; asks for another one beside it. */
  const intake = (name: string, id: 'build' | 'composeUp'): Intake => ({
    accepts: (given) => given === name,
    needsPath: true,
    answers: ({ path: file, text }) => ({ text: [text], ...(file !== undefined && { file: [file] }) }),
    take: {
      id,
      applies: () => true,
      questions: () => [
        { id: 'file', title: verbatim('file'), ask: 'open' },
        { id: 'tag', title: verbatim('tag'), ask: 'text' },
      ],
      commandLine: (_none, answers) => `docker ${id} -f ${answers['file']?.[0] ?? ''}`,
      run: (target, answers) => {
        done.push({ verb: id, target, answers });
        return Promise.resolve();
      },
    } satisfies Verb<Resource | undefined>,
  });

  before(() => vscode.extensions.getExtension('cloud-native-tutor.cloud-native-tutor')?.activate());
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tutor-docker-files-'));
    [learner, done, isLocal] = [new Answering(), [], true];
    learner.answer = ({ dialog }) => (dialog === 'showInputBox' ? 'shop:1' : undefined);
    const source = {
      ...sourceOf([thingKind(new FakeListing())]),
      intakes: [intake('Dockerfile', 'build'), intake('compose.yaml', 'composeUp')],
      ground: () => Promise.resolve({ id: 'far', label: 'https://far', isLocal }),
    };
    home = fakeHome(source, { id: 'docker' });
    workshop = new Workshop([home]);
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    workshop.dispose();
    learner.dispose();
    await rm(folder, { recursive: true });
  });

  const write = async (name: string, text: string): Promise<vscode.Uri> => {
    const file = path.join(folder, name);
    await writeFile(file, text);
    return vscode.Uri.file(file);
  };

  it('go to the intake that accepts them, which asks what they do not say, and no more', async () => {
    const uri = await write('Dockerfile', 'FROM scratch\n');
    await workshop.drop(home, undefined, uri.toString());
    assert.deepEqual(done[0]?.answers, { text: ['FROM scratch\n'], file: [uri.fsPath], tag: ['shop:1'] });
    assert.deepEqual(
      learner.said.map((one) => one.dialog),
      ['showInputBox'],
    );
    assert.match(learner.said[0]?.detail ?? '', /docker build -f .*Dockerfile/);
    await workshop.drop(home, undefined, (await write('compose.yaml', 'services: {}\n')).toString());
    assert.deepEqual(
      done.map(({ verb }) => verb),
      ['build', 'composeUp'],
    );
  });

  describe('with a lens above them', () => {
    type Handler = (...given: readonly unknown[]) => unknown;
    /** What the explorers would have commands do, if the extension had not registered them already. */
    const handlers = (): ReadonlyMap<string, Handler> => {
      const all = new Map<string, Handler>();
      const { registerCommand } = vscode.commands;
      const keep = (id: string, handler: Handler): vscode.Disposable => {
        all.set(id, handler);
        return new vscode.Disposable(() => undefined);
      };
      Object.assign(vscode.commands, { registerCommand: keep });
      try {
        registerVerbs({ get: () => Promise.resolve(workshop), dispose: () => undefined });
      } finally {
        Object.assign(vscode.commands, { registerCommand });
      }
      return all;
    };

    /** Writes into a file without saving it, and presses the lens that VS Code shows there. */
    const press = async (name: string, text: string): Promise<vscode.TextDocument> => {
      const document = await vscode.workspace.openTextDocument(await write(name, text));
      const editor = await vscode.window.showTextDocument(document);
      assert.ok(await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '# mine\n')));
      assert.ok(document.isDirty);
      const { uri } = document;
      const all = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 10);
      const [lens] = all.flatMap(({ command }) => command ?? []);
      const handler = lens && handlers().get(lens.command);
      assert.ok(handler, `nobody has ${lens?.command ?? 'a lens'}`);
      await handler(...((lens.arguments ?? []) as readonly unknown[]));
      return document;
    };

    it('are built and brought up as if they were dropped, and saved before', async () => {
      const dockerfile = await press('Dockerfile', 'FROM nginx:1.30\n');
      assert.ok(!dockerfile.isDirty);
      const project = await press('compose.yaml', 'services:\n  web:\n    image: nginx:1.30\n');
      assert.deepEqual(
        done.map(({ verb, target, answers }) => [verb, target, answers]),
        [
          ['build', undefined, { text: ['# mine\nFROM nginx:1.30\n'], file: [dockerfile.uri.fsPath], tag: ['shop:1'] }],
          ['composeUp', undefined, { text: [project.getText()], file: [project.uri.fsPath], tag: ['shop:1'] }],
        ],
      );
      assert.ok(!learner.has('showWarningMessage', /./));
    });

    it('are asked about first where the engine is not on this machine', async () => {
      isLocal = false;
      await press('Dockerfile', 'FROM nginx:1.30\n');
      assert.ok(learner.has('showWarningMessage', /https:\/\/far is not on this machine[^]*docker build -f/));
      assert.deepEqual(done, []);
    });
  });

  it('have to be on this machine', async () => {
    const untitled = vscode.Uri.parse('untitled:Dockerfile');
    await assert.rejects(workshop.withDockerFile('build', untitled), /No Dockerfile of this machine is open/);
    await assert.rejects(workshop.withDockerFile('composeUp', undefined), /No Compose file of this machine is open/);
  });
});
