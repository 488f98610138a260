import { UserError } from '../core/errors';
import { languageOf, render, type Text } from '../core/text';
import type { ExitCode, Io } from './io';

const usageText: Text = {
  en: `tutor lint FILES… [--format text|json|sarif] [--profile learn|strict|quiet] [--rule CODE=LEVEL]…
           [--exclude PATTERN]… [--exclude-from FILE] [--stdin-filename NAME]
    marks mistakes in Dockerfiles, Compose files, manifests, OpenStack files and scripts
    FILES are files, folders, patterns ("k8s/**/*.yaml") or - for the standard input, which is then read as NAME
    PATTERN is one as in a .dockerignore, seen from where you are, and FILE has one in each line
    LEVEL is error, warning, information, hint or off
tutor check EXERCISE --folder DIR [--course DIR] [--docker-host ADDRESS] [--format text|json]
    judges what an exercise left behind, in files and in the engine
tutor verify [EXERCISE…] [--course DIR] [--docker-host ADDRESS]
    proves exercises on a real engine: starter, solution, alternatives, mutants, reset
    --course DIR adds the course in DIR/.tutor and tells what is wrong with it. tutor check never runs anything of it;
    tutor verify then RUNS its steps.sh scripts as you, unprotected: name only a course that you trust
tutor report FILES… [--format csv|html] [--out FILE]
    makes a class table of the progress that learners exported
tutor --version, tutor --help

--lang en|zh-cn decides the words. Exit codes: 0 clean or passed, 1 findings or failed, 2 could not run or unknown.
`,
  zh: `tutor lint 文件… [--format text|json|sarif] [--profile learn|strict|quiet] [--rule 规则代码=级别]…
           [--exclude 模式]… [--exclude-from 文件] [--stdin-filename 文件名]
    标出 Dockerfile、Compose 文件、Kubernetes 清单、OpenStack 文件和脚本中的错误
    文件 可以是文件、目录、匹配模式（"k8s/**/*.yaml"），或 - 表示标准输入，此时按 --stdin-filename 的文件名判断类型
    模式 的写法与 .dockerignore 相同，相对于当前目录；--exclude-from 的文件每行一个模式
    级别 是 error、warning、information、hint 或 off
tutor check 练习 --folder 目录 [--course 目录] [--docker-host 地址] [--format text|json]
    检查练习在文件和引擎中留下的结果
tutor verify [练习…] [--course 目录] [--docker-host 地址]
    在真实引擎上验证练习：初始状态、参考答案、其他正确做法、错误做法、重置
    --course 目录 会加入 目录/.tutor 中的课程，并指出其中的问题。tutor check 不会运行课程里的任何东西；
    tutor verify 则会以你的身份、不加隔离地运行其中的 steps.sh：只应指定你信任的课程
tutor report 文件… [--format csv|html] [--out 文件]
    把学员导出的进度汇总成班级表格
tutor --version, tutor --help

--lang en|zh-cn 决定输出语言。退出码：0 无问题或通过，1 有问题或未通过，2 无法运行或无法判定。
`,
};

const unknownCommand: Text = { en: 'There is no command "{name}".', zh: '没有命令“{name}”。' };

type Command = (argv: readonly string[], io: Io) => Promise<ExitCode>;

const commandsOf: Readonly<Record<string, () => Promise<Command>>> = {
  lint: async () => (await import('./lint')).lintCommand,
  check: async () => (await import('./check')).checkCommand,
  verify: async () => (await import('./verify')).verifyCommand,
  report: async () => (await import('./report')).reportCommand,
};

/** Takes `--lang VALUE` or `--lang=VALUE` out of the words, wherever it stands. */
function takeLanguage(argv: readonly string[], locale: string): { words: string[]; locale: string } {
  const words: string[] = [];
  let chosen = locale;
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? '';
    if (word === '--lang') {
      index += 1;
      chosen = argv[index] ?? chosen;
    } else if (word.startsWith('--lang=')) chosen = word.slice('--lang='.length);
    else words.push(word);
  }
  return { words, locale: chosen };
}

/** The command line of the product: runs one command and tells its exit code. */
export async function tutor(argv: readonly string[], io: Omit<Io, 'language'>, locale: string): Promise<ExitCode> {
  const taken = takeLanguage(argv, locale);
  const full: Io = { ...io, language: languageOf(taken.locale) };
  const [name = '--help', ...rest] = taken.words;
  if (name === '--help' || name === '-h') {
    full.stdout(usageText[full.language]);
    return argv.length === 0 ? 2 : 0;
  }
  if (name === '--version') {
    full.stdout(`${(await import('../../package.json')).version}\n`);
    return 0;
  }
  const load = Object.hasOwn(commandsOf, name) ? commandsOf[name] : undefined;
  if (load === undefined) {
    full.stderr(`${render(unknownCommand, full.language, { name })}\n${usageText[full.language]}`);
    return 2;
  }
  try {
    return await (
      await load()
    )(rest, full);
  } catch (error) {
    full.stderr(`${error instanceof UserError ? error.text[full.language] : String(error)}\n`);
    return 2;
  }
}

/** The locale of a POSIX environment, such as `zh_CN.UTF-8`; an empty variable counts as none. */
export const localeOf = (environment: NodeJS.ProcessEnv): string =>
  ['LC_ALL', 'LC_MESSAGES', 'LANG']
    .map((name) => environment[name])
    .find((value) => value !== undefined && value !== '') ?? 'en';
