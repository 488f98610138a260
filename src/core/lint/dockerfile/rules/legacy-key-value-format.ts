import { brief, type Edit, type Fix, type Rule } from '../../rule';
import type { DockerFile, Instruction } from '../file';
import type { Word } from '../logical';

/** ENV or LABEL without "=". */
export const legacyKeyValueFormat: Rule<DockerFile> = {
  code: 'LegacyKeyValueFormat',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'ENV or LABEL without "="', zh: 'ENV 或 LABEL 缺少“=”' },
  message: {
    en: '{keyword} {name} without "=" is the old form: it takes the whole rest of the line as one value.',
    zh: '{keyword} {name} 没有“=”，是旧写法：会把这一行余下的内容全部当作一个值。',
  },
  why: {
    en: 'The form without `=` can set one name only, and everything after it belongs to the value, also what was meant as the next variable. It is kept for old files and may be removed. With `=` several names fit in one line and quotes say where a value ends.',
    zh: '不带 `=` 的写法一次只能设置一个名字，其后所有内容都算作它的值，包括你以为是下一个变量的部分。它只为兼容旧文件而保留，将来可能移除。用 `=` 可以一行设置多个，引号标明值到哪里结束。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const instruction of file.instructions) {
      const { keyword } = instruction;
      if (keyword !== 'ENV' && keyword !== 'LABEL') continue;
      const [name, value] = instruction.words;
      if (name === undefined || value === undefined || name.text.includes('=')) continue;
      yield { span: name.span, args: { keyword, name: brief(name.text) }, fix: addEquals(file, instruction, name) };
    }
  },
  examples: {
    bad: [
      { text: 'FROM tomcat:11\nENV «JAVA_HOME» /usr/lib/jvm\n', fixed: 'FROM tomcat:11\nENV JAVA_HOME=/usr/lib/jvm\n' },
      {
        text: 'FROM tomcat:11\nLABEL «description»  a small server\n',
        fixed: 'FROM tomcat:11\nLABEL description="a small server"\n',
      },
      { text: 'FROM tomcat:11\nENV «NAME» "our server"\n', fixed: 'FROM tomcat:11\nENV NAME="our server"\n' },
    ],
    good: ['FROM tomcat:11\nENV A=1 B="two words" C=a\\ b\nENV "D"=4\nLABEL note=x\nARG NAME\n'],
  },
};

/** The smallest edit that keeps the value: "=" for the blanks, and quotes where the value has blanks of its own. */
function addEquals(file: DockerFile, { body }: Instruction, name: Word): Fix | undefined {
  const value = body.slice(name.at + name.text.length).trimmed();
  const span = value.span(0, value.text.length);
  const between = { start: name.span.end, end: span.start };
  const isOneWord = /^(?:"[^"]*"|'[^']*'|[^\s"'])+$/.test(value.text);
  const isPlain = !/["'\\`]/.test(value.text);
  if (/^=|(^|\s)#|\\["']/.test(value.text) || /[#\n]/.test(file.text.slice(between.start, between.end)))
    return undefined;
  if (!isOneWord && !isPlain) return undefined;
  const quote: Edit[] = isOneWord ? [] : [{ span: { start: span.end, end: span.end }, text: '"' }];
  return {
    title: { en: 'Write it with "="', zh: '改用“=”写法' },
    edits: [{ span: between, text: isOneWord ? '=' : '="' }, ...quote],
    safe: true,
  };
}
