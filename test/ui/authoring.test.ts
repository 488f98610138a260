import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openEditor } from './support';

const cases = [
  { language: 'en', theme: 'dark' },
  { language: 'zh-cn', theme: 'light' },
] as const;

const manifest = `apiVersion: v1
kind: ConfigMap
metadata:
  name: shop-settings
data:
  greeting: hello
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  replicas: 2
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: shop
    spec:
      containers:
        - name: web
          image: nginx:1.30
          envFrom:
            - configMapRef:
                name: `;

describe('a manifest', function () {
  this.timeout(120_000);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tutor-authoring-'));
    await writeFile(path.join(folder, 'shop.yaml'), manifest);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  for (const { language, theme } of cases) {
    it(`is explained and completed where it is written (${language}, ${theme})`, async () => {
      const editor = await openEditor({ language, theme, folder });
      const { page } = editor;
      await page.keyboard.press('Control+P');
      await page.locator('.quick-input-widget input').first().fill('shop.yaml');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'shop.yaml' }).first().click();
      const text = page.locator('.editor-instance .view-lines');
      await text.waitFor();
      // Lenses come with the first judgement.
      await page.locator('.codelens-decoration').first().waitFor();
      await text.getByText('replicas').first().hover();
      await page.locator('.monaco-hover', { hasText: /whole number|整数/ }).waitFor();
      await editor.screenshot(`authoring-hover-${language}-${theme}`);

      await text.getByText('containers').first().click();
      await page.keyboard.press('Control+End');
      await page.keyboard.press('Control+Space');
      await page.locator('.suggest-widget .monaco-list-row', { hasText: 'shop-settings' }).waitFor();
      await editor.screenshot(`authoring-completion-${language}-${theme}`);
      await page.keyboard.press('Enter');
      await text.getByText('shop-settings').nth(1).waitFor();
      await editor.close();
    });
  }
});
