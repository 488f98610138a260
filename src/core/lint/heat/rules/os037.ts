import { fill, type Text } from '../../../text';
import { closest } from '../../distance';
import { brief, type Fix, type Problem, type Rule, type Span } from '../../rule';
import { itemsOf, mappingOf, scalarOf, textOf, type Mapping, type Scalar } from '../../yaml/tree';
import type { HeatFile } from '../file';

/** A parameter that Heat refuses. */
export const os037: Rule<HeatFile> = {
  code: 'OS037',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Malformed parameter', zh: '参数的写法不对' },
  message: { en: '{what}: the template is refused.', zh: '{what}，模板会被拒绝。' },
  why: {
    en: 'A parameter says its `type`, one of string, number, json, comma_delimited_list and boolean. Beside it there may be `default`, `label`, `description`, `hidden`, `immutable`, `tags` and `constraints`; a default has to keep the constraints as well.',
    zh: '参数必须写明 `type`，取值为 string、number、json、comma_delimited_list 或 boolean。旁边还可以有 `default`、`label`、`description`、`hidden`、`immutable`、`tags` 和 `constraints`；默认值也必须符合约束。',
  },
  lesson: 'openstack/servers',
  *check({ parameters, torn }) {
    if (torn.length > 0) return;
    for (const { key, value } of parameters?.own ?? []) {
      const map = mappingOf(value);
      if (map !== undefined) yield* problemsOf(key, map);
    }
  },
  examples: {
    bad: [
      {
        text: 'heat_template_version: 2018-08-31\nparameters:\n  size: { type: «String» }\nresources: {}\n',
        fixed: 'heat_template_version: 2018-08-31\nparameters:\n  size: { type: string }\nresources: {}\n',
      },
      { text: 'heat_template_version: 2018-08-31\nparameters:\n  «size»: { default: small }\nresources: {}\n' },
      {
        text: 'heat_template_version: 2018-08-31\nparameters:\n  size: { type: string, «defualt»: small }\nresources: {}\n',
        fixed:
          'heat_template_version: 2018-08-31\nparameters:\n  size: { type: string, default: small }\nresources: {}\n',
      },
      {
        text: 'heat_template_version: 2018-08-31\nparameters:\n  size:\n    type: string\n    default: «large»\n    constraints:\n      - allowed_values: [small, medium]\nresources: {}\n',
      },
    ],
    good: [
      'heat_template_version: 2018-08-31\nparameters:\n  size:\n    type: string\n    label: Size\n    description: a\n    default: small\n    hidden: false\n    immutable: true\n    tags: [a]\n    constraints:\n      - allowed_values: [small, medium]\n      - length: { min: 1 }\n  count: { type: number, default: 1.0, constraints: [{ allowed_values: [1, 2] }] }\nresources: {}\n',
    ],
  },
};

const types = ['string', 'number', 'json', 'comma_delimited_list', 'boolean'];
// HOTParamSchema of heat/engine/hot/parameters.py (November 2026).
const keys = new Set('type description default schema constraints hidden label immutable tags'.split(' '));

const words = {
  key: { en: 'A parameter has no key "{name}"', zh: '参数没有“{name}”这个键' },
  missing: { en: 'A parameter has no type', zh: '参数缺少 type' },
  type: { en: 'There is no type "{name}"', zh: '没有“{name}”这个类型' },
  value: { en: 'The default "{name}" is none of the allowed values', zh: '默认值“{name}”不在允许的取值之中' },
} as const satisfies Record<string, Text>;

function* problemsOf(name: Scalar, map: Mapping): Iterable<Problem> {
  const strange = map.own.filter(({ key }) => !keys.has(key.text));
  for (const { key } of strange) {
    const meant = closest(key.text, keys);
    yield problemAt(key, words.key, meant === undefined || map.all.has(meant) ? undefined : meant);
  }
  const type = scalarOf(map.get('type'));
  const mayBeType = strange.some(({ key }) => closest(key.text, ['type']) !== undefined);
  if (!map.all.has('type') && !mayBeType) yield { span: name.part(), args: { what: words.missing } };
  if (type !== undefined && !types.includes(type.text)) yield problemAt(type, words.type, closest(type.text, types));
  const usual = scalarOf(map.get('default'));
  if (type?.text === 'string' && usual !== undefined && !isAllowed(usual.text, map))
    yield problemAt(usual, words.value);
}

function problemAt(scalar: Scalar, what: Text, meant?: string): Problem {
  const span = scalar.part();
  const args = { what: fill(what, { name: brief(scalar.text, 30) }) };
  return { span, args, fix: meant === undefined ? undefined : write(span, meant) };
}

const write = (span: Span, text: string): Fix => ({
  title: { en: `Write ${text}`, zh: `写成 ${text}` },
  edits: [{ span, text }],
  safe: true,
});

/** Does a text keep every list of allowed values that holds single values only? */
function isAllowed(text: string, map: Mapping): boolean {
  return itemsOf(map.get('constraints')).every(({ value }) => {
    const items = itemsOf(mappingOf(value)?.get('allowed_values')).map((item) => textOf(item.value));
    return items.length === 0 || items.includes(undefined) || items.includes(text);
  });
}
