import { catalogOf, exerciseIn } from '../src/core/course/catalog';
import type { Exercise } from '../src/core/course/lesson';
import { builtIn } from '../src/core/course/tracks';

/** The product's own lessons, for tests. */
export const catalog = catalogOf(builtIn);
export const { tracks, lessons, exercises, lessonOf } = catalog;
export const exerciseOf = (id: string): Exercise => exerciseIn(catalog, id);

/** Can the exercise be done, and proven, without a container engine, a cluster or a cloud? */
export const needsNoEngine = ({ needs }: Exercise): boolean =>
  needs.every((need) => need === 'files' || need === 'linux' || need === 'runner');
