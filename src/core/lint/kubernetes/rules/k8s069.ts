import { brief, type Rule } from '../../rule';
import { itemsOf, scalarOf, type Mapping, type Scalar } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { textAt } from '../object';
import { inContainer, inJob } from '../examples';

/** Command that ends, started again for ever. */
export const k8s069: Rule<KubernetesFile> = {
  code: 'K8S069',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Command that ends, started again for ever', zh: '会结束的命令被反复启动' },
  message: {
    en: '"{command}" ends at once and is started again for ever: CrashLoopBackOff.',
    zh: '“{command}”很快就结束，会被不断重启：CrashLoopBackOff。',
  },
  why: {
    en: 'With restartPolicy `Always`, the default, a container that ends is started again, whether it failed or not, with longer and longer pauses. For work that ends use a Job, or `OnFailure`.',
    zh: 'restartPolicy 默认是 `Always`：容器只要结束，不论成败都会再次启动，间隔越来越长。会结束的任务请用 Job 或 `OnFailure`。',
  },
  lesson: 'kubernetes/pods',
  *check(file) {
    for (const pod of file.isPartial ? [] : file.pods) {
      const isOnce = (textAt(pod.spec, 'restartPolicy') ?? 'Always') !== 'Always' || pod.object.is('Job', 'CronJob');
      for (const { map, list } of isOnce ? [] : pod.containers) {
        const command = list === 'containers' && map.all.has('command') ? commandOf(map) : undefined;
        if (command !== undefined) yield { span: command.span, args: { command: brief(command.text.trim(), 32) } };
      }
    }
  },
  examples: {
    bad: [
      { text: inContainer('command: [«printenv»]') },
      { text: inContainer('command: ["sh", "-c", «"echo $(MODE)"»]'.replace('$(MODE)', 'hello')) },
    ],
    good: [
      inContainer('command: ["sh", "-c", "echo start; exec nginx -g \'daemon off;\'"]'),
      inJob('restartPolicy: Never').replace('image:', 'command: [echo, done]\n          image:'),
    ],
  },
};

/** The part of a command that ends at once, when it does. */
function commandOf(map: Mapping): Scalar | undefined {
  const words = ['command', 'args'].flatMap((key) => itemsOf(map.get(key))).map((item) => scalarOf(item.value));
  const [first, second, third] = words;
  if (first !== undefined && short.has(first.text.replace(/^\/(?:usr\/)?bin\//, ''))) return first;
  const isShell = /^(?:\/bin\/)?(?:ba)?sh$/.test(first?.text ?? '') && second?.text === '-c';
  return isShell && /^(?:echo|date|env|printenv) ?[^;&|\n`(]*$/.test(third?.text.trim() ?? '') ? third : undefined;
}

const short = new Set(['echo', 'date', 'env', 'printenv', 'hostname', 'uname', 'whoami', 'id', 'true', 'pwd', 'ls']);
