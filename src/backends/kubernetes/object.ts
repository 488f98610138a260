import { isObject, type Raw } from '../docker/answer';

/** The objects of a list within an object; none where there is no such list. */
export const listOf = (value: Raw | undefined, key: string): readonly Raw[] =>
  Array.isArray(value?.[key]) ? (value[key] as unknown[]).filter(isObject) : [];

/** An object within an object; an empty one where there is none. */
export const within = (value: Raw | undefined, key: string): Raw => {
  const found = value?.[key];
  return isObject(found) ? found : {};
};

export const metadataOf = (object: Raw): Raw => within(object, 'metadata');
export const specOf = (object: Raw): Raw => within(object, 'spec');
export const statusOf = (object: Raw): Raw => within(object, 'status');

/** A text or number within an object; empty when there is none. */
export function wordOf(value: Raw | undefined, key: string): string {
  const found = value?.[key];
  return typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean' ? String(found) : '';
}

/** A number within an object; 0 when there is none. */
export const numberOf = (value: Raw | undefined, key: string): number => Number(wordOf(value, key)) || 0;

/** The texts of a list within an object. */
export const wordsOf = (value: Raw | undefined, key: string): readonly string[] =>
  Array.isArray(value?.[key]) ? (value[key] as unknown[]).map(String) : [];

/** Texts by name, such as labels. */
export const namedOf = (value: Raw | undefined, key: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(within(value, key)).map(([name, one]) => [name, String(one)]));

/** One of an object's conditions: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/condition/ */
export const conditionOf = (object: Raw, type: string): Raw | undefined =>
  listOf(statusOf(object), 'conditions').find((one) => one['type'] === type);
