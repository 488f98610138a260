import { fill } from '../../text';
import type { Edit, Fix, Span } from '../rule';
import { indentOf } from '../yaml/edits';
import { marginOf } from '../yaml/lines';
import type { Mapping, Scalar } from '../yaml/tree';
import type { KubernetesFile } from './file';
import { insertAbove } from './fixes';
import { entryOf, tableOf, valueAt, type KubernetesObject } from './object';
import { mappingsIn } from './pod';
import type { Change } from './removed';
import { integerOf } from './yaml11';

/** The edits that bring an object to the version that is used instead; nothing when they are not certain. */
export function migration(file: KubernetesFile, object: KubernetesObject, removal: Change): Fix | undefined {
  const { apiVersion, kind } = object;
  if (apiVersion === undefined || removal.use === undefined) return undefined;
  const isIngress = kind?.text === 'Ingress';
  if (removal.isReshaped && !isIngress) return undefined;
  const more = isIngress ? ingressEdits(file, object.spec) : removal.use === 'apps/v1' ? selector(file, object) : [];
  if (more === undefined) return undefined;
  const title = fill({ en: 'Migrate to {version}', zh: '迁移到 {version}' }, { version: removal.use });
  return { title, edits: [{ span: apiVersion.span, text: removal.use }, ...more], safe: true };
}

/** Since apps/v1 the selector is not made of the labels any more. */
function selector(file: KubernetesFile, { spec, kind }: KubernetesObject): readonly Edit[] | undefined {
  const template = entryOf(spec, 'template');
  if (kind?.text === 'ControllerRevision') return [];
  if (template === undefined || spec === undefined) return undefined;
  if (spec.all.has('rollbackTo') || spec.all.has('templateGeneration')) return undefined;
  if (spec.all.has('selector')) return [];
  const labels = tableOf(valueAt(template.value, 'metadata', 'labels'));
  const isPlain = [...labels].every(([, value]) => /^[A-Za-z][\w.-]*$/.test(value) && meaningOfWord(value));
  if (labels.size === 0 || !isPlain) return undefined;
  const pairs = [...labels].map(([key, value]) => `    ${key}: ${value}`);
  const edit = insertAbove(file, template, ['selector:', '  matchLabels:', ...pairs]);
  return edit && [edit];
}

function meaningOfWord(text: string): boolean {
  return !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text);
}

/** `serviceName` and `servicePort` become `service`, each path gets a type, `backend` becomes `defaultBackend`. */
function ingressEdits(file: KubernetesFile, spec: Mapping | undefined): readonly Edit[] | undefined {
  const main = entryOf(spec, 'backend');
  if (main !== undefined && spec?.all.has('defaultBackend') === true) return undefined;
  const paths = mappingsIn(spec?.get('rules')).flatMap((rule) => mappingsIn(valueAt(rule, 'http', 'paths')));
  const values = [main?.value, spec?.get('defaultBackend'), ...paths.map((path) => path.get('backend'))];
  const parts = [
    main === undefined ? [] : [{ span: main.key.span, text: 'defaultBackend' }],
    ...paths.map((path) => (path.all.has('pathType') ? [] : pathType(file, path))),
    ...values.flatMap((value) => (value?.kind === 'mapping' ? [backendEdits(file, value)] : [])),
  ];
  return parts.includes(undefined) ? undefined : parts.flatMap((part) => part ?? []);
}

/** The edits that give a path its type; nothing when there is no place for them. */
export function pathType(file: KubernetesFile, path: Mapping): readonly Edit[] | undefined {
  const entry = path.own.find(({ key }) => key.text === 'backend');
  if (entry === undefined) return undefined;
  if (path.isFlow)
    return [{ span: { start: entry.key.span.start, end: entry.key.span.start }, text: 'pathType: Prefix, ' }];
  const edit = insertAbove(file, entry, ['pathType: Prefix']);
  if (edit !== undefined) return [edit];
  const { start } = entry.key.span;
  const column = start - (file.text.lastIndexOf('\n', start - 1) + 1);
  return [{ span: { start, end: start }, text: `pathType: Prefix${file.eol}${' '.repeat(column)}` }];
}

/** The edits of one backend; none when it has the new shape. */
export function backendEdits(file: KubernetesFile, backend: Mapping): readonly Edit[] | undefined {
  const [name, port] = ['serviceName', 'servicePort'].map((key) => backend.get(key));
  if (name === undefined && port === undefined) return [];
  const whole = spanOf(backend);
  if (name?.kind !== 'scalar' || port?.kind !== 'scalar' || whole === undefined) return undefined;
  return inOrder(file, backend, name, port, whole);
}

/** The place of the two entries that a backend of the old shape consists of. */
function spanOf({ own }: Mapping): Span | undefined {
  const [first, second] = own;
  return first && second && own.length === 2 ? { start: first.key.span.start, end: second.span.end } : undefined;
}

function inOrder(
  file: KubernetesFile,
  backend: Mapping,
  name: Scalar,
  port: Scalar,
  span: Span,
): readonly Edit[] | undefined {
  const text = ({ span }: Scalar): string => file.text.slice(span.start, span.end);
  const field = integerOf(port) === undefined ? 'name' : 'number';
  if (backend.isFlow) return [{ span, text: `service: { name: ${text(name)}, port: { ${field}: ${text(port)} } }` }];
  const margin = marginOf(file.text, span);
  if (margin === undefined || /#/.test(file.text.slice(span.start, span.end))) return undefined;
  const step = indentOf(file);
  const lines = [`service:`, `${step}name: ${text(name)}`, `${step}port:`, `${step}${step}${field}: ${text(port)}`];
  return [{ span, text: lines.join(file.eol + margin) }];
}
