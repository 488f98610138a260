import { open, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { withoutHtml } from '../../core/course/own/harmless';
import type { Language } from '../../core/text';

const most = 1024 * 1024;

/**
 * The page of a lesson from the workspace: its Chinese text when there is one and it is wanted, without HTML, with its
 * figures inside. What is not a file of the lesson's own folder is not read.
 */
export async function readOwnLesson(folder: string, language: Language): Promise<string> {
  const chinese = language === 'zh' ? await readInside(folder, 'lesson.nls.zh-cn.md') : undefined;
  const prose = chinese ?? (await readInside(folder, 'lesson.md'));
  const page = withoutHtml(prose?.toString('utf8') ?? '');
  const names = new Set([...page.matchAll(/\]\(([\w.-]+\.svg)\)/g)].map(([, name]) => name ?? ''));
  let shown = page;
  for (const name of names) {
    const figure = await readInside(folder, name);
    if (figure === undefined) continue;
    shown = shown.replaceAll(`](${name})`, `](data:image/svg+xml;base64,${figure.toString('base64')})`);
  }
  return shown;
}

/** A file of a folder; undefined when there is none, when it is large, or when a link leads elsewhere. */
async function readInside(folder: string, name: string): Promise<Buffer | undefined> {
  try {
    const file = await realpath(path.join(folder, name));
    if (path.dirname(file) !== (await realpath(folder))) return undefined;
    const handle = await open(file);
    try {
      const stats = await handle.stat();
      return stats.isFile() && stats.size <= most ? await readFile(handle) : undefined;
    } finally {
      await handle.close();
    }
  } catch {
    // The page then shows what is there; that a lesson has no text is told where its course is read.
    return undefined;
  }
}
