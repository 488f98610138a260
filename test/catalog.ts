import { catalogOf, exerciseIn } from '../src/core/course/catalog';
import type { Exercise } from '../src/core/course/lesson';
import { builtIn } from '../src/core/course/tracks';

/** The product's own lessons, for tests. */
export const catalog = catalogOf(builtIn);
export const { tracks, lessons, exercises, lessonOf } = catalog;
export const exerciseOf = (id: string): Exercise => exerciseIn(catalog, id);
