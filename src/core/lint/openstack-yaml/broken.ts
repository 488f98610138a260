import { verbatim, type Text } from '../../text';
import type { Problem, Rule } from '../rule';
import { strayCharacter } from '../yaml/rules/characters';
import { yamlSyntax, type OfLanguage } from '../yaml/rules/syntax';
import { tornKey } from '../yaml/rules/torn';
import type { YamlText } from '../yaml/read';

/** A file of OpenStack's that is written in YAML. */
export type OpenStackYaml = YamlText & {
  /** Its only document, or the first one. */
  readonly hasTable: boolean;
};

/** Everything that makes such a file unreadable, in one rule: OpenStack's programs say little more than "broken". */
export function brokenYaml(
  language: OfLanguage,
  { refused, shape }: { readonly refused: Text; readonly shape: Text },
): Rule<OpenStackYaml> {
  const syntax = yamlSyntax(language);
  const torn = tornKey(language);
  const stray = strayCharacter(language);
  return {
    ...syntax,
    message: { en: 'This is not YAML: {cause}', zh: '这里不符合 YAML 语法：{cause}' },
    why: { en: `${syntax.why.en} ${refused.en}`, zh: `${syntax.why.zh}${refused.zh}` },
    *check(file, nearby) {
      yield* syntax.check(file, nearby);
      for (const problem of torn.check(file, nearby)) yield because(problem, blank);
      for (const problem of stray.check(file, nearby)) yield because(problem, character(file, problem));
      const [root] = file.documents ?? [];
      if (!file.hasTable && root !== undefined && file.faults.length === 0 && file.torn.length === 0)
        yield { span: { start: root.span.start, end: firstLineEnd(file.text, root.span) }, args: { cause: shape } };
    },
  };
}

const because = (problem: Problem, cause: Text): Problem => ({ ...problem, args: { cause } });

const blank: Text = { en: 'a blank is missing after this colon.', zh: '这个冒号后面缺少空格。' };

function character({ text }: YamlText, { span }: Problem): Text {
  const found = verbatim(text.slice(span.start, span.end).trim() || 'U+00A0');
  return { en: `"${found.en}" is no ASCII character.`, zh: `“${found.zh}”不是 ASCII 字符。` };
}

function firstLineEnd(text: string, { start, end }: { start: number; end: number }): number {
  const line = text.slice(start, end).split(/\r?\n/)[0] ?? '';
  return start + Math.max(1, line.length);
}
