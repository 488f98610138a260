import type { Text } from '../../../text';
import { changeTo } from '../../change-to';
import type { Fix, Rule } from '../../rule';
import type { DockerFile } from '../file';
import { type Flag, type FlagKind, flagsOf, knownFlags, repeatable } from '../flags';

/** A flag with a value that it cannot have. */
export const df008: Rule<DockerFile> = {
  code: 'DF008',
  aliases: [
    'FLAG_AT_LEAST_ONE',
    'FLAG_DUPLICATE',
    'FLAG_INVALID_DURATION',
    'FLAG_LESS_THAN_1MS',
    'FLAG_MISSING_DURATION',
    'FLAG_MISSING_VALUE',
    'FLAG_UNKNOWN_UNIT',
    'FLAG_INVALID_FROM_VALUE',
    'FLAG_EXPECTED_BOOLEAN_VALUE',
  ],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Bad value of a flag', zh: '选项的值不正确' },
  message: { en: '{flag} {problem}: the build stops here.', zh: '{flag} {problem}，构建会停在这里。' },
  why: {
    en: 'Docker checks the flags of an instruction before it builds anything. Durations are numbers with a unit such as `30s` or `1m30s`, switches take `true` or `false`, a mount names a type and its fields, and most flags may be given once.',
    zh: 'Docker 在构建之前就会检查指令的选项。时长要带单位，如 `30s`、`1m30s`；开关只能是 `true` 或 `false`；mount 要写明类型和字段；大多数选项只能出现一次。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const instruction of file.instructions) {
      if (instruction.flags.length === 0) continue;
      const seen = new Set<string>();
      for (const flag of flagsOf(instruction)) {
        const kind = knownFlags[instruction.keyword]?.[flag.name];
        if (kind === undefined) continue;
        const isAgain = seen.has(flag.name) && !repeatable.has(flag.name);
        seen.add(flag.name);
        const found = isAgain ? { problem: problems.again } : flagProblem(flag, kind);
        if (found === undefined) continue;
        yield {
          span: isAgain || (flag.value ?? '') === '' ? flag.span : flag.valueSpan,
          args: { flag: `--${flag.name}`, problem: found.problem },
          fix: found.fix,
        };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM alpine:3.22\nHEALTHCHECK --interval=«5» CMD true\n',
        fixed: 'FROM alpine:3.22\nHEALTHCHECK --interval=5s CMD true\n',
      },
      { text: 'FROM alpine:3.22\nCOPY --link=«yes» a /a\n' },
      { text: 'FROM alpine:3.22\nCOPY «--chown» a /a\n' },
      { text: 'FROM alpine:3.22\nRUN --mount=«type=cash,target=/x» true\n' },
      { text: 'FROM alpine:3.22\nHEALTHCHECK --retries=3 «--retries=4» CMD true\n' },
    ],
    good: [
      'FROM alpine:3.22\nARG T\nHEALTHCHECK --interval=1m30s --timeout=500ms --start-period=0s --retries=3 CMD true\nCOPY --link=false --chown=$T a /a\nRUN --mount=type=secret,id=a,env=A --mount=type=bind,target=. --mount=target=/b,rw true\n',
    ],
  },
};

const problems = {
  again: { en: 'is given twice', zh: '重复出现' },
  empty: { en: 'has no value', zh: '没有值' },
  boolean: { en: 'is true or false, and nothing else', zh: '只能是 true 或 false' },
  duration: { en: 'is a duration with units, such as 30s', zh: '要写带单位的时长，如 30s' },
  short: { en: 'is at least 1ms', zh: '不能小于 1ms' },
  number: { en: 'is a whole number', zh: '只能是整数' },
  mount: { en: 'has a type or a field that no mount has', zh: '的类型或字段不存在' },
  choice: { en: 'has a value that it does not know', zh: '不认识这个值' },
} as const satisfies Record<string, Text>;

type Found = { readonly problem: Text; readonly fix?: Fix | undefined };

function flagProblem(flag: Flag, kind: FlagKind): Found | undefined {
  const { value } = flag;
  if (value?.includes('$')) return undefined;
  if (kind === 'boolean') return unless(value === undefined || /^(true|false|)$/i.test(value), problems.boolean);
  if (value === undefined || (value === '' && kind !== 'text')) return { problem: problems.empty };
  if (kind === 'number') return unless(/^\d+$/.test(value), problems.number);
  return kind === 'duration' ? durationProblem(flag, value) : textProblem(flag.name, value);
}

const unless = (isRight: boolean, problem: Text): Found | undefined => (isRight ? undefined : { problem });

function textProblem(name: string, value: string): Found | undefined {
  if (name === 'mount') return unless(!mountProblem(value), problems.mount);
  const choice = choices[name];
  return unless(choice === undefined || choice.includes(value), problems.choice);
}

const choices: Readonly<Record<string, readonly string[]>> = {
  network: ['default', 'none', 'host'],
  security: ['sandbox', 'insecure'],
};

const inMilliseconds: Readonly<Record<string, number>> = {
  h: 3.6e6,
  m: 6e4,
  s: 1e3,
  ms: 1,
  us: 1e-3,
  µs: 1e-3,
  ns: 1e-6,
};

function durationProblem({ valueSpan }: Flag, value: string): Found | undefined {
  if (value === '0') return undefined;
  if (/^\d+$/.test(value)) {
    const place = { start: valueSpan.end, end: valueSpan.end };
    return { problem: problems.duration, fix: changeTo(place, 's', false, `${value}s`) };
  }
  const parts = [...value.matchAll(/(\d+\.?\d*|\.\d+)(h|ms|m|s|us|µs|ns)/g)];
  if (value === '' || parts.map(([part]) => part).join('') !== value.replace(/^\+/, ''))
    return { problem: problems.duration };
  const length = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (inMilliseconds[unit ?? ''] ?? 0), 0);
  return length > 0 && length < 1 ? { problem: problems.short } : undefined;
}

const mountTypes = new Set(['bind', 'cache', 'tmpfs', 'secret', 'ssh']);
const mountFields = new Set(
  'type from source src target dst destination readonly ro readwrite rw id sharing mode uid gid required size env'.split(
    ' ',
  ),
);

function mountProblem(value: string): boolean {
  return value.split(',').some((field) => {
    const [key = '', kind = ''] = field.trim().replace(/^"/, '').split('=');
    return !mountFields.has(key.toLowerCase()) || (key.toLowerCase() === 'type' && !mountTypes.has(kind.toLowerCase()));
  });
}
