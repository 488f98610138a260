import assert from 'node:assert/strict';
import { access, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import * as vscode from 'vscode';
import { exerciseOf } from '../catalog';
import { commands, settings } from '../../src/host/ids';

const webs = exerciseOf('docker-two-webs');
const home = (): string => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? assert.fail('no folder is open');
const folder = (): string => path.join(home(), webs.id);
const run = (command: string, id = webs.id): Thenable<unknown> => vscode.commands.executeCommand(command, id);
const useEngine = (address: string): Thenable<void> =>
  vscode.workspace.getConfiguration().update(settings.dockerHost, address, vscode.ConfigurationTarget.Global);

async function page(): Promise<string> {
  const uri = vscode.Uri.from({ scheme: 'tutor-exercise', path: `/${webs.id}.md` });
  return (await vscode.workspace.openTextDocument(uri)).getText();
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));

async function tabShows(words: string): Promise<void> {
  const labels = (): string[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs.map((tab) => tab.label));
  for (let look = 0; look < 100; look += 1) {
    if (labels().some((label) => label.includes(words))) return;
    await pause();
  }
  assert.fail(`no tab shows "${words}": ${labels().join(' | ')}`);
}

/** Waits for the page to say something: its document follows the store. */
async function pageSays(words: string): Promise<void> {
  for (let look = 0; look < 100; look += 1) {
    if ((await page()).includes(words)) return;
    await pause();
  }
  assert.fail(`the page does not say "${words}":\n${await page()}`);
}

describe('the course in a real VS Code', () => {
  before(async () => {
    await useEngine('unix:///nowhere/docker.sock');
    await rm(folder(), { recursive: true, force: true });
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: 'my work' }));
  });
  after(() => useEngine(''));

  it('starts an exercise once, and never overwrites', async () => {
    await run(commands.startExercise);
    await access(path.join(folder(), 'page.html'));
    await pageSays(webs.tasks[0]?.en ?? '?');
    await writeFile(path.join(folder(), 'page.html'), 'mine');
    await run(commands.startExercise);
    assert.equal(await readFile(path.join(folder(), 'page.html'), 'utf8'), 'mine');
  });

  it('takes the id of a lesson for its first open core exercise', async () => {
    assert.equal(await run(commands.checkExercise, 'docker/commands'), 'unknown');
  });

  it('shows one page for an exercise, in the second column, however often it is asked for', async () => {
    const pages = (): vscode.Tab[] =>
      vscode.window.tabGroups.all.flatMap((group) => group.tabs.filter((tab) => tab.label.includes(webs.id)));
    await run(commands.checkExercise);
    await run(commands.checkExercise);
    await vscode.commands.executeCommand('workbench.action.focusSecondEditorGroup');
    await run(commands.checkExercise);
    assert.equal(pages().length, 1);
    assert.equal(pages()[0]?.group.viewColumn, vscode.ViewColumn.Two);
  });

  it('shows the verdict on a page that is opened while it is judged', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await Promise.all([run(commands.startExercise), run(commands.checkExercise)]);
    await pageSays('Not judged');
  });

  it('shows hints one by one', async () => {
    assert.ok(!(await page()).includes(webs.hints[0].en));
    await run(commands.showHint);
    await pageSays(webs.hints[0].en);
    assert.ok(!(await page()).includes(webs.hints[1].en));
  });

  it('opens the solution beside the learner’s files', async () => {
    await run(commands.compareSolution);
    await tabShows(`${webs.title.en}: mine and the solution`);
  });

  it('opens the lesson in the preview', async () => {
    await run(commands.openLesson, 'docker/commands');
    await tabShows('commands.md');
  });

  describe('when the engine cannot be used, it is unknown and says what to do', () => {
    let server: Server;
    const serve = async (listener: RequestListener): Promise<void> => {
      server = createServer(listener);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      await useEngine(`tcp://127.0.0.1:${(server.address() as AddressInfo).port}`);
    };
    afterEach(() => {
      server.closeAllConnections();
      server.close();
    });

    const ping =
      (version: string, then: RequestListener): RequestListener =>
      (request, response) => {
        if (new URL(request.url ?? '', 'http://engine').pathname !== '/_ping') {
          then(request, response);
          return;
        }
        response.writeHead(200, { 'api-version': version, date: new Date().toUTCString() }).end('OK');
      };

    const faults: readonly [name: string, listener: RequestListener, words: string][] = [
      ['API too old', ping('1.30', (_, response) => response.end('{}')), 'API 1.30; the lessons need 1.41'],
      [
        'cut in the middle of an answer',
        ping('1.45', (request, response) => {
          response.writeHead(200, { 'content-type': 'application/json' }).write('[{"Id":"abc');
          setTimeout(() => request.socket.destroy(), 20);
        }),
        'broke off in the middle of an answer',
      ],
      [
        'an error of the engine',
        ping('1.45', (_, response) => response.writeHead(500).end('{"message":"disk is broken"}')),
        'disk is broken (HTTP 500)',
      ],
    ];
    for (const [name, listener, words] of faults) {
      it(name, async () => {
        await serve(listener);
        assert.equal(await run(commands.checkExercise), 'unknown');
        await pageSays(words);
        assert.doesNotMatch(await page(), /✘/);
      });
    }

    it('nobody there', async () => {
      await serve(() => undefined);
      const { port } = server.address() as AddressInfo;
      await new Promise((resolve) => server.close(resolve));
      await useEngine(`tcp://127.0.0.1:${port}`);
      assert.equal(await run(commands.checkExercise), 'unknown');
      await pageSays('No engine answers at tcp://127.0.0.1');
    });
  });
});
