import * as vscode from 'vscode';
import { blocksOf, commandsOf } from '../../core/course/blocks';
import type { TerminalEnvironment } from '../../core/lab';
import type { Text } from '../../core/text';
import { commands } from '../../host/ids';
import { language, say } from '../../host/locale';
import { pageSchemes, readerView } from '../../host/pages';
import { report } from '../../host/report';
import { frame, type Page, type Parts } from './frame';
import { LessonTerminal } from './terminal';

const words = {
  copy: { en: 'Copy', zh: '复制' },
  copied: { en: 'Copied', zh: '已复制' },
  run: { en: 'Run in Terminal', zh: '在终端运行' },
} as const satisfies Record<string, Text>;

/** The commands that a link of a page may run; a link to any other does nothing. */
const linked: readonly string[] = [
  commands.openLesson,
  commands.openWalkthrough,
  commands.startExercise,
  commands.checkExercise,
  commands.showExercise,
  commands.showHint,
  commands.compareSolution,
  commands.resetExercise,
  commands.takeQuiz,
  commands.startLab,
  commands.makePlan,
  commands.labTerminal,
  commands.doctor,
];

/** What a page sends: that it is ready, the number of the block to run, or a link to another page. */
type Message =
  | { readonly type: 'ready' }
  | { readonly type: 'run'; readonly block: number }
  | { readonly type: 'open'; readonly href: string };

/**
 * The reader of our pages: what VS Code's own Markdown engine makes of them, with working links to commands, and Copy
 * and Run in Terminal at code blocks. VS Code's preview opens no command link, and cannot run a block.
 * `environment` is what the terminal has set, asked for whenever a block is run.
 */
export function register(context: vscode.ExtensionContext, environment: () => Promise<TerminalEnvironment>): void {
  const terminal = new LessonTerminal(environment);
  const reader = new Reader(context.extensionUri, terminal);
  context.subscriptions.push(
    terminal,
    vscode.window.registerCustomEditorProvider(readerView, reader, { webviewOptions: { enableFindWidget: true } }),
  );
}

class Reader implements vscode.CustomTextEditorProvider {
  #read: Promise<Parts> | undefined;

  constructor(
    readonly extension: vscode.Uri,
    readonly terminal: LessonTerminal,
  ) {}

  async resolveCustomTextEditor(document: vscode.TextDocument, panel: vscode.WebviewPanel): Promise<void> {
    const { webview } = panel;
    webview.options = { enableScripts: true, enableCommandUris: linked, localResourceRoots: [] };
    const show = async (): Promise<void> => {
      await webview.postMessage({ type: 'show', ...(await pageOf(document)) });
    };
    const listeners = [
      webview.onDidReceiveMessage((message: unknown) => {
        this.#answer(readMessage(message), document, show).catch(report);
      }),
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document && event.contentChanges.length > 0) show().catch(report);
      }),
    ];
    panel.onDidDispose(() => {
      for (const one of listeners) one.dispose();
    });
    const [page, parts] = await Promise.all([pageOf(document), this.#parts()]);
    webview.html = frame(page, parts, language(), {
      copy: say(words.copy),
      copied: say(words.copied),
      run: say(words.run),
    });
  }

  async #parts(): Promise<Parts> {
    const read = async (name: string): Promise<string> =>
      Buffer.from(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.extension, 'media', name))).toString();
    this.#read ??= Promise.all([read('reader.css'), read('reader.js')]).then(([style, script]) => ({ style, script }));
    return this.#read;
  }

  async #answer(message: Message | undefined, document: vscode.TextDocument, show: () => Promise<void>): Promise<void> {
    if (message?.type === 'ready') await show();
    if (message?.type === 'open') await openLink(message.href, document.uri);
    if (message?.type !== 'run') return;
    const block = blocksOf(document.getText())[message.block];
    const typed = block && commandsOf(block);
    if (typed !== undefined) await this.terminal.run(typed);
  }
}

/** What VS Code's own Markdown engine makes of a document. */
async function pageOf(document: vscode.TextDocument): Promise<Page> {
  const { version } = document;
  const html = await vscode.commands.executeCommand<string>('markdown.api.render', document);
  const blocks = blocksOf(document.getText()).map((block) => ({ text: block.text, typed: commandsOf(block) ?? '' }));
  return { html, version, blocks };
}

function readMessage(message: unknown): Message | undefined {
  const { type, block, href } = (message ?? {}) as Readonly<Record<string, unknown>>;
  if (type === 'ready') return { type };
  if (type === 'run' && typeof block === 'number') return { type, block };
  return type === 'open' && typeof href === 'string' ? { type, href } : undefined;
}

/** A link without a scheme leads to another of our pages; any other one is VS Code's own affair. */
async function openLink(href: string, from: vscode.Uri): Promise<void> {
  const [target = ''] = href.split('#');
  if (target === '' || /^[a-z][a-z+.-]*:/i.test(target) || !pageSchemes.some((one) => one === from.scheme)) return;
  const path = target.startsWith('/') ? target : `${from.path.replace(/[^/]*$/, '')}${target}`;
  const uri = from.with({ path: new URL(path, 'x://x').pathname });
  await vscode.commands.executeCommand('vscode.openWith', uri, readerView);
}
