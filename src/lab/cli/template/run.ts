import { isList, isObject } from '../text/json';
import { functions } from './functions';
import { TemplateError, type Branch, type Command, type Node, type Nodes, type Pipe, type Term } from './nodes';
import { parse } from './parse';
import { isRow, optional, shown, truth, type Value } from './values';

/** How a template treats a field that an object has not: as an error, or as no value. */
export type Missing = 'error' | 'nothing';

type Scope = { readonly dot: Value; readonly variables: Map<string, Value>; readonly outer: Scope | undefined };

type Run = { readonly source: string; readonly missing: Missing; name: string };

/** A template that is ready: it makes text of a value; throws a TemplateError. */
export type Template = (value: Value) => string;

const names: ReadonlySet<string> = new Set(functions.keys());

/** Reads a template of Go with docker's functions; throws a TemplateError at what it cannot read. */
export function template(source: string, missing: Missing = 'error'): Template {
  const nodes = parse(source, names);
  return (value) => {
    const run: Run = { source, missing, name: '' };
    return all(run, nodes, { dot: value, variables: new Map([['$', value]]), outer: undefined });
  };
}

function all(run: Run, nodes: Nodes, scope: Scope): string {
  return nodes.map((node) => made(run, node, scope)).join('');
}

function made(run: Run, node: Node, scope: Scope): string {
  if (node.kind === 'text') return node.text;
  if (node.kind === 'range') return ranged(run, node, scope);
  const inner: Scope = node.kind === 'print' ? scope : { dot: scope.dot, variables: new Map(), outer: scope };
  run.name = '';
  const value = piped(run, node.pipe, inner);
  if (node.kind === 'print') return node.pipe.declares.length ? '' : shown(value, run.name);
  if (!truth(value)) return all(run, node.otherwise, inner);
  return all(run, node.body, node.kind === 'with' ? { ...inner, dot: value } : inner);
}

function ranged(run: Run, node: Branch, scope: Scope): string {
  const value = piped(run, { ...node.pipe, declares: [] }, scope);
  const items = pairs(value);
  if (!items.length) return all(run, node.otherwise, scope);
  const text: string[] = [];
  for (const [key, item] of items) {
    const { declares } = node.pipe;
    const variables = new Map<string, Value>();
    if (declares.length > 1) variables.set(declares[0] ?? '', key);
    if (declares.length) variables.set(declares.at(-1) ?? '', item);
    text.push(all(run, node.body, { dot: item, variables, outer: scope }));
  }
  return text.join('');
}

function pairs(value: Value): readonly (readonly [Value, Value])[] {
  if (isList(value)) return value.map((item, place) => [place, item]);
  if (typeof value === 'number') return Array.from({ length: Math.max(0, value) }, (_item, place) => [place, place]);
  if (!isObject(value)) return [];
  const keys = Object.keys(value);
  keys.sort();
  return keys.map((key) => [key, value[key]]);
}

function piped(run: Run, pipe: Pipe, scope: Scope): Value {
  let value: Value;
  pipe.commands.forEach((command, place) => {
    value = called(run, command, scope, place > 0 ? [value] : []);
  });
  for (const name of pipe.declares) assign(scope, name, value, pipe.assigns);
  return value;
}

function assign(scope: Scope, name: string, value: Value, existing: boolean): void {
  let owner: Scope | undefined = scope;
  while (existing && owner && !owner.variables.has(name)) owner = owner.outer;
  (owner ?? scope).variables.set(name, value);
}

function called(run: Run, command: Command, scope: Scope, last: readonly Value[]): Value {
  const [head, ...rest] = command;
  if (!head) return undefined;
  if (head.kind !== 'function') {
    const args = head.kind === 'field' ? [...rest.map((term) => evaluated(run, term, scope)), ...last] : [];
    return evaluated(run, head, scope, args);
  }
  const args = [...rest.map((term) => evaluated(run, term, scope)), ...last];
  run.name = '';
  try {
    return functions.get(head.name)?.(...args);
  } catch (error) {
    if (error instanceof TemplateError || !(error instanceof Error)) throw error;
    const at = run.source.indexOf(head.name);
    throw wrong(run, at, head.name, `error calling ${head.name}: ${error.message}`);
  }
}

function evaluated(run: Run, term: Term, scope: Scope, args: readonly Value[] = []): Value {
  switch (term.kind) {
    case 'dot':
      return scope.dot;
    case 'nil':
      return null;
    case 'value':
      return term.value;
    case 'variable':
      return variable(scope, term.name);
    case 'function':
      return called(run, [term], scope, []);
    case 'pipe':
      return piped(run, term.pipe, scope);
    case 'field':
      return term.names.reduce<Value>(
        (value, name, place) => field(run, term, value, name, place === term.names.length - 1 ? args : []),
        evaluated(run, term.of, scope),
      );
  }
}

function variable(scope: Scope, name: string): Value {
  for (let owner: Scope | undefined = scope; owner; owner = owner.outer)
    if (owner.variables.has(name)) return owner.variables.get(name);
  throw new TemplateError('read', `:1: undefined variable "${name}"`);
}

function field(
  run: Run,
  term: Extract<Term, { kind: 'field' }>,
  value: Value,
  name: string,
  args: readonly Value[],
): Value {
  const inside = run.name;
  run.name = name;
  if (isRow(value)) {
    const asked = value.fields[name];
    if (!asked) throw wrong(run, term.at, term.source, `can't evaluate field ${name} in type ${value.type}`);
    return asked(...args);
  }
  if (isObject(value)) {
    if (Object.hasOwn(value, name)) return value[name];
    if (optional.has(name) && inside !== 'Labels') return null;
    if (run.missing === 'nothing' || stringMaps.has(inside)) return undefined;
    throw wrong(run, term.at, term.source, `map has no entry for key "${name}"`);
  }
  if (value === undefined) return undefined;
  if (value === null) throw wrong(run, term.at, term.source, `nil data; no entry for key "${name}"`);
  throw wrong(run, term.at, term.source, `can't evaluate field ${name} in type interface {}`);
}

/** Maps of texts, in which Go takes an absent key for no value. */
const stringMaps: ReadonlySet<string> = new Set([
  'Networks',
  'Labels',
  'Options',
  'Sysctls',
  'DriverOpts',
  'Tmpfs',
  'Annotations',
]);

function wrong(run: Run, at: number, source: string, sentence: string): TemplateError {
  const before = run.source.slice(0, at);
  const line = before.split('\n').length;
  const column = Buffer.byteLength(before.slice(before.lastIndexOf('\n') + 1));
  return new TemplateError('run', `:${line}:${column}: executing "" at <${source}>: ${sentence}`);
}
