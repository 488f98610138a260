import type { Scalar } from '../../yaml/tree';
import { isOpen } from '../file';
import type { Form, ScalarKind } from './shape';

const wholeNumber = /^[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[\da-fA-F_]+|\d[\d_]*)$/;
const decimal = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const date = /^\d{4}-\d\d?-\d\d?(?:(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?[ \t]*(?:Z|[-+]\d\d?(?::?\d\d)?)?)?$/;

/** What Compose's reader takes a single value for; a value that variables decide is text. */
export function kindOf({ text, style, tag }: Scalar): ScalarKind {
  if (style !== 'plain' || (tag !== undefined && tag !== '!override')) return 'text';
  if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(text)) return 'flag';
  if (!/^[-+.\d]/.test(text)) return 'text';
  if (wholeNumber.test(text)) return 'whole number';
  if (decimal.test(text) || /^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/.test(text)) return 'number';
  return date.test(text) ? 'date' : 'text';
}

const forms: Readonly<Record<Form, RegExp>> = {
  'whole number': /^[-+]?\d+$/,
  number: decimal,
  flag: /^(?:true|false|[01tfyn]|yes|no|on|off)$/i,
  size: /^-?\d+(?:\.\d+)? ?(?:[kmgtp]i?)?b?$/i,
  duration:
    /^[-+]?(?:0|(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h)(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))*)$/,
  image: /^(?:[^\s/]*[.:][^\s/]*\/)?[^A-Z\s]*(?::[\w.-]+)?(?:@\S+)?$/,
  'container name': /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/,
  'pull policy': /^(?:always|never|build|if_not_present|missing|refresh|daily|weekly|every_(?:\d+[wdhms])+)$/,
};

/** Does a text have a form? One that variables decide may well. */
export function hasForm(text: string, form: Form): boolean {
  return isOpen(text) || forms[form].test(text);
}
