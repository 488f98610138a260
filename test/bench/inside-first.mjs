// @ts-check
import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';

const ownSource = 'Cloud Native Tutor';
const patience = 120_000;

/** Opens the files of the workspace one after the other, and writes down how long our first findings took. */
export async function run() {
  const files = await vscode.workspace.findFiles('web-*/*');
  const times = [];
  for (const [index, uri] of files.sort((a, b) => (a.path < b.path ? -1 : 1)).entries()) {
    times.push({ label: index === 0 ? 'the first file' : 'a later file', time: await firstFindings(uri) });
    await wait(500);
  }
  writeFileSync(process.env['TUTOR_BENCH_REPORT'] ?? '', JSON.stringify(times));
}

/** @param {vscode.Uri} uri @returns {Promise<number>} milliseconds from the call that opens it to its findings */
async function firstFindings(uri) {
  const start = performance.now();
  /** @type {Promise<number>} */
  const found = new Promise((resolve, reject) => {
    const timer = setTimeout(
      () =>
        reject(new Error(`No findings in ${uri.path}, but ${JSON.stringify(vscode.languages.getDiagnostics(uri))}.`)),
      patience,
    );
    const listener = vscode.languages.onDidChangeDiagnostics(() => {
      if (!vscode.languages.getDiagnostics(uri).some(({ source }) => source === ownSource)) return;
      clearTimeout(timer);
      listener.dispose();
      resolve(performance.now() - start);
    });
  });
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  return found;
}
