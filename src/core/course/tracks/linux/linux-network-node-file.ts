import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { allOf, anyOf, exists, matches, not } from '../../match';

const path = 'root/etc/netplan/60-tutor.yaml';
/** The netplan file, parsed. */
export const yaml: Probe = { source: 'file', path, as: 'yaml' };
const text: Probe = { source: 'file', path, as: 'text' };
const facts: Probe = { source: 'file', path, as: 'facts' };
const line = { probe: yaml, path: ['line'] };

/** YAML as netplan takes it. */
export const parse: Condition = {
  id: 'parse',
  title: { en: 'The netplan file is YAML of version 2', zh: 'netplan 文件是第 2 版的 YAML' },
  when: 'now',
  expect: [{ probe: yaml, shape: { network: { version: anyOf(2, '2') } } }],
  told: [
    {
      id: 'tab',
      probe: text,
      shape: matches(/^ *\t/m),
      args: { line },
      text: {
        en: 'Line {line}: YAML allows no tabs at the start of a line. Indent by two blanks, and let the editor show white space.',
        zh: '第 {line} 行：YAML 不允许行首用制表符。请用两个空格缩进，并让编辑器显示空白字符。',
      },
    },
    {
      id: 'twice',
      probe: text,
      shape: matches(/^network:[^]*^network:/m),
      text: {
        en: '`network` stands there twice. Some readers take the second and silently forget the first: join them.',
        zh: '`network` 写了两次。有的程序会用第二个，悄悄丢掉第一个：请合并成一个。',
      },
    },
    {
      id: 'not-yaml',
      probe: yaml,
      shape: { invalid: exists },
      args: { line, why: { probe: yaml, path: ['invalid'] } },
      text: {
        en: 'Not YAML at line {line}: {why}. Every level is indented by two blanks more than the one above.',
        zh: '第 {line} 行不是合法的 YAML：{why}。每一层都比上一层多缩进两个空格。',
      },
    },
    {
      id: 'version',
      probe: yaml,
      shape: { network: { version: not(anyOf(2, '2')) } },
      text: {
        en: '`version: 2` is missing below `network`: netplan refuses a file without it.',
        zh: '`network` 下面缺少 `version: 2`：没有它，netplan 会拒绝这个文件。',
      },
    },
  ],
};

/** Nobody else reads it. */
export const mode: Condition = {
  id: 'mode',
  title: { en: 'Only the owner may read the file', zh: '只有所有者能读这个文件' },
  when: 'now',
  excusedBy: ['not-linux'],
  expect: [{ probe: facts, shape: { mode: '0600' } }],
  told: [
    {
      id: 'others-read',
      probe: facts,
      shape: { mode: matches(/[4-7]\d$|[4-7]$/) },
      args: { mode: { probe: facts, path: ['mode'] } },
      text: {
        en: 'Mode {mode}: `netplan` warns that the permissions are too open, because such files may hold Wi-Fi passwords. `chmod 600 root/etc/netplan/60-tutor.yaml`.',
        zh: '权限是 {mode}：`netplan` 会警告权限过于开放，因为这种文件里可能有 Wi-Fi 密码。`chmod 600 root/etc/netplan/60-tutor.yaml`。',
      },
    },
    {
      id: 'other-mode',
      probe: facts,
      shape: allOf(exists),
      args: { mode: { probe: facts, path: ['mode'] } },
      text: {
        en: 'Mode {mode}: the owner needs to read and write, and nobody executes it: 600.',
        zh: '权限是 {mode}：所有者需要读和写，没有人需要执行它：应该是 600。',
      },
    },
  ],
};
