import { verbatim, type Text } from '../text';
import type { Place } from './check';
import type { Matcher, Shape } from './shape';
import {
  compareVersions,
  elements,
  holds,
  isNothing,
  isObject,
  members,
  repositoryOf,
  same,
  shorten,
  timeOf,
} from './value';

/** What a sign may ask while it looks at a value: another place of the same check, and whether a shape fits. */
export type Bench = {
  readonly look: (place: Place) => unknown;
  readonly fits: (shape: Shape, value: unknown) => boolean;
};

type Sign<M> = {
  readonly fits: (matcher: M, value: unknown, bench: Bench) => boolean;
  /** What was expected, in words. */
  readonly words: (matcher: M, look: Bench['look']) => Text;
};

/** The sign of a matcher; the table's type says that they belong together, which the compiler cannot follow. */
export const signOf = (matcher: Matcher): Sign<Matcher> => signs[matcher.is] as Sign<Matcher>;

/** Is it a matcher, rather than a plain value or a table of shapes? */
export const isMatcher = (shape: Shape): shape is Matcher =>
  typeof shape === 'object' && shape !== null && typeof shape['is'] === 'string';

const joined = (shapes: readonly Shape[], en: string, zh: string): Text => ({
  en: shapes.map(sketch).join(en),
  zh: shapes.map(sketch).join(zh),
});

const listed = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join(', ');

