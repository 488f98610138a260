import { exerciseIn, type Catalog } from '../../core/course/catalog';
import { shippedFolder } from './exercise-folders';

/**
 * Finds the folder of an exercise's starter as the product ships it.
 * @param content the folder `walkthroughs` that the product ships
 */
export function starters(content: string, catalog: () => Promise<Catalog>): (exercise: string) => Promise<string> {
  return async (id) => {
    const lessons = await catalog();
    const exercise = exerciseIn(lessons, id);
    return shippedFolder(content, lessons.lessonOf(exercise), exercise, 'starter');
  };
}
