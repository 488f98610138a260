import { brief, type Rule } from '../../rule';
import type { YamlText } from '../read';
import type { OfLanguage } from './syntax';

/** No blank after the colon. */
export function tornKey(language: OfLanguage): Rule<YamlText> {
  return {
    aliases: [],
    ...language,
    layer: 'syntax',
    severity: { learn: 'error', strict: 'error' },
    title: { en: 'No blank after the colon', zh: '冒号后缺少空格' },
    message: { en: 'YAML needs a blank after "{key}:".', zh: '“{key}:”后必须有一个空格。' },
    why: {
      en: 'A colon ends a key only when a blank or the end of the line follows; without it, key and value are one word. The parser reads on, finds the next line strange, and blames that one: look one line up.',
      zh: '冒号后面是空格或行尾时，才算键的结束；否则键和值会连成一个词。解析器继续往下读，觉得下一行不对劲，于是报错在下一行：请往上看一行。',
    },
    *check(file) {
      for (const { name, span } of file.torn) {
        const edits = [{ span: { start: span.end, end: span.end }, text: ' ' }];
        const title = { en: 'Put a blank there', zh: '补上空格' };
        yield { span, args: { key: brief(name) }, fix: { title, edits, safe: true } };
      }
    },
  };
}
