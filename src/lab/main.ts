import { inspect, parseArgs } from 'node:util';
import { languageOf, render, type Args, type Text } from '../core/text';
import { createDockerEngine } from './docker/engine';
import { Claimed } from './frame/claim';
import { startLab, type Lab } from './frame/lab';
import { usualFolder } from './frame/place';
import { Clock } from './kernel/clock';

const language = languageOf(
  ['LC_ALL', 'LC_MESSAGES', 'LANG']
    .map((name) => process.env[name])
    .find((value) => value !== undefined && value !== '') ?? 'en',
);
const say = (text: Text, args: Args = {}): void => void process.stdout.write(`${render(text, language, args)}\n`);
const complain = (text: Text, args: Args = {}): void => void process.stderr.write(`${render(text, language, args)}\n`);

const words = {
  help: {
    en: `Usage: lab [--folder DIR] [--json] [--held]

Runs the practice lab: engines that speak the Docker API, with nothing installed.

  --folder DIR  where the lab keeps its state ({folder})
  --json        prints the status as one line of JSON when the lab is ready
  --held        ends half a minute after the last program that holds the lab has gone`,
    zh: `用法：lab [--folder 目录] [--json] [--held]

运行练习环境：无需安装任何东西，即可使用讲 Docker API 的引擎。

  --folder 目录  练习环境保存状态的位置（{folder}）
  --json        就绪后以一行 JSON 打印状态
  --held        最后一个占用练习环境的程序退出半分钟后自动结束`,
  },
  ready: {
    en: 'The practice lab is ready after {ms} ms. In the terminal where you work, run:',
    zh: '练习环境已就绪，用时 {ms} 毫秒。请在你要使用的终端中运行：',
  },
  end: { en: 'It keeps its state, and ends with Ctrl-C.', zh: '按 Ctrl-C 结束；状态会保留。' },
  claimed: {
    en: 'A practice lab runs in {folder} already (process {pid}). Use that one, or choose another folder with --folder.',
    zh: '{folder} 中已有一个练习环境在运行（进程 {pid}）。请使用它，或者用 --folder 另选一个目录。',
  },
  failed: { en: 'The practice lab cannot start: {why}', zh: '练习环境无法启动：{why}' },
} as const;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      folder: { type: 'string', default: usualFolder(process.env) },
      json: { type: 'boolean', default: false },
      held: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { folder } = values;
  if (values.help) {
    say(words.help, { folder });
    return;
  }
  const report = (what: string, error?: unknown): void => {
    // With its fields: an error of a file system names the path only there.
    const detail = error === undefined ? '' : inspect(error);
    process.stderr.write(`${new Date().toISOString()} ${what} ${detail}\n`);
  };
  // What nobody foresaw must not take the containers of a learner along.
  process.on('uncaughtException', (error) => report('uncaught', error));
  process.on('unhandledRejection', (error) => report('unhandled', error));
  let lab: Lab;
  try {
    lab = await startLab({
      folder,
      clock: new Clock(),
      engines: [createDockerEngine],
      stay: !values.held,
      report,
      ended: () => process.exit(0),
    });
  } catch (error) {
    if (error instanceof Claimed) complain(words.claimed, { folder, pid: error.pid });
    else complain(words.failed, { why: error instanceof Error ? error.message : String(error) });
    // Servers that did come up would keep the process alive.
    process.exit(error instanceof Claimed ? 3 : 1);
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void lab.stop());
  const status = lab.status();
  if (values.json) {
    process.stdout.write(`${JSON.stringify(status)}\n`);
    return;
  }
  say(words.ready, { ms: status.readyAfter });
  const line = (name: string, value: string): string =>
    process.platform === 'win32' ? `  $env:${name} = "${value}"\n` : `  export ${name}=${value}\n`;
  for (const [name, value] of Object.entries(status.environment)) process.stdout.write(line(name, value));
  say(words.end);
}

void main();
