import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { fromMenu, item, unfold } from '../ui/rows';
import { openEditor, type Editor } from '../ui/support';
import { liveCluster, liveClouds } from './engine/clouds';
import { openTutorViews } from './learner';

const words = {
  en: {
    workloads: 'Workloads',
    deployments: 'Deployments',
    pods: 'Pods',
    compute: 'Compute',
    servers: 'Servers',
    scale: 'Scale',
    describe: 'Describe',
    shell: 'Open a Shell',
    remove: 'Remove…',
    yes: 'Remove',
    start: 'Start',
    stop: 'Stop',
  },
  'zh-cn': {
    workloads: '工作负载',
    deployments: 'Deployment',
    pods: 'Pod',
    compute: '计算',
    servers: '云主机',
    scale: '调整副本数',
    describe: '查看描述',
    shell: '打开 Shell',
    remove: '删除…',
    yes: '删除',
    start: '启动',
    stop: '停止',
  },
} as const;
type Language = keyof typeof words;

/** Opens one of the views alone; the others make room. */
async function openOnly(page: Page, view: string): Promise<void> {
  await openTutorViews(page);
  await page.locator('.pane-header', { hasText: view }).waitFor();
  for (const header of await page.locator('.pane-header').all()) {
    const isWanted = ((await header.textContent()) ?? '').includes(view);
    for (let turn = 0; ((await header.getAttribute('aria-expanded')) === 'true') !== isWanted; turn += 1) {
      if (turn % 30 === 0) await header.click();
      await page.waitForTimeout(100);
    }
  }
}

