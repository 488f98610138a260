import type { Text } from '../../text';
import { changeTo } from '../change-to';
import type { Fix } from '../rule';
import type { Scalar, Value } from '../yaml/tree';
import { quote, unquote } from './fixes';
import type { WrongType } from './walk';
import { meaningOf, type Meaning } from './yaml11';

const wanted: Readonly<Record<string, Text>> = {
  s: { en: 'text', zh: '字符串' },
  y: { en: 'text', zh: '字符串' },
  t: { en: 'a time', zh: '时间' },
  i: { en: 'a whole number', zh: '整数' },
  n: { en: 'a number', zh: '数字' },
  b: { en: 'true or false', zh: '布尔值' },
  x: { en: 'a whole number or text', zh: '整数或字符串' },
};
const list = { en: 'a list', zh: '列表' };
const table = { en: 'a table of keys', zh: '映射' };

/** In words: the type that the API wants. */
export function wantedOf(type: string): Text {
  return type.startsWith('[') ? list : (wanted[type] ?? table);
}

const meanings: Readonly<Record<Meaning, Text>> = {
  text: { en: 'text', zh: '字符串' },
  boolean: { en: 'a boolean', zh: '布尔值' },
  integer: { en: 'a number', zh: '数字' },
  number: { en: 'a number', zh: '数字' },
};

/** In words: what is written. */
export function foundIn(value: Value): Text {
  if (value.kind === 'scalar') return meanings[meaningOf(value)];
  return value.kind === 'sequence' ? list : table;
}

const labels = new Set(['labels', 'annotations', 'matchLabels', 'nodeSelector', 'selector']);

/** Values of the environment, of a ConfigMap and of labels have rules of their own. */
export function ownRuleOf({ node, field, wanted: type }: WrongType): 'environment' | 'data' | 'label' | undefined {
  if (type !== 's' && type !== 'y') return undefined;
  if (node.type === 'V1EnvVar' && field === 'value') return 'environment';
  if (node.type === 'V1ConfigMap' || (node.type === 'V1Secret' && field !== 'type')) return 'data';
  return labels.has(field) ? 'label' : undefined;
}

/** Writes a single value as the API wants it, when that changes nothing else. */
export function converted({ wanted: type, value, list: within }: WrongType): Fix | undefined {
  if (value.kind !== 'scalar' || value.text.includes('\n') || value.tag !== undefined) return undefined;
  if (type === '[s') return within === undefined ? changeTo(value.span, `[${JSON.stringify(value.text)}]`) : undefined;
  if (value.style === 'plain') return type === '{s' ? tableFor(value) : texts.has(type) ? quote(value) : undefined;
  return value.style === 'quoted' && shapes[type]?.test(value.text) === true ? unquote(value) : undefined;
}

const texts = new Set(['s', 'x', 'y']);
const shapes: Readonly<Record<string, RegExp>> = { i: /^-?(?:0|[1-9]\d{0,14})$/, b: /^(?:true|false)$/ };

/** `disk=ssd` is how kubectl writes labels. */
function tableFor({ text, span }: Scalar): Fix | undefined {
  const pair = /^([\w./-]+)=([\w.-]*)$/.exec(text);
  return pair === null ? undefined : changeTo(span, `{ ${pair[1] ?? ''}: ${pair[2] ?? ''} }`);
}