const signs: { readonly [K in Matcher['is']]: Sign<Extract<Matcher, { is: K }>> } = {
  matches: {
    fits: ({ pattern }, value) => typeof value === 'string' && pattern.test(value),
    words: ({ pattern }) => ({ en: `text like ${String(pattern)}`, zh: `符合 ${String(pattern)} 的文本` }),
  },
  contains: {
    fits: (matcher, value) => holds(value, matcher.value),
    words: ({ value }) => ({ en: `with "${value}" in it`, zh: `包含“${value}”` }),
  },
  lacks: {
    fits: (matcher, value) => value !== undefined && !holds(value, matcher.value),
    words: ({ value }) => ({ en: `without "${value}"`, zh: `不包含“${value}”` }),
  },
  oneOf: {
    fits: ({ values }, value) => values.some((one) => one === value),
    words: ({ values }) => verbatim(values.map((value) => JSON.stringify(value)).join(' | ')),
  },
  atLeast: {
    fits: (matcher, value) => typeof value === 'number' && value >= matcher.value,
    words: ({ value }) => verbatim(`≥ ${value}`),
  },
  atMost: {
    fits: (matcher, value) => typeof value === 'number' && value <= matcher.value,
    words: ({ value }) => verbatim(`≤ ${value}`),
  },
  atLeastVersion: {
    fits: (matcher, value) =>
      typeof value === 'string' && /^v?\d/.test(value) && compareVersions(value, matcher.value) >= 0,
    words: ({ value }) => verbatim(`≥ ${value}`),
  },
  lines: {
    fits: ({ pattern, min, max }, value) => {
      if (typeof value !== 'string' && !Array.isArray(value)) return false;
      const all = typeof value === 'string' ? value.split(/\r?\n/) : value.map(String);
      const found = all.filter((line) => pattern.test(line)).length;
      return found >= min && found <= max;
    },
    words: ({ pattern, min, max }) => ({
      en: `${amount(min, max)} lines like ${String(pattern)}`,
      zh: `${amount(min, max)} 行符合 ${String(pattern)}`,
    }),
  },
  includes: {
    fits: ({ values }, value) => values.every((one) => holds(value, one)),
    words: ({ values }) => ({ en: `with ${listed(values)} in it`, zh: `包含 ${listed(values)}` }),
  },
  exactly: {
    fits: ({ values }, value) => {
      const found = members(value);
      return isObject(value) && found.length === values.length && values.every((one) => found.includes(one));
    },
    words: ({ values }) => ({ en: `just ${listed(values)}`, zh: `恰好是 ${listed(values)}` }),
  },
  absent: {
    fits: (_, value) => isNothing(value),
    words: () => ({ en: 'nothing there', zh: '不存在' }),
  },
  exists: {
    fits: (_, value) => !isNothing(value),
    words: () => ({ en: 'something there', zh: '存在' }),
  },
  some: {
    fits: ({ shape }, value, { fits }) => elements(value).some((one) => fits(shape, one)),
    words: ({ shape }) => ({ en: `one with ${sketch(shape)}`, zh: `有一项符合 ${sketch(shape)}` }),
  },
  none: {
    fits: ({ shape }, value, { fits }) => !elements(value).some((one) => fits(shape, one)),
    words: ({ shape }) => ({ en: `none with ${sketch(shape)}`, zh: `没有一项符合 ${sketch(shape)}` }),
  },
  every: {
    fits: ({ shape }, value, { fits }) =>
      elements(value).length > 0 && elements(value).every((one) => fits(shape, one)),
    words: ({ shape }) => ({ en: `each with ${sketch(shape)}`, zh: `每一项都符合 ${sketch(shape)}` }),
  },
  count: {
    fits: ({ shape, min, max }, value, { fits }) => {
      const found = elements(value).filter((one) => fits(shape, one)).length;
      return found >= min && found <= max;
    },
    words: ({ shape, min, max }) => ({
      en: `${amount(min, max)} with ${sketch(shape)}`,
      zh: `${amount(min, max)} 项符合 ${sketch(shape)}`,
    }),
  },
  sequence: {
    fits: ({ shapes }, value, { fits }) => {
      let rest = elements(value);
      return shapes.every((shape) => {
        const index = rest.findIndex((one) => fits(shape, one));
        rest = rest.slice(index + 1);
        return index >= 0;
      });
    },
    words: ({ shapes }) => joined(shapes, ', then ', '，然后 '),
  },
  last: {
    fits: ({ of, shape }, value, { fits }) => {
      const found = elements(value).findLast((one) => fits(of, one));
      return found !== undefined && fits(shape, found);
    },
    words: ({ shape }) => ({ en: `the last one with ${sketch(shape)}`, zh: `最后一项符合 ${sketch(shape)}` }),
  },
  not: {
    fits: ({ shape }, value, { fits }) => !fits(shape, value),
    words: ({ shape }) => ({ en: `not ${sketch(shape)}`, zh: `不是 ${sketch(shape)}` }),
  },
  anyOf: {
    fits: ({ shapes }, value, { fits }) => shapes.some((one) => fits(one, value)),
    words: ({ shapes }) => joined(shapes, ' or ', ' 或 '),
  },
  allOf: {
    fits: ({ shapes }, value, { fits }) => shapes.every((one) => fits(one, value)),
    words: ({ shapes }) => joined(shapes, ' and ', ' 且 '),
  },
  secret: {
    fits: ({ shape }, value, { fits }) => fits(shape, value),
    words: ({ shape }) => verbatim(sketch(shape)),
  },
  image: {
    fits: ({ repository }, value) => typeof value === 'string' && repositoryOf(value) === repository,
    words: ({ repository }) => ({ en: `the image ${repository}`, zh: `镜像 ${repository}` }),
  },
  sameAs: {
    fits: ({ place }, value, { look }) => value !== undefined && same(value, look(place)),
    words: ({ place }, look) => verbatim(shorten(look(place)) ?? '?'),
  },
  differs: {
    fits: ({ place }, value, { look }) => {
      const other = look(place);
      return other !== undefined && value !== undefined && !same(value, other);
    },
    words: ({ place }, look) => {
      const other = shorten(look(place)) ?? '?';
      return { en: `not ${other}`, zh: `不是 ${other}` };
    },
  },
  beginsWith: {
    fits: ({ place }, value, { look }) => {
      const start = look(place);
      if (!Array.isArray(start) || !Array.isArray(value) || start.length === 0) return false;
      return same(value.slice(0, start.length), start);
    },
    words: ({ place }, look) => {
      const start = shorten(look(place)) ?? '?';
      return { en: `a list that begins with ${start}`, zh: `以 ${start} 开头的列表` };
    },
  },
  laterThan: {
    fits: ({ place }, value, { look }) => {
      const [mine, theirs] = [timeOf(value), timeOf(look(place))];
      return mine !== undefined && theirs !== undefined && mine > theirs;
    },
    words: ({ place }, look) => {
      const other = shorten(look(place)) ?? '?';
      return { en: `later than ${other}`, zh: `晚于 ${other}` };
    },
  },
  timesAtLeast: {
    fits: ({ place, value: least }, value, { look }) => {
      const other = look(place);
      return typeof value === 'number' && typeof other === 'number' && value * other >= least;
    },
    words: ({ place, value }, look) => verbatim(`× ${shorten(look(place)) ?? '?'} ≥ ${value}`),
  },
  hasLineOf: {
    fits: ({ place }, value, { look }) => {
      const line = look(place);
      return typeof value === 'string' && line !== undefined && value.split(/\r?\n/).includes(shorten(line) ?? '');
    },
    words: ({ place }, look) => {
      const line = shorten(look(place)) ?? '?';
      return { en: `a line that is ${line}`, zh: `有一行是 ${line}` };
    },
  },
  holdsTextOf: {
    fits: ({ place }, value, { look }) => {
      const part = look(place);
      return typeof value === 'string' && typeof part === 'string' && part !== '' && value.includes(part);
    },
    words: ({ place }, look) => {
      const part = shorten(look(place)) ?? '?';
      return { en: `with ${part} in it`, zh: `包含 ${part}` };
    },
  },
  hides: {
    fits: ({ place }, value, { look }) => {
      const other = look(place);
      return typeof value === 'string' && typeof other === 'string' && other !== '' && !value.includes(other);
    },
    words: () => ({ en: 'text without the secret value', zh: '不含机密值的文本' }),
  },
};

function amount(min: number, max: number): string {
  if (max === Infinity) return `≥ ${min}`;
  if (min === max) return String(min);
  return min === 0 ? `≤ ${max}` : `${min}–${max}`;
}

/** A shape in a few words, the same in every language. */
function sketch(shape: Shape): string {
  if (isMatcher(shape)) return sketchMatcher(shape);
  if (typeof shape !== 'object' || shape === null) return JSON.stringify(shape);
  return Object.entries(shape)
    .map(([key, inner]) => `${key} ${sketch(inner)}`)
    .join(', ');
}

function sketchMatcher(matcher: Matcher): string {
  if ('value' in matcher) return String(matcher.value);
  if ('values' in matcher) return listed(matcher.values);
  if ('pattern' in matcher) return String(matcher.pattern);
  if ('repository' in matcher) return matcher.repository;
  if ('shapes' in matcher) return matcher.shapes.map(sketch).join(' | ');
  return 'shape' in matcher ? `${matcher.is} ${sketch(matcher.shape)}` : matcher.is;
}
