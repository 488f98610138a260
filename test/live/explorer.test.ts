import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import type { Locator, Page } from 'playwright-core';
import { dockerBackend, type DockerBackend } from '../../src/backends/docker';
import type { ListState } from '../../src/core/resources/source';
import { LiveList } from '../../src/features/explorers/live';
import { openEditor, type Editor } from '../ui/support';
import { littleEngine } from '../unit/backends/docker/engine';
import { liveEngine, type LiveEngine } from './engine';

const labelled = ['--label', 'tutor.test=explorer'];

describe('the containers view on a real engine', function () {
  this.timeout(240_000);
  let engine: LiveEngine;
  const run = (name: string, ...rest: readonly string[]) =>
    engine.docker('run', '-d', '--name', name, ...labelled, ...rest);
  const clear = async () => {
    const left = await engine.docker('ps', '-aq');
    if (left !== '') await engine.docker('rm', '-f', '-v', ...left.split('\n'));
  };

  before(async function () {
    this.timeout(600_000);
    engine = await liveEngine();
  });
  beforeEach(clear);
  after(clear);

  describe('behind the view', () => {
    let backend: DockerBackend;
    let live: LiveList;
    let shown: (state: ListState) => void = () => undefined;
    const now = () => live.state;
    const names = () => {
      const state = now();
      return state.state === 'ready' ? state.resources.map(({ name, state: is }) => `${name} ${is}`) : [];
    };
    /** Resolves with the milliseconds until something is shown. */
    const until = async (holds: () => boolean, most: number): Promise<number> => {
      const began = Date.now();
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => {
          reject(new Error(`not within ${most} ms: ${holds.toString()}; ${JSON.stringify(now()).slice(0, 500)}`));
        }, most);
        shown = () => {
          if (!holds()) return;
          clearTimeout(timer);
          resolve();
        };
        shown(now());
      });
      return Date.now() - began;
    };

    beforeEach(async () => {
      backend = dockerBackend({ env: engine.env });
      const [source] = (await backend.platform.sources(new AbortController().signal)).all;
      const follow = source?.kinds.find(({ id }) => id === 'container')?.follow;
      assert.ok(follow);
      live = new LiveList(follow, () => {
        shown(live.state);
      });
    });
    afterEach(() => {
      live.dispose();
      backend.dispose();
    });

    it('shows within a second what is done elsewhere', async () => {
      live.start();
      await until(() => now().state === 'ready', 5000);
      const times: Record<string, number> = {};
      const measured = async (name: string, doing: Promise<unknown>, holds: () => boolean) => {
        await doing;
        times[name] = await until(holds, 1000);
      };
      await measured('run', run('x-live', 'nginx:1.30-alpine'), () => names().includes('x-live running'));
      await measured('pause', engine.docker('pause', 'x-live'), () => names().includes('x-live paused'));
      await measured('unpause', engine.docker('unpause', 'x-live'), () => names().includes('x-live running'));
      await measured('rename', engine.docker('rename', 'x-live', 'x-new'), () => names().includes('x-new running'));
      await measured('stop', engine.docker('stop', 'x-new'), () => names().includes('x-new exited'));
      await measured('remove', engine.docker('rm', 'x-new'), () => names().length === 0);
      console.log(`      shown after (ms): ${JSON.stringify(times)}`);
    });

    it('heals within ten seconds after the engine was killed and is back', async () => {
      await run('x-live', 'nginx:1.30-alpine');
      live.start();
      await until(() => names().includes('x-live running'), 5000);
      await engine.kill();
      try {
        const told = await until(() => now().state !== 'ready', 5000);
        const state = now();
        assert.equal(state.state === 'failed' && 'code' in state.error && state.error.code, 'docker-not-running');
        await new Promise((resolve) => setTimeout(resolve, 3000));
        await engine.start();
        console.log(
          `      told after ${told} ms, healed after ${await until(() => names().includes('x-live exited'), 10_000)} ms`,
        );
      } finally {
        await engine.start();
      }
    });

    it('shows 200 containers made at once without listing 200 times', async () => {
      live.start();
      await until(() => now().state === 'ready', 5000);
      const began = Date.now();
      let rounds = 0;
      let isNew = true;
      const made = Array.from({ length: 200 }, (_, at) => `x-many-${at}`);
      const before = shown;
      // What one answer of the engine told is shown in one go.
      shown = () => {
        if (!isNew) return;
        isNew = false;
        rounds += 1;
        setImmediate(() => (isNew = true));
      };
      for (let at = 0; at < made.length; at += 20) {
        await Promise.all(
          made.slice(at, at + 20).map((name) => engine.docker('create', '--name', name, ...labelled, 'busybox:1.37')),
        );
      }
      shown = before;
      const most = 5 + (Date.now() - began) / 200;
      await until(() => names().length === 200, 1500);
      assert.ok(rounds <= most, `${rounds} rounds, more than ${most}`);
    });
  });

  describe('in VS Code', () => {
    let editor: Editor;
    let page: Page;
    const row = (name: string): Locator => page.locator('.pane-body .monaco-list-row', { hasText: name });
    const openView = async () => {
      await page.getByRole('tab', { name: 'Cloud Native Tutor' }).first().click();
      await page.locator('.pane-header').first().waitFor();
    };
    const verb = async (name: string, title: string) => {
      await row(name).hover();
      await row(name).getByRole('button', { name: title }).click();
    };
    afterEach(async () => {
      await editor.close();
    });

    it('shows containers, does what is asked, follows logs, and asks before it removes', async () => {
      await run('x-ui', '--label', 'tutor.exercise=docker-two-webs', '-p', '127.0.0.1:8095:80', 'nginx:1.30-alpine');
      editor = await openEditor({ env: engine.env });
      page = editor.page;
      await openView();
      await row('x-ui').waitFor();
      await row('exercise · running · 127.0.0.1:8095→80 · nginx:1.30-alpine').waitFor();
      await editor.screenshot('explorer-running');

      await fetch('http://127.0.0.1:8095/hello-from-the-test').catch(() => undefined);
      await verb('x-ui', 'Logs');
      await page.locator('.terminal-wrapper .xterm').first().waitFor();
      await page
        .getByRole('tab', { name: /x-ui/ })
        .or(page.locator('.single-terminal-tab', { hasText: 'x-ui' }))
        .first()
        .waitFor();
      await editor.screenshot('explorer-logs');

      await verb('x-ui', 'Stop');
      await row('exited (code 0)').waitFor({ timeout: 15_000 });
      await verb('x-ui', 'Start');
      await row('running').waitFor();

      await row('x-ui').click({ button: 'right' });
      // A menu takes no click in its first moments, so that the one that opened it is not taken for a choice.
      await page.waitForTimeout(500);
      await page.getByRole('menuitem', { name: /Remove/ }).click();
      const dialog = page.locator('.monaco-dialog-box');
      await dialog.waitFor();
      assert.match((await dialog.textContent()) ?? '', /x-ui.*will be killed.*docker rm --force x-ui/);
      await editor.screenshot('explorer-remove');
      await dialog.getByRole('button', { name: 'Remove' }).click();
      await row('No containers yet').waitFor();
    });

    it('asks the engine for nothing before it is seen, and not after it was left', async () => {
      const open = new Set<ServerResponse>();
      const little = await littleEngine(({ path }, response) => {
        if (path !== '/events') return [];
        open.add(response);
        response.once('close', () => open.delete(response)).flushHeaders();
        return new Promise(() => undefined);
      });
      try {
        editor = await openEditor({ env: { ...engine.env, DOCKER_HOST: `unix://${little.socket}` } });
        page = editor.page;
        await page.waitForTimeout(3000);
        assert.deepEqual(little.asked, []);
        await openView();
        await row('No containers yet').waitFor();
        assert.equal(open.size, 1);
        await page
          .getByRole('tab', { name: /^Explorer/ })
          .first()
          .click();
        await page.waitForTimeout(1000);
        assert.equal(open.size, 0);
        const asked = little.asked.length;
        await page.waitForTimeout(3000);
        assert.equal(little.asked.length, asked);
      } finally {
        await little.close();
      }
    });

    it('says why there is nothing, and heals by itself', async () => {
      await run('x-ui', 'nginx:1.30-alpine');
      editor = await openEditor({ env: engine.env, language: 'zh-cn', theme: 'dark' });
      page = editor.page;
      await openView();
      await row('x-ui').waitFor();
      await row('运行中').waitFor();
      await engine.kill();
      try {
        await page.getByText('没有引擎应答').waitFor({ timeout: 10_000 });
        assert.equal(await row('x-ui').count(), 0);
        await editor.screenshot('explorer-not-running');
        await engine.start();
        await row('x-ui').waitFor({ timeout: 10_000 });
      } finally {
        await engine.start();
      }
    });
  });
});
