import type { Exercise } from './lesson';

/**
 * What an exercise asks, as eight hexadecimal digits (FNV-1a): another one means that tasks or conditions have changed
 * since somebody passed it. Words that are told do not count.
 */
export function contentOf({ tasks, conditions }: Exercise): string {
  const asked = conditions.map(({ id, when, after, optional, group, expect, or }) => {
    return { id, when, after, optional, group, expect, or };
  });
  const text = JSON.stringify({ tasks: tasks.map((task) => task.en), asked }, (_key, value: unknown) =>
    value instanceof RegExp ? String(value) : value === Infinity ? 'Infinity' : value,
  );
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
