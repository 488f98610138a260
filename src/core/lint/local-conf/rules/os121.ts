import type { Problem, Rule } from '../../rule';
import type { Command } from '../../shell/file';
import type { LocalConf } from '../file';

/** Blanks around the sign of an assignment. */
export const os121: Rule<LocalConf> = {
  code: 'OS121',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Blanks around "=" in localrc', zh: 'localrc 中“=”两边有空格' },
  message: {
    en: 'localrc is a shell script: with blanks around "=", {name} is not set.',
    zh: 'localrc 是 shell 脚本：“=”两边有空格，{name} 就不会被赋值。',
  },
  why: {
    en: 'stack.sh runs the lines below `[[local|localrc]]` in bash. There `A = b` calls a program named A; only `A=b` sets a variable. The parts for the services below it are INI files, and in those blanks do no harm.',
    zh: 'stack.sh 用 bash 执行 `[[local|localrc]]` 之下的行。在那里 `A = b` 是调用名为 A 的程序，只有 `A=b` 才是赋值。后面给各服务的部分是 INI 文件，那里的空格没有影响。',
  },
  lesson: 'openstack/lab',
  *check({ commands }) {
    for (const command of commands) {
      const problem = behindSign(command) ?? aroundSign(command);
      if (problem !== undefined) yield problem;
    }
  },
  examples: {
    bad: [
      { text: '[[local|localrc]]\nHOST_IP «=» 10.0.0.11\n', fixed: '[[local|localrc]]\nHOST_IP=10.0.0.11\n' },
      { text: '[[local|localrc]]\nHOST_IP«=» 10.0.0.11\n', fixed: '[[local|localrc]]\nHOST_IP=10.0.0.11\n' },
      { text: '[[local|localrc]]\nHOST_IP «=»10.0.0.11\n', fixed: '[[local|localrc]]\nHOST_IP=10.0.0.11\n' },
    ],
    good: [
      '[[local|localrc]]\nHOST_IP=10.0.0.11\nif [ "$A" = b ]; then\n  B=c\nfi\n[[post-config|$NOVA_CONF]]\n[DEFAULT]\ndebug = True\n',
    ],
  },
};

const title = { en: 'Remove the blanks', zh: '删除空格' };

/** `NAME= value`, where the shell would run the value. */
function behindSign({ words: [first, more], assignments: [open, other] }: Command): Problem | undefined {
  if (open === undefined || first === undefined || more !== undefined || other !== undefined) return undefined;
  if (!/^[A-Z_]\w*=$/.test(open.text)) return undefined;
  const { end } = open.span;
  const edits = [{ span: { start: end, end: first.span.start }, text: '' }];
  return { span: { start: end - 1, end }, args: { name: open.text.slice(0, -1) }, fix: { title, edits, safe: true } };
}

/** `name = value`, or `name =value`. */
function aroundSign({ words, assignments }: Command): Problem | undefined {
  const [name, sign, value] = words;
  if (assignments.length > 0 || name === undefined || sign === undefined) return undefined;
  if (!/^[A-Za-z_]\w*$/.test(name.text) || !/^=(?!=)/.test(sign.text)) return undefined;
  const isAlone = sign.text === '=';
  const edits = [{ span: { start: name.span.end, end: sign.span.start }, text: '' }];
  if (isAlone && value) edits.push({ span: { start: sign.span.end, end: value.span.start }, text: '' });
  const fix = words.length === (isAlone ? 3 : 2) ? { title, edits, safe: true } : undefined;
  const { start } = sign.span;
  return { span: { start, end: start + 1 }, args: { name: name.text.slice(0, 30) }, fix };
}
