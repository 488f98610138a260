import { ApiError, type Call } from '../../http/call';

/** A request's body, an object of JSON, of which fields are read with the functions below. */
export type Body = {
  /** The Go type that the engine decodes it into, for its sentences. */
  readonly type: string;
  readonly fields: Readonly<Record<string, unknown>>;
};

const goName = (value: unknown): string => {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  return typeof value;
};

const wrong = (body: Body, field: string, value: unknown, wanted: string): ApiError => {
  const struct = body.type.slice(body.type.lastIndexOf('.') + 1);
  return new ApiError(
    400,
    `invalid JSON: json: cannot unmarshal ${goName(value)} into Go struct field ${struct}.${field} of type ${wanted}`,
  );
};

/** Reads the body; an empty one has no fields. Throws ApiError 400 when it is no object. */
export async function readBody(call: Call, type: string): Promise<Body> {
  const value = await call.json();
  if (value === undefined || value === null) return { type, fields: {} };
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new ApiError(400, `invalid JSON: json: cannot unmarshal ${goName(value)} into Go value of type ${type}`);
  }
  return { type, fields: value as Readonly<Record<string, unknown>> };
}

/** A field's value; like Go, without regard to upper and lower case when there is none of that very name. */
function valueOf(body: Body, field: string): unknown {
  if (Object.hasOwn(body.fields, field)) return body.fields[field] ?? undefined;
  const like = Object.keys(body.fields).find((name) => name.toLowerCase() === field.toLowerCase());
  return like === undefined ? undefined : (body.fields[like] ?? undefined);
}

/** A text, empty when it is absent. */
export function textOf(body: Body, field: string): string {
  const value = valueOf(body, field);
  if (value === undefined) return '';
  if (typeof value !== 'string') throw wrong(body, field, value, 'string');
  return value;
}

/** A truth value, false when it is absent. */
export function boolOf(body: Body, field: string): boolean {
  const value = valueOf(body, field);
  if (value === undefined) return false;
  if (typeof value !== 'boolean') throw wrong(body, field, value, 'bool');
  return value;
}

/** Texts by name; undefined when it is absent. */
export function textsOf(body: Body, field: string): Readonly<Record<string, string>> | undefined {
  const value = valueOf(body, field);
  if (value === undefined) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) throw wrong(body, field, value, 'map[string]string');
  for (const each of Object.values(value as object)) {
    if (typeof each !== 'string') throw wrong(body, field, each, 'string');
  }
  return value as Readonly<Record<string, string>>;
}

/** A list of texts; undefined when it is absent. */
export function listOf(body: Body, field: string): readonly string[] | undefined {
  const value = valueOf(body, field);
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw wrong(body, field, value, '[]string');
  for (const each of value as unknown[]) {
    if (typeof each !== 'string') throw wrong(body, field, each, 'string');
  }
  return value as readonly string[];
}

/** An object within; undefined when it is absent. */
export function partOf(body: Body, field: string, type: string): Body | undefined {
  const value = valueOf(body, field);
  if (value === undefined) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) throw wrong(body, field, value, type);
  return { type: `${body.type}.${field}`, fields: value as Readonly<Record<string, unknown>> };
}

/** A list of objects; empty when it is absent. */
export function partsOf(body: Body, field: string, type: string): readonly Body[] {
  const value = valueOf(body, field);
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw wrong(body, field, value, `[]${type}`);
  return value.map((each: unknown) => {
    if (typeof each !== 'object' || each === null || Array.isArray(each)) throw wrong(body, field, each, type);
    return { type: `${body.type}.${field}`, fields: each as Readonly<Record<string, unknown>> };
  });
}
