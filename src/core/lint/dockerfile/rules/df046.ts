import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';
import { type RunCommand, commandsIn } from '../run-commands';

/** A RUN that only starts a service. */
export const df046: Rule<DockerFile> = {
  code: 'DF046',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'RUN only starts a service', zh: 'RUN 只启动了服务' },
  message: {
    en: 'This runs while the image is built and ends with this line: no container will have it running.',
    zh: '它只在构建时运行，随这一行结束，容器里并不会有它在跑。',
  },
  why: {
    en: 'A RUN leaves files behind, never processes. What shall run in a container is its main process: name it in CMD or ENTRYPOINT, in the foreground. Two services are two containers.',
    zh: 'RUN 只留下文件，不会留下进程。要在容器里运行的程序应当是主进程：写在 CMD 或 ENTRYPOINT 里，并在前台运行。两个服务就用两个容器。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const instruction of instructionsOf(file, 'RUN')) {
      const commands = commandsIn(instruction, file);
      const [first] = commands;
      if (first === undefined || instruction.heredoc !== undefined || !commands.every(startsOnly)) continue;
      yield {
        span: { start: first.first.span.start, end: first.options.at(-1)?.span.end ?? first.first.span.end },
        covers: instruction.span,
      };
    }
  },
  examples: {
    bad: [
      { text: 'FROM debian:13\nRUN «service ssh start»\n' },
      { text: 'FROM debian:13\nRUN «systemctl start nginx»\n' },
      { text: 'FROM debian:13\nRUN «redis-server --port 7000» &\n' },
    ],
    good: [
      'FROM debian:13\nRUN service mariadb start && mariadb < /schema.sql\nRUN systemctl enable nginx\nRUN sleep 1 & wait\n',
    ],
  },
};

function startsOnly({ program, options, command, first }: RunCommand): boolean {
  const [one, two] = options.map(({ value }) => value);
  if (command.after === '&') return true;
  if (program === 'service') return two === 'start' || two === 'restart';
  if (program === 'systemctl') return one === 'start' || one === 'restart';
  return first.value.startsWith('/etc/init.d/') && one === 'start';
}
