import { isObject, type Raw } from '../docker/answer';
import type { Fact, Resource } from '../../core/resources/resource';
import type { Text } from '../../core/text';

/** A field as text; empty when it has none. */
export function textAt(raw: Raw, key: string): string {
  const value = raw[key];
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** A field as a number; 0 when it is none. */
export const numberAt = (raw: Raw, key: string): number => (typeof raw[key] === 'number' ? raw[key] : 0);

/** A field with fields of its own. */
export const objectAt = (raw: Raw, key: string): Raw => (isObject(raw[key]) ? raw[key] : {});

/** A field with a list of objects. */
export const objectsAt = (raw: Raw, key: string): readonly Raw[] => valuesAt(raw, key).filter(isObject);

/** A field with a list of texts. */
export const textsAt = (raw: Raw, key: string): readonly string[] =>
  valuesAt(raw, key).filter((one) => typeof one === 'string');

const valuesAt = (raw: Raw, key: string): readonly unknown[] =>
  Array.isArray(raw[key]) ? (raw[key] as unknown[]) : [];

/** What a verb needs of a resource: the little that its kind kept. */
export const keptOf = ({ raw }: Resource): Raw => (isObject(raw) ? raw : {});

/** Facts, but for those without a value. */
export function factsOf(...pairs: readonly (readonly [name: Text, value: string])[]): readonly Fact[] {
  return pairs.filter(([, value]) => value !== '').map(([name, value]) => ({ name, value }));
}

/** Parts of a row's words, but for the empty ones. */
export const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ');

/** The mark of an exercise among tags, as `tutor.exercise=os-server`, or in metadata. */
export function markOf(raw: Raw): { readonly exercise?: string } {
  const tag = textsAt(raw, 'tags').find((one) => one.startsWith(`${mark}=`));
  const exercise = tag?.slice(mark.length + 1) ?? textAt(objectAt(raw, 'metadata'), mark);
  return exercise === '' ? {} : { exercise };
}

const mark = 'tutor.exercise';

/** What to call something without a name: the begin of its id. */
export const nameOf = (raw: Raw): string => textAt(raw, 'name') || textAt(raw, 'id').slice(0, 8);

/** `2 GiB`, `64 KiB`, from bytes. */
export function sizeOf(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let [size, at] = [bytes, 0];
  while (size >= 1024 && at < units.length - 1) [size, at] = [size / 1024, at + 1];
  return `${size >= 10 || Number.isInteger(size) ? Math.round(size) : size.toFixed(1)} ${units[at] ?? ''}`;
}
