import path from 'node:path';
import { builtInCatalog, catalogOf, type Catalog } from '../../core/course/catalog';
import type { Track } from '../../core/course/lesson';
import type { CourseProblem } from '../../core/course/own-course';
import { courseFolder, loadOwnCourse } from './own-course';

/** The product's lessons and those of workspace folders, and what is wrong with the latter. */
export type CatalogWithOwn = Catalog & {
  readonly own: readonly Track[];
  readonly problems: readonly CourseProblem[];
};

/**
 * The product's lessons, and those in `.tutor` of these folders.
 * @param folders absolute paths of workspace folders
 */
export async function catalogWithOwn(folders: readonly string[]): Promise<CatalogWithOwn> {
  const builtIn = await builtInCatalog();
  const own: Track[] = [];
  const problems: CourseProblem[] = [];
  for (const folder of folders) {
    const all = catalogOf([...builtIn.tracks, ...own]);
    const known = { tracks: all.tracks.map((one) => one.id), exercises: all.exercises.map((one) => one.id) };
    const course = await loadOwnCourse(path.join(folder, courseFolder), known);
    own.push(...(course?.tracks ?? []));
    problems.push(...(course?.problems ?? []));
  }
  const catalog = own.length === 0 ? builtIn : catalogOf([...builtIn.tracks, ...own]);
  return { ...catalog, own, problems };
}

/** Reads catalogs and remembers the last, for those who are not told which folders are open. */
export type RememberedCatalog = {
  readonly read: (folders: readonly string[]) => Promise<CatalogWithOwn>;
  /** The catalog that was read last; the product's own before the first. */
  readonly last: () => Promise<Catalog>;
};

/** A reader of catalogs that remembers the last one. */
export function rememberedCatalog(): RememberedCatalog {
  let last: Promise<Catalog> | undefined;
  return {
    read: (folders) => {
      const reading = catalogWithOwn(folders);
      last = reading;
      return reading;
    },
    last: () => last ?? builtInCatalog(),
  };
}
