import type { Process } from '../../../kernel/process';
import { autoindex, type Row } from '../nginx/pages';
import type { Content } from './answering';

const missing: Content = [
  404,
  'text/html;charset=utf-8',
  Buffer.from(
    '<!DOCTYPE HTML>\n<html lang="en">\n    <head>\n        <meta charset="utf-8">\n        <title>Error response</title>\n    </head>\n    <body>\n        <h1>Error response</h1>\n        <p>Error code: 404</p>\n        <p>Message: File not found.</p>\n        <p>Error code explanation: 404 - Nothing matches the given URI.</p>\n    </body>\n</html>\n',
  ),
];

const types: readonly (readonly [RegExp, string])[] = [
  [/\.html?$/, 'text/html'],
  [/\.(txt|md)$/, 'text/plain'],
  [/\.json$/, 'application/json'],
];

/** What `python -m http.server` answers for a path: a file, a folder's index.html, or its listing. */
export async function fileContent(self: Process, root: string, path: string): Promise<Content> {
  if (path.split('/').includes('..')) return missing;
  const file = `${root.replace(/\/$/, '')}${path}`;
  if (path.endsWith('/')) return folderContent(self, file, path);
  const content = await self.files.read(file).catch(() => undefined);
  if (!content) return missing;
  return [200, types.find(([shape]) => shape.test(file))?.[1] ?? 'application/octet-stream', content];
}

async function folderContent(self: Process, file: string, path: string): Promise<Content> {
  const index = await self.files.read(`${file}index.html`).catch(() => undefined);
  if (index) return [200, 'text/html', index];
  const names = await self.files.list(file).catch(() => undefined);
  if (!names) return missing;
  const rows: Row[] = [];
  for (const name of names) rows.push({ name, stat: await self.files.stat(file + name) });
  return [200, 'text/html; charset=utf-8', Buffer.from(autoindex(path, rows))];
}
