import type { Locator, Page } from 'playwright-core';

/** The row of a kind or resource, as it is read to those who listen: its name comes first. */
export const item = (page: Page, name: string): Locator =>
  page.getByRole('treeitem', { name: new RegExp(`^${name}(?:[,，\\s]|$)`) }).first();

/** Unfolds a row, if it is folded. */
export async function unfold(found: Locator): Promise<void> {
  await found.waitFor();
  if ((await found.getAttribute('aria-expanded')) === 'false') await found.locator('.monaco-tl-twistie').click();
}

/** Chooses in the menu of a row. */
export async function fromMenu(page: Page, name: string, title: string): Promise<void> {
  await item(page, name).click({ button: 'right' });
  // A menu takes no click in its first moments, so that the one that opened it is not taken for a choice.
  await page.waitForTimeout(500);
  await page.getByRole('menuitem', { name: title, exact: true }).first().click();
}
