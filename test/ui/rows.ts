import type { Locator, Page } from 'playwright-core';

/** The row of a kind or resource, as it is read to those who listen: its name comes first. */
export const item = (page: Page, name: string): Locator =>
  page.getByRole('treeitem', { name: new RegExp(`^${name}(?:[,，\\s]|$)`) }).first();

/** Unfolds a row, if it is folded. A click is lost where the row moves or is drawn anew meanwhile: then it is made again. */
export async function unfold(found: Locator): Promise<void> {
  const isOpen = async (): Promise<boolean> => (await found.getAttribute('aria-expanded')) === 'true';
  await found.waitFor();
  for (let turn = 0; !(await isOpen()); turn += 1) {
    if (turn === 300) throw new Error(`the row does not unfold: ${await found.innerText()}`);
    if (turn % 30 === 0) await found.locator('.monaco-tl-twistie').click();
    await found.page().waitForTimeout(100);
  }
}

/** Chooses in the menu of a row. */
export async function fromMenu(page: Page, name: string, title: string): Promise<void> {
  await item(page, name).click({ button: 'right' });
  // A menu takes no click in its first moments, so that the one that opened it is not taken for a choice.
  await page.waitForTimeout(500);
  await page.getByRole('menuitem', { name: title, exact: true }).first().click();
}
