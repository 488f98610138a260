import type { Trouble } from '../../../core/resources/resource';
import { fill, type Text } from '../../../core/text';
import { healthOf, type Status } from './status';

/** Why a container is not well, by its state, its status and what the engine's events told; undefined when it is. */
export function troubleOf(state: string, status: Status, wasKilledForMemory: boolean): Trouble | undefined {
  if (wasKilledForMemory && state !== 'running') return killedForMemory;
  if (healthOf(state, status) !== 'failed') return undefined;
  if (state === 'dead') return { why: dead };
  if (status.check === 'unhealthy') return { why: unhealthy, lesson: 'docker/compose' };
  const { exitCode: code = 1 } = status;
  const why = codes[code] ?? fill(code > 128 ? bySignal : byItself, { code, signal: code - 128 });
  if (state !== 'restarting') return { why, lesson: 'docker/commands' };
  return { why: { en: `${again.en} ${why.en}`, zh: `${again.zh}${why.zh}` }, lesson: 'docker/commands' };
}

const killedForMemory: Trouble = {
  why: {
    en: 'The kernel killed its program, because the container used more memory than its limit. Give it more (`docker update --memory`), or let it use less.',
    zh: '容器使用的内存超过了限制，内核结束了其中的程序。请调大限制（`docker update --memory`），或减少它的内存占用。',
  },
  lesson: 'docker-deep/limits',
};
const dead: Text = {
  en: 'The engine could not remove it as a whole, because something still uses its files. Remove it again.',
  zh: '引擎没能完整删除它，因为还有东西在使用它的文件。请再删除一次。',
};
const unhealthy: Text = {
  en: 'Its program runs, but its health check fails. `docker inspect` shows under State.Health what the check printed.',
  zh: '程序在运行，但健康检查没有通过。用 `docker inspect` 可以在 State.Health 下看到检查命令的输出。',
};
const again: Text = {
  en: 'It ends again and again, and the engine waits longer before each new start.',
  zh: '它反复退出，引擎每次重新启动前都会等待更久。',
};
const byItself: Text = {
  en: 'Its program ended with code {code}. What it wrote last mostly says why: look at its logs.',
  zh: '程序以退出码 {code} 结束。原因多半在它最后的输出里：请查看日志。',
};
const bySignal: Text = {
  en: 'Its program was ended by signal {signal} (code {code}). Look at its logs.',
  zh: '程序被信号 {signal} 结束（退出码 {code}）。请查看日志。',
};

// https://docs.docker.com/engine/containers/run/#exit-status
const codes: Readonly<Record<number, Text>> = {
  125: {
    en: 'The engine itself could not run it (code 125). Look at the options that it was started with.',
    zh: '引擎自身没能运行它（退出码 125）。请检查启动时的选项。',
  },
  126: {
    en: 'The command that it should run is there, but may not be executed (code 126). Look at its mode and its first line.',
    zh: '要运行的命令存在，但无法执行（退出码 126）。请检查它的权限和首行。',
  },
  127: {
    en: 'The command that it should run is not in the image (code 127). Look at how it is written, and at PATH.',
    zh: '镜像里没有要运行的命令（退出码 127）。请检查命令的写法和 PATH。',
  },
  139: {
    en: 'Its program crashed: it used memory that is not its own (SIGSEGV, code 139).',
    zh: '程序崩溃了：访问了不属于它的内存（SIGSEGV，退出码 139）。',
  },
};
