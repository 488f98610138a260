import path from 'node:path';
import { catalogWithOwn, courseFolder, type CatalogWithOwn } from '../backends/workspace';
import { courseMissing } from '../core/errors';
import { render, type Text } from '../core/text';
import type { Io } from './io';

const problemLine: Text = { en: '{file}:{line}: {code}: {text}\n', zh: '{file}:{line}：{code}：{text}\n' };

/**
 * The product's exercises and, when a course of one's own is named, those of that course; its problems are told on
 * stderr.
 * @param course the folder that holds `.tutor`, or that folder itself
 * @throws UserError course-invalid when there is no course
 */
export async function catalogFor(course: string | undefined, io: Io): Promise<CatalogWithOwn> {
  if (course === undefined) return catalogWithOwn([]);
  const named = path.resolve(io.cwd, course);
  const home = path.basename(named) === courseFolder ? path.dirname(named) : named;
  const catalog = await catalogWithOwn([home]);
  if (catalog.own.length === 0 && catalog.problems.length === 0) throw courseMissing({ path: home });
  for (const { file, ...rest } of catalog.problems) {
    io.stderr(render(problemLine, io.language, { file: path.relative(io.cwd, file), ...rest }));
  }
  return catalog;
}
