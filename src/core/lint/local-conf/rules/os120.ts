import type { Fix, Problem, Rule } from '../../rule';
import type { Head, LocalConf } from '../file';

/** The head that makes DevStack read its settings. */
export const os120: Rule<LocalConf> = {
  code: 'OS120',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'No [[local|localrc]]', zh: '缺少 [[local|localrc]]' },
  message: {
    en: 'DevStack reads settings below [[local|localrc]] only: what stands here is ignored.',
    zh: 'DevStack 只读取 [[local|localrc]] 之下的设置：这里的内容会被忽略。',
  },
  why: {
    en: 'local.conf holds several files in one. Each part begins with a line of two brackets, a phase, a bar and a file, without a blank in it and at the start of the line: `[[local|localrc]]` for the settings of stack.sh itself. Lines that belong to no part are not read, and the run asks for passwords that seem to be there.',
    zh: 'local.conf 把多个文件合写在一个文件里。每一段以顶格的双方括号开头，里面是阶段、竖线和文件，不含空格：stack.sh 自己的设置写在 `[[local|localrc]]` 之下。不属于任何一段的行不会被读取，于是明明写了密码，运行时还是来问。',
  },
  lesson: 'openstack/lab',
  *check({ heads, lost, isOurs, eol, text }) {
    if (!isOurs) return;
    for (const head of heads) if (!head.isRight) yield wrong(head);
    const [first] = lost;
    if (first === undefined) return;
    const at = text.startsWith('\uFEFF') ? 1 : 0;
    const edits = [{ span: { start: at, end: at }, text: `[[local|localrc]]${eol}` }];
    const isFree = !heads.some((head) => /local/.test(head.text));
    const fix = { title: { en: 'Insert [[local|localrc]]', zh: '插入 [[local|localrc]]' }, edits, safe: true };
    const { start } = first.span;
    const end = first.assignments[0]?.span.end ?? first.words[0]?.span.end ?? first.span.end;
    yield { span: { start, end }, fix: isFree ? fix : undefined };
  },
  examples: {
    bad: [
      {
        text: '«[local]»\nADMIN_PASSWORD=secret1\n',
        fixed: '[[local|localrc]]\nADMIN_PASSWORD=secret1\n',
      },
      {
        text: '«[[local | localrc]]»\nADMIN_PASSWORD=secret1\n',
        fixed: '[[local|localrc]]\nADMIN_PASSWORD=secret1\n',
      },
      {
        text: '«ADMIN_PASSWORD=secret1»\nHOST_IP=10.0.0.11\n',
        fixed: '[[local|localrc]]\nADMIN_PASSWORD=secret1\nHOST_IP=10.0.0.11\n',
      },
      {
        text: '[[local|localrc]]\nHOST_IP=10.0.0.11\n«[post-config|$NOVA_CONF]»\n[DEFAULT]\ndebug = True\n',
        fixed: '[[local|localrc]]\nHOST_IP=10.0.0.11\n[[post-config|$NOVA_CONF]]\n[DEFAULT]\ndebug = True\n',
      },
    ],
    good: [
      '# the lab\n[[local|localrc]]\nADMIN_PASSWORD=secret1\n[[post-config|$NOVA_CONF]]\n[DEFAULT]\ndebug = True\n',
      'MACHINE = "qemux86-64"\nDISTRO = "poky"\n',
      '[[local|localrc]]\nif [[ "$a" == b ]]; then\n  HOST_IP=10.0.0.11\nfi\n',
    ],
  },
};

function wrong({ text, span }: Head): Problem {
  const inner = text.replace(/^\[+|\]+$/g, '').replace(/\s+/g, '');
  const meant = /^local(?:\|.*)?$/.test(inner) ? '[[local|localrc]]' : `[[${inner}]]`;
  const isClear = /^\[\[[\w-]+\|[^\s|\]]+\]\]$/.test(meant) && meant !== text;
  const title = { en: `Write ${meant}`, zh: `写成 ${meant}` };
  const fix: Fix = { title, edits: [{ span, text: meant }], safe: true };
  return { span, fix: isClear ? fix : undefined };
}
