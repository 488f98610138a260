import { verbatim, type Text } from '../../../text';
import type { Rule } from '../../rule';
import { isVisible } from '../../typography';
import type { YamlText } from '../read';
import type { OfLanguage } from './syntax';

/** Typographic and full-width characters in code. */
export function strayCharacter(language: OfLanguage): Rule<YamlText> {
  return {
    aliases: [],
    ...language,
    layer: 'characters',
    severity: { learn: 'error', strict: 'error' },
    title: { en: 'Typographic or full-width character in code', zh: '代码中混入全角或排版字符' },
    message: {
      en: '{found} only looks like {meant}: to YAML it is a letter of the word next to it.',
      zh: '{found} 只是看起来像{meant}，YAML 会把它当作旁边那个词的一部分。',
    },
    why: {
      en: 'Word processors, chats and Chinese keyboards replace colons, quotes, dashes and blanks by other characters. YAML knows the ASCII ones only, so a key is no key any more and a quote becomes part of the value. In comments and in quoted text they do no harm.',
      zh: '文字处理软件、聊天工具和中文输入法会把冒号、引号、短横线、空格换成别的字符。YAML 只认 ASCII 字符，于是键不再是键，引号变成值的一部分。在注释和引号内的文字里则没有影响。',
    },
    *check(file) {
      for (const { span, covers, character, meant, edits, sure } of file.strays) {
        const title = { en: 'Replace by ASCII characters', zh: '替换为 ASCII 字符' };
        yield {
          span,
          covers,
          args: { found: numbered(character), meant: named(meant) },
          fix: { title, edits: [...edits], safe: sure },
          ...(!sure && { severity: 'warning' as const }),
        };
      }
    },
  };
}

/** A character with its number: `“` (U+201C). */
function numbered(character: string): Text {
  const number = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  if (!isVisible(character)) return verbatim(number);
  return { en: `\`${character}\` (${number})`, zh: `\`${character}\`（${number}）` };
}

function named(characters: string): Text {
  if (characters === ' ') return { en: 'a blank', zh: '空格' };
  if (characters === '') return { en: 'nothing', zh: '什么也没有' };
  return { en: `\`${characters.trim()}\``, zh: ` \`${characters.trim()}\`` };
}
