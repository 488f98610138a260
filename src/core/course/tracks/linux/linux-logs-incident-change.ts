import type { Condition } from '../../lesson';
import { absent, allOf, anyOf, exists, matches, not } from '../../match';
import { at, report } from './linux-logs-incident-report';

const installed = matches(/(?:install|安装)[\s\S]*apache2|apache2[\s\S]*(?:install|安装)/i);
const user = matches(/^student(?:\s*\(1000\))?$/);

/** What had changed before. */
export const change: Condition = {
  id: 'change',
  title: { en: 'The change that started it, and by whom', zh: '引发故障的变更，以及是谁做的' },
  when: 'now',
  after: 'report',
  expect: [{ probe: report, shape: { change: installed, user } }],
  told: [
    {
      id: 'empty',
      probe: report,
      shape: anyOf({ change: absent }, { user: absent }),
      text: {
        en: '`machine/var/log/apt/history.log` shows what changed that morning, and who asked for it.',
        zh: '`machine/var/log/apt/history.log` 里有那天早上改了什么，是谁要求的。',
      },
    },
    {
      id: 'stop',
      probe: report,
      shape: { change: matches(/stop|停/i) },
      text: {
        en: 'The stop only set the port free; with nobody in between, nginx would have taken it again. What came at 08:12?',
        zh: '停掉 nginx 只是腾出了端口；如果没人插进来，它重启就能拿回去。08:12 来了什么？',
      },
    },
    {
      id: 'other-change',
      probe: report,
      shape: { change: not(installed) },
      text: {
        en: 'That is not the change of this morning: look at the last block of `history.log` before 08:20.',
        zh: '这不是那天早上的变更：看 `history.log` 里 08:20 之前的最后一段。',
      },
    },
    {
      id: 'user',
      probe: report,
      shape: { user: not(user) },
      args: { found: at('user') },
      text: {
        en: '{found} is who it ran as. `Requested-By` names the person behind sudo.',
        zh: '{found} 只是运行时的身份。`Requested-By` 写着 sudo 背后的人。',
      },
    },
  ],
};

const long = matches(/^(?:[\s\S]{30,}|(?:[^\p{Script=Han}]*\p{Script=Han}){12}[\s\S]*)$/u);
const again = matches(/restart|reboot|重启|重新启动/i);
const measure =
  /port|disabl|remov|purg|mask|monitor|alert|check|review|test|document|utils|approv|端口|禁|停用|卸载|移除|删|监控|告警|检查|评审|审批|测试|文档|流程/i;

/** What keeps it from coming back. */
export const lasting: Condition = {
  id: 'lasting',
  title: { en: 'One lasting measure', zh: '一条长久的措施' },
  when: 'now',
  after: 'report',
  expect: [{ probe: report, shape: { prevention: allOf(long, not(allOf(again, not(matches(measure))))) } }],
  told: [
    {
      id: 'empty',
      probe: report,
      shape: { prevention: absent },
      text: {
        en: 'Nothing in `prevention` yet: what would have kept this from happening?',
        zh: '`prevention` 还空着：做了什么，这次就不会出事？',
      },
    },
    {
      id: 'restart',
      probe: report,
      shape: { prevention: again },
      text: {
        en: 'A restart repeats next time; what prevents it? Think of the port, the package, a check before a change, an alert.',
        zh: '重启的话，下次还会再来；怎样才能避免？想想端口、软件包、变更前的检查、告警。',
      },
    },
    {
      id: 'short',
      probe: report,
      shape: { prevention: exists },
      text: {
        en: 'Say it in a sentence of at least 30 characters: who does what, so that it cannot happen again.',
        zh: '请用一句话说清楚（至少 12 个汉字）：谁做什么，才不会再发生。',
      },
    },
  ],
};