/** Waits until something holds in the cluster or the cloud itself. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; !(await holds()); await new Promise((resolve) => setTimeout(resolve, 500)))
    assert.ok(Date.now() < end, holds.toString());
}

describe('the explorers of a real cluster and a real cloud, in VS Code', function () {
  this.timeout(300_000);
  let editor: Editor;
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await editor.screenshot(`failed-${this.currentTest.title}`);
    await editor.close();
  });
  const open = async (language: Language, env: NodeJS.ProcessEnv): Promise<Page> => {
    const theme = language === 'en' ? 'dark' : 'light';
    const settings = { 'terminal.integrated.gpuAcceleration': 'off' };
    editor = await openEditor({ language, theme, env, settings, size: { width: 1280, height: 1000 } });
    return editor.page;
  };

  for (const language of ['en', 'zh-cn'] as const) {
    const say = words[language];

    it(`Kubernetes: says why a Pod is not well, scales, describes and removes (${language})`, async function () {
      const env = { KUBECONFIG: await liveCluster(this) };
      const kubectl = async (...rest: readonly string[]): Promise<string> =>
        (await promisify(execFile)('kubectl', [...rest], { env: { ...process.env, ...env } })).stdout.trim();
      // It ends when it is told to, so that the next turn of this test does not meet its Pods.
      const sleep = 'trap "exit 0" TERM; sleep 3600 & wait';
      await kubectl('create', 'deployment', 'door', '--image=busybox:1.37', '--', 'sh', '-c', sleep);
      const soon = JSON.stringify({ spec: { terminationGracePeriodSeconds: 1 } });
      await kubectl('run', 'lost', '--image=busybox:no-such-tag', '--restart=Never', `--overrides=${soon}`);
      try {
        const page = await open(language, env);
        await openOnly(page, 'Kubernetes');
        await unfold(item(page, say.workloads));
        await unfold(item(page, say.deployments));
        await unfold(item(page, 'door'));
        await unfold(item(page, say.pods));
        await unfold(item(page, 'lost'));
        // The sentence that says why: its own row, below the Pod's and beside the container's.
        await page
          .getByRole('treeitem', { name: /^(?!lost).*busybox:no-such-tag/ })
          .first()
          .waitFor();
        await editor.screenshot(`platforms-kubernetes-${language}`);

        await fromMenu(page, 'door', say.scale);
        const input = page.locator('.quick-input-widget');
        await input.getByText(/kubectl .*scale .*deployment\/door|kubectl .*scale .*deployment door/).waitFor();
        await page.keyboard.press('Control+a');
        await page.keyboard.type('2');
        await page.keyboard.press('Enter');
        // The address of the API server is none of this machine's own names: whoever writes there is asked, once.
        const dialog = page.locator('.monaco-dialog-box');
        await dialog.waitFor();
        assert.match((await dialog.textContent()) ?? '', /tutor-live \(https:.*kubectl .*--replicas=2/);
        await editor.screenshot(`platforms-kubernetes-guard-${language}`);
        await dialog.getByRole('button', { name: say.scale, exact: true }).click();
        await until(
          async () => (await kubectl('get', 'deployment', 'door', '-o', 'jsonpath={.spec.replicas}')) === '2',
        );

        // Another way through the client's library than all that is listed: a shell speaks over a WebSocket.
        const pod = (await kubectl('get', 'pods', '-l', 'app=door', '-o', 'name')).split('\n')[0]?.slice(4) ?? '';
        await kubectl('wait', '--for=condition=Ready', `pod/${pod}`, '--timeout=60s');
        await fromMenu(page, pod, say.shell);
        await page.locator('.terminal-wrapper .xterm-rows', { hasText: /\/.#/ }).first().waitFor();
        await page.keyboard.type('echo typed > /tmp/seen');
        await page.keyboard.press('Enter');
        await until(async () => (await kubectl('exec', pod, '--', 'sh', '-c', 'cat /tmp/seen || true')) === 'typed');

        await fromMenu(page, 'lost', say.describe);
        await page.locator('.view-lines', { hasText: 'no-such-tag' }).first().waitFor();
        await fromMenu(page, 'lost', say.remove);
        await dialog.waitFor();
        assert.match((await dialog.textContent()) ?? '', /kubectl .*delete .*lost/);
        await editor.screenshot(`platforms-kubernetes-remove-${language}`);
        await dialog.getByRole('button', { name: say.yes, exact: true }).click();
        const ends = 'jsonpath={.metadata.name} {.metadata.deletionTimestamp}';
        await until(async () =>
          /^$|^lost \d/.test(await kubectl('get', 'pod', 'lost', '--ignore-not-found', '-o', ends)),
        );
        // A kubelet that is about to pull, from where nobody answers, ends a Pod only after that: nobody waits for it.
        await kubectl('delete', 'pod', 'lost', '--ignore-not-found', '--grace-period=0', '--force');
        await item(page, 'lost').waitFor({ state: 'detached' });
      } finally {
        await kubectl('delete', 'deployment', 'door');
        await until(async () => (await kubectl('get', 'pods', '-l', 'app=door', '-o', 'name')) === '');
        await kubectl('delete', 'pod', 'lost', '--ignore-not-found', '--grace-period=0', '--force');
      }
    });

    it(`OpenStack: shows the servers of a project, and stops or starts one (${language})`, async function () {
      const page = await open(language, { OS_CLIENT_CONFIG_FILE: await liveClouds(this), OS_CLOUD: 'test' });
      await openOnly(page, 'OpenStack');
      await unfold(item(page, 'test'));
      await unfold(item(page, say.compute));
      await unfold(item(page, say.servers));
      await item(page, 'web-1').waitFor();
      await editor.screenshot(`platforms-openstack-${language}`);
      const shown = page.getByRole('treeitem', { name: /^bare-1.*(?:ACTIVE|SHUTOFF)/ }).first();
      await shown.waitFor();
      const wasActive = ((await shown.getAttribute('aria-label')) ?? '').includes('ACTIVE');
      const [verb, becomes] = wasActive ? [say.stop, /^bare-1.*SHUTOFF/] : [say.start, /^bare-1.*ACTIVE/];
      await fromMenu(page, 'bare-1', verb);
      await page.getByRole('treeitem', { name: becomes }).first().waitFor({ timeout: 60_000 });
      await editor.screenshot(`platforms-openstack-changed-${language}`);
    });
  }
});
