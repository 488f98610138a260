/** A value of JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** An object of JSON. */
export type JsonObject = { readonly [key: string]: Json };

/** Is it an object, and neither null nor a list? */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A plain value as text; empty when there is none, JSON when it is more than one value. */
export const plainText = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** Is it a list? */
export const isList = (value: unknown): value is readonly Json[] => Array.isArray(value);

/** What is found along keys, or undefined. */
export function at(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  let found = value;
  for (const key of path) {
    if (!isObject(found)) return undefined;
    found = Object.hasOwn(found, key) ? found[key] : undefined;
  }
  return found;
}

/** The text along keys; empty when there is none. */
export function textAt(value: Json | undefined, ...path: readonly string[]): string {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : '';
}

/** The number along keys; 0 when there is none. */
export function numberAt(value: Json | undefined, ...path: readonly string[]): number {
  const found = at(value, ...path);
  return typeof found === 'number' ? found : 0;
}

/** Whether true is along keys. */
export const truthAt = (value: Json | undefined, ...path: readonly string[]): boolean => at(value, ...path) === true;

/** The list along keys; empty when there is none. */
export function listAt(value: Json | undefined, ...path: readonly string[]): readonly Json[] {
  const found = at(value, ...path);
  return isList(found) ? found : [];
}

/** The texts of the list along keys. */
export const textsAt = (value: Json | undefined, ...path: readonly string[]): readonly string[] =>
  listAt(value, ...path).filter((item): item is string => typeof item === 'string');

/** The object along keys; empty when there is none. */
export function objectAt(value: Json | undefined, ...path: readonly string[]): JsonObject {
  const found = at(value, ...path);
  return isObject(found) ? found : {};
}

/** The texts of the object along keys, such as labels. */
export const mapAt = (value: Json | undefined, ...path: readonly string[]): ReadonlyMap<string, string> =>
  new Map(Object.entries(objectAt(value, ...path)).map(([key, text]) => [key, typeof text === 'string' ? text : '']));

/** JSON text with each level set in by `step`, its numbers and texts as they were written. */
export function indent(source: string, step: string): string {
  const pieces: string[] = [];
  let depth = 0;
  const line = (): string => `\n${step.repeat(depth)}`;
  const tokens = source.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    if (token === '{' || token === '[') {
      const empty = next === '}' || next === ']';
      depth += 1;
      pieces.push(empty ? token : `${token}${line()}`);
    } else if (token === '}' || token === ']') {
      const before = tokens[index - 1];
      depth -= 1;
      pieces.push(before === '{' || before === '[' ? token : `${line()}${token}`);
    } else if (token === ',') pieces.push(`,${line()}`);
    else pieces.push(token === ':' ? ': ' : token);
  });
  return pieces.join('');
}
