import { fill, verbatim, type Text } from '../text';
import type { Finding } from './finding';
import { code } from './markdown';
import type { EditorFacts, Seen, HostSight } from './sights';

const words = {
  host: { en: 'Machine of the extension', zh: '插件所在的机器' },
  local: { en: 'local', zh: '本机' },
  wsl: { en: 'WSL', zh: 'WSL' },
  'ssh-remote': { en: 'over SSH', zh: '经 SSH 连接' },
  'dev-container': { en: 'dev container', zh: '开发容器' },
  'attached-container': { en: 'container', zh: '容器' },
  hostIs: { en: '{system}, {how}', zh: '{system}，{how}' },
  onWindows: {
    en: 'The Linux lessons look at `/proc` and at modes, which Windows does not have: open the folder in WSL, in a dev container or over SSH.',
    zh: 'Linux 课程要查看 `/proc` 和文件权限，而 Windows 没有：请在 WSL、开发容器中或通过 SSH 打开文件夹。',
  },
  trust: { en: 'Workspace trust', zh: '工作区信任' },
  trusted: { en: 'trusted', zh: '已信任' },
  restricted: {
    en: 'not trusted: a `tutor.docker.host`, kubeconfig or clouds.yaml of this folder is not used, and no script is run',
    zh: '未受信任：不使用此文件夹里的 `tutor.docker.host`、kubeconfig 和 clouds.yaml，也不运行脚本',
  },
  folder: { en: 'Open folder', zh: '打开的文件夹' },
  noFolder: { en: 'none', zh: '无' },
  openFolder: {
    en: 'Exercises are made in a folder: open an empty one with File > Open Folder.',
    zh: '练习需要一个文件夹：请用“文件 > 打开文件夹”打开一个空文件夹。',
  },
  onDisk: { en: '{path} on {type}', zh: '{path}，文件系统 {type}' },
  withoutModes: {
    en: 'On this file system `chmod` leaves no trace. Put the folder on the side of Linux, below `~/`, not below `/mnt/c`.',
    zh: '在这个文件系统上 `chmod` 不起作用。请把文件夹放到 Linux 一侧（`~/` 之下），不要放在 `/mnt/c` 之下。',
  },
  lab: { en: 'Practice lab', zh: '练习环境' },
  stopped: { en: 'ready to start', zh: '随时可以启动' },
  starting: { en: 'starting', zh: '正在启动' },
  running: {
    en: 'running: the tutor uses it instead of an engine of this machine',
    zh: '正在运行：教程使用它，而不用本机的引擎',
  },
  failed: { en: 'it ended unexpectedly', zh: '意外结束了' },
} as const satisfies Readonly<Record<string, Text>>;

const systems: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };

/** The editor, the machine of the extension, and the open folder. */
export function hostFindings(host: Seen<HostSight>, editor: EditorFacts): readonly Finding[] {
  const found = host.state === 'told' ? host.value : undefined;
  return [
    { id: 'editor', group: 'host', name: verbatim('VS Code'), state: 'found', version: editor.version },
    machine(found, editor),
    trust(editor),
    folder(found?.folder, editor),
  ];
}

function machine(host: HostSight | undefined, { remote }: EditorFacts): Finding {
  const base = { id: 'host', group: 'host', name: words.host } as const;
  if (host === undefined) return { ...base, state: 'unknown' };
  const system = host.system === '' ? verbatim(systems[host.platform] ?? host.platform) : verbatim(code(host.system));
  const detail = fill(words.hostIs, { system, how: howReached(remote, host.isWsl) });
  const repair = host.platform === 'win32' ? { repair: words.onWindows, lesson: 'linux/environment' } : {};
  return { ...base, state: 'found', detail, ...repair };
}

function howReached(remote: string | undefined, isWsl: boolean): Text {
  if (remote === undefined) return isWsl ? words.wsl : words.local;
  const isKnown =
    remote === 'wsl' || remote === 'ssh-remote' || remote === 'dev-container' || remote === 'attached-container';
  return isKnown ? words[remote] : verbatim(code(remote));
}

function trust({ isTrusted }: EditorFacts): Finding {
  const base = { id: 'trust', group: 'host', name: words.trust } as const;
  return { ...base, state: 'found', detail: isTrusted ? words.trusted : words.restricted };
}

function folder(found: HostSight['folder'], editor: EditorFacts): Finding {
  const base = { id: 'folder', group: 'host', name: words.folder } as const;
  if (editor.folder === undefined)
    return { ...base, state: 'missing', detail: words.noFolder, repair: words.openFolder };
  const path = code(editor.folder);
  if (found === undefined) return { ...base, state: 'found', detail: verbatim(path) };
  const detail = fill(words.onDisk, { path, type: code(found.type) });
  return { ...base, state: 'found', detail, ...(found.forgetsModes && { repair: words.withoutModes }) };
}

/** The practice lab, which stands in for an engine. */
export function labFinding({ lab }: EditorFacts): Finding {
  const state = { stopped: 'found', starting: 'unknown', running: 'found', failed: 'unreachable' } as const;
  return { id: 'lab', group: 'docker', name: words.lab, state: state[lab], detail: words[lab], optional: true };
}
