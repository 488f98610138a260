import { ApiError } from '../../http/call';

/** What a field of a request may be, by the words of Go's JSON decoder, and whether an empty value is left out of answers. */
export type FieldKind = 'string' | 'bool' | 'int64' | '[]string' | 'strslice' | 'object' | 'list' | 'any';
export type Field = {
  readonly name: string;
  readonly kind: FieldKind;
  /** What an absent field is read as; undefined means that it stays absent. */
  readonly empty: unknown;
};
export type Shape = { readonly go: string; readonly fields: readonly Field[] };

const emptyOf: Readonly<Record<FieldKind, unknown>> = {
  string: '',
  bool: false,
  int64: 0,
  '[]string': null,
  strslice: null,
  object: null,
  list: null,
  any: null,
};

/** Fields from words such as `Binds:[]string Init?:bool`; a question mark leaves an absent field absent. */
export function shape(go: string, words: string): Shape {
  const fields = words
    .trim()
    .split(/\s+/)
    .map((word): Field => {
      const [name, kind] = word.split(':') as [string, FieldKind];
      return name.endsWith('?')
        ? { name: name.slice(0, -1), kind, empty: undefined }
        : { name, kind, empty: emptyOf[kind] };
    });
  return { go, fields };
}

/**
 * Reads an object by its shape: names in any case, as Go does, absent fields as their empty value, unknown ones left out.
 * Throws ApiError 400 with the sentence of Go's decoder for a value of another type.
 */
export function readShape({ go, fields }: Shape, value: unknown): Record<string, unknown> {
  if (value !== undefined && value !== null && !isObject(value)) {
    throw new ApiError(400, `invalid JSON: json: cannot unmarshal ${typeWord(value)} into Go value of type ${go}`);
  }
  const given = new Map(
    Object.entries((value ?? {}) as object).map(([name, of]) => [name.toLowerCase(), of as unknown]),
  );
  const read: Record<string, unknown> = {};
  for (const field of fields) {
    const found = given.get(field.name.toLowerCase());
    const content = found === undefined || found === null ? field.empty : readField(go, field, found);
    if (content !== undefined) read[field.name] = content;
  }
  return read;
}

const goType: Readonly<Record<FieldKind, string>> = {
  string: 'string',
  bool: 'bool',
  int64: 'int64',
  '[]string': '[]string',
  strslice: 'strslice.StrSlice',
  object: 'map[string]interface {}',
  list: '[]interface {}',
  any: 'interface {}',
};

function readField(go: string, field: Field, value: unknown): unknown {
  if (field.kind === 'strslice' && typeof value === 'string') return [value];
  if (fits[field.kind](value)) return value;
  const wrong: unknown =
    Array.isArray(value) && goType[field.kind].includes('[]') ? value.find((one) => typeof one !== 'string') : value;
  const wanted = wrong === value ? goType[field.kind] : 'string';
  const found = field.kind === 'int64' && typeof value === 'number' ? `number ${String(value)}` : typeWord(wrong);
  throw new ApiError(
    400,
    `invalid JSON: json: cannot unmarshal ${found} into Go struct field ${go}.${field.name} of type ${wanted}`,
  );
}

const strings = (value: unknown): boolean => Array.isArray(value) && value.every((one) => typeof one === 'string');

const fits: Readonly<Record<FieldKind, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  bool: (value) => typeof value === 'boolean',
  int64: (value) => Number.isInteger(value),
  '[]string': strings,
  strslice: strings,
  object: isObject,
  list: (value) => Array.isArray(value) && value.every(isObject),
  any: () => true,
};

/** Is it a JSON object? */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeWord(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  return value === null ? 'null' : typeof value;
}

/** A map of strings; throws ApiError 400 when a value is something else. */
export function stringMap(where: string, value: unknown): Readonly<Record<string, string>> {
  const map = (value ?? {}) as Readonly<Record<string, unknown>>;
  for (const one of Object.values(map)) {
    if (typeof one === 'string') continue;
    throw new ApiError(
      400,
      `invalid JSON: json: cannot unmarshal ${typeWord(one)} into Go struct field ${where} of type string`,
    );
  }
  return map as Readonly<Record<string, string>>;
}
