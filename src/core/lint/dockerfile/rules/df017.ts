import { changeTo } from '../../change-to';
import { closest } from '../../distance';
import { type Rule, brief } from '../../rule';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';

/** Unknown signal. */
export const df017: Rule<DockerFile> = {
  code: 'DF017',
  aliases: ['INVALID_SIGNAL'],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Unknown signal', zh: '未知信号' },
  message: {
    en: 'There is no signal "{signal}": Docker cannot tell the program to stop with it.',
    zh: '没有“{signal}”这个信号，Docker 无法用它通知程序停止。',
  },
  why: {
    en: 'STOPSIGNAL names what `docker stop` sends first, by number or by name. The usual one is SIGTERM; nginx wants SIGQUIT and PostgreSQL SIGINT for a clean end. A signal that does not exist is refused.',
    zh: 'STOPSIGNAL 指定 `docker stop` 首先发送的信号，可以写编号或名字。默认是 SIGTERM；nginx 用 SIGQUIT、PostgreSQL 用 SIGINT 才能从容退出。不存在的信号会被拒绝。',
  },
  lesson: 'docker-deep/isolation',
  *check(file) {
    for (const { words } of instructionsOf(file, 'STOPSIGNAL')) {
      const [word] = words;
      if (word === undefined || /[${<%#]/.test(word.text) || isSignal(word.value)) continue;
      const upper = word.value.toUpperCase();
      const meant =
        confused[upper] ??
        closest(
          upper,
          signals.map((name) => `SIG${name}`),
        );
      yield { span: word.span, args: { signal: brief(word.value) }, fix: changeTo(word.span, meant, false) };
    }
  },
  examples: {
    bad: [
      { text: 'FROM alpine:3.22\nSTOPSIGNAL «TERMINATE»\n', fixed: 'FROM alpine:3.22\nSTOPSIGNAL SIGTERM\n' },
      { text: 'FROM alpine:3.22\nSTOPSIGNAL «SIGTEM»\n', fixed: 'FROM alpine:3.22\nSTOPSIGNAL SIGTERM\n' },
      { text: 'FROM alpine:3.22\nSTOPSIGNAL «99»\n' },
    ],
    good: [
      'FROM alpine:3.22\nSTOPSIGNAL SIGQUIT\nSTOPSIGNAL 9\nSTOPSIGNAL sigterm\nSTOPSIGNAL KILL\nSTOPSIGNAL SIGRTMIN+3\nSTOPSIGNAL $SIGNAL\n',
    ],
  },
};

const signals =
  'ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ'.split(
    ' ',
  );
const named = new Set(signals);
const confused: Readonly<Record<string, string>> = {
  TERMINATE: 'SIGTERM',
  SIGTERMINATE: 'SIGTERM',
  INTERRUPT: 'SIGINT',
  HANGUP: 'SIGHUP',
  RELOAD: 'SIGHUP',
};

function isSignal(value: string): boolean {
  if (/^\d+$/.test(value)) return Number(value) > 0 && Number(value) <= 64;
  const name = value.toUpperCase().replace(/^SIG/, '');
  return named.has(name) || /^RTM(IN(\+\d+)?|AX(-\d+)?)$/.test(name);
}
