import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Locator, Page } from 'playwright-core';
import type { LabAddress } from '../../src/core/lab';
import { openTutorViews } from '../live/learner';
import { fromMenu, item, unfold } from './rows';
import { openEditor, skip, type Editor } from './support';

const run = promisify(execFile);
// A port where nobody listens: there is no engine, whatever this machine has; nor is there a cluster or a cloud.
const env = {
  DOCKER_HOST: 'tcp://127.0.0.1:1',
  KUBECONFIG: '/nowhere/config',
  OS_CLIENT_CONFIG_FILE: '/nowhere/clouds.yaml',
};
const noContainers = /No containers yet|还没有容器/;
const settings = { 'tutor.lab.autoStart': true };

const words = {
  en: {
    lessons: 'Curriculum',
    images: 'Images',
    networks: 'Networks',
    inspect: 'Inspect',
    rename: 'Rename',
    newName: 'New name',
    same: 'Same as: docker rename web ',
    remove: 'Remove…',
    yes: 'Remove',
    filter: 'Filter Docker…',
    noCluster: 'No cluster is configured',
    noCloud: 'No cloud is configured',
    trouble: 'code 3',
    prune: 'Prune…',
  },
  'zh-cn': {
    lessons: '课程',
    images: '镜像',
    networks: '网络',
    inspect: '查看详细信息',
    rename: '重命名',
    newName: '新名称',
    same: '等同于：docker rename web ',
    remove: '删除…',
    yes: '删除',
    filter: '筛选 Docker…',
    noCluster: '没有配置集群',
    noCloud: '没有配置云',
    trouble: '3',
    prune: '清理…',
  },
} as const;

/** A row with a text. */
const row = (page: Page, text: string | RegExp): Locator =>
  page.locator('.pane-body .monaco-list-row', { hasText: text }).first();

describe('the explorers', function () {
  this.timeout(240_000);
  let editor: Editor;

  before(async function () {
    const there = await run('docker', ['--version']).catch(() => undefined);
    if (there === undefined) skip(this, 'there is no docker command');
  });
  const addressOf = async (): Promise<LabAddress> =>
    JSON.parse(await readFile(path.join(editor.storage, 'lab', 'lab.json'), 'utf8')) as LabAddress;
  /** The environment in which the docker command finds the lab, once that is ready. */
  const inLabOf = async (): Promise<NodeJS.ProcessEnv> => {
    await row(editor.page, noContainers).waitFor();
    const { control } = await addressOf();
    return { ...process.env, DOCKER_HOST: `unix://${path.join(path.dirname(control), 'docker.sock')}` };
  };
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await editor.screenshot(`failed-${this.currentTest.title}`);
    const address = await addressOf().catch(() => undefined);
    await editor.close();
    if (address) process.kill(address.pid, 'SIGKILL');
  });

  for (const [language, theme] of [
    ['en', 'dark'],
    ['zh-cn', 'light'],
  ] as const) {
    it(`show what there is, why it is not well, and do what people expect (${language}, ${theme})`, async () => {
      const say = words[language];
      editor = await openEditor({ language, theme, env, settings, size: { width: 1280, height: 1100 } });
      const { page } = editor;
      await openTutorViews(page);
      const inLab = await inLabOf();
      const docker = async (...args: readonly string[]): Promise<string> =>
        (await run('docker', args, { env: inLab })).stdout.trim();
      await docker('network', 'create', 'shop');
      await docker('run', '-d', '--name', 'web', '--network', 'shop', '-p', '127.0.0.1:8097:80', 'nginx:1.30-alpine');
      const compose = ['--label', 'com.docker.compose.project=shop', '--label', 'com.docker.compose.service=db'];
      await docker('run', '-d', '--name', 'shop-db-1', ...compose, 'redis:8-alpine');
      await docker('run', '--name', 'broken', 'busybox:1.37', 'sh', '-c', 'exit 3').catch(() => '');

      await item(page, 'web').waitFor();
      // The lessons make room.
      await page.locator('.pane-header', { hasText: say.lessons }).click();
      // A Compose project holds its containers, a container that failed holds the reason.
      await unfold(item(page, 'shop'));
      await item(page, 'shop-db-1').waitFor();
      await unfold(item(page, 'broken'));
      await row(page, say.trouble).waitFor();
      await unfold(item(page, say.images));
      await item(page, 'redis:8-alpine').waitFor();
      await unfold(item(page, say.networks));
      await item(page, 'host').waitFor();
      await editor.screenshot(`explorers-${language}-${theme}`);

      await fromMenu(page, 'web', say.rename);
      const input = page.locator('.quick-input-widget');
      await input.getByText(say.same).waitFor();
      await editor.screenshot(`explorers-rename-${language}-${theme}`);
      await page.keyboard.press('Control+a');
      await page.keyboard.type('front');
      await page.keyboard.press('Enter');
      await item(page, 'front').waitFor();
      assert.equal(await docker('ps', '--filter', 'name=front', '--format', '{{.Names}}'), 'front');

      await fromMenu(page, 'front', say.inspect);
      await page.locator('.view-lines', { hasText: '"Id"' }).first().waitFor();
      await editor.screenshot(`explorers-inspect-${language}-${theme}`);

      await fromMenu(page, 'front', say.remove);
      const dialog = page.locator('.monaco-dialog-box');
      await dialog.waitFor();
      assert.match((await dialog.textContent()) ?? '', /docker rm --force front/);
      await dialog.getByRole('button', { name: say.yes, exact: true }).click();
      await item(page, 'front').waitFor({ state: 'detached' });
      assert.equal(await docker('ps', '-aq', '--filter', 'name=front'), '');

      for (const view of ['Kubernetes', 'OpenStack']) await page.locator('.pane-header', { hasText: view }).click();
      await page.locator('.welcome-view-content', { hasText: say.noCluster }).waitFor();
      await page.locator('.welcome-view-content', { hasText: say.noCloud }).waitFor();
      await editor.screenshot(`explorers-none-${language}-${theme}`);
    });
  }

  it('can be used by keyboard and palette, and tell their rows to those who listen', async () => {
    editor = await openEditor({ env, settings });
    const { page } = editor;
    await openTutorViews(page);
    const inLab = await inLabOf();
    await run('docker', ['run', '-d', '--name', 'quiet', 'busybox:1.37', 'sleep', '1000'], { env: inLab });
    await page.getByRole('treeitem', { name: /^quiet, running/ }).waitFor();
    await editor.runCommand('tutor.resource.pause');
    await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'quiet' }).click();
    await page.getByRole('treeitem', { name: /^quiet, paused/ }).waitFor();
    await item(page, 'quiet').click();
    await editor.runCommand('tutor.resource.unpause');
    await page.getByRole('treeitem', { name: /^quiet, running/ }).waitFor();
    await editor.runCommand('tutor.containers.filter');
    await page.keyboard.type('nobody');
    await page.keyboard.press('Enter');
    await row(page, 'None fits the filter').waitFor();
  });
});
