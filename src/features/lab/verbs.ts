import * as vscode from 'vscode';
import { labNotRunning } from '../../core/errors';
import type { PracticeLab } from '../../core/lab';
import { fill, type Text } from '../../core/text';
import { commands } from '../../host/ids';
import { say } from '../../host/locale';
import { confirm, inform, offer } from '../../host/report';

const words = {
  starting: { en: 'Starting the practice lab…', zh: '正在启动练习环境…' },
  ready: {
    en: 'The practice lab is ready. Exercises use it now; your own terminals still use the engine of this machine.',
    zh: '练习环境已就绪，练习将使用它；你自己的终端仍使用本机的引擎。',
  },
  terminal: { en: 'Open Lab Terminal', zh: '打开练习终端' },
  terminalName: { en: 'Practice lab', zh: '练习环境' },
  hello: {
    en: 'docker in this terminal works in the practice lab, not on an engine of this machine.',
    zh: '这个终端里的 docker 命令都在练习环境中执行，不会用到本机的引擎。',
  },
  question: { en: 'Empty the practice lab?', zh: '清空练习环境？' },
  detail: {
    en: 'Containers: {containers}, images: {images}, volumes: {volumes}; they and your networks in the practice lab go, with all that is in them. Engines of this machine, your files and your progress are not touched. This cannot be undone.',
    zh: '练习环境中的容器（{containers} 个）、镜像（{images} 个）、卷（{volumes} 个）和你建的网络都会删除，包括其中的内容。本机的引擎、你的文件和学习进度都不受影响。此操作无法撤销。',
  },
  reset: { en: 'Empty', zh: '清空' },
  done: { en: 'The practice lab is empty.', zh: '练习环境已清空。' },
  menu: { en: 'Practice lab', zh: '练习环境' },
  start: { en: 'Start practice lab', zh: '启动练习环境' },
  stop: { en: 'Stop practice lab', zh: '停止练习环境' },
  stopDetail: { en: 'Everything in it is kept', zh: '其中的内容都会保留' },
  empty: { en: 'Reset practice lab…', zh: '重置练习环境…' },
  counts: {
    en: '{running} of {containers} containers running',
    zh: '{containers} 个容器，其中 {running} 个在运行',
  },
} as const satisfies Record<string, Text>;

/** Starts the lab and offers its terminal. */
export async function start(lab: PracticeLab): Promise<void> {
  const location = vscode.ProgressLocation.Window;
  await vscode.window.withProgress({ location, title: say(words.starting) }, () => lab.start());
  void offer(words.ready, words.terminal).then((taken) => (taken ? openTerminal(lab) : undefined));
}

/** Empties the lab after having said what goes. */
export async function reset(lab: PracticeLab): Promise<void> {
  const status = await lab.look();
  if (!status) throw labNotRunning();
  const counts = status.counts['docker'] ?? {};
  if (!(await confirm(words.question, fill(words.detail, counts), words.reset))) return;
  await lab.reset();
  inform(words.done);
}

/** Opens a terminal whose docker command speaks with the lab; starts the lab first when it does not run. */
export async function openTerminal(lab: PracticeLab): Promise<void> {
  await lab.start();
  const terminal = vscode.window.createTerminal({
    name: say(words.terminalName),
    iconPath: new vscode.ThemeIcon('beaker'),
    env: await lab.terminal(),
    message: say(words.hello),
  });
  terminal.show();
}

/** What the status bar item offers. */
export async function menu(lab: PracticeLab): Promise<void> {
  const status = await lab.look();
  const entry = (text: Text, icon: string, command: string, description = '') => ({
    label: `$(${icon}) ${say(text)}`,
    description,
    command,
  });
  const counts = status?.counts['docker'];
  const entries =
    status === undefined
      ? [entry(words.start, 'play', commands.startLab)]
      : [
          entry(words.terminal, 'terminal', commands.labTerminal, counts && say(words.counts, counts)),
          entry(words.stop, 'debug-stop', commands.stopLab, say(words.stopDetail)),
          entry(words.empty, 'trash', commands.resetLab),
        ];
  const picked = await vscode.window.showQuickPick(entries, { title: say(words.menu) });
  if (picked) await vscode.commands.executeCommand(picked.command);
}
