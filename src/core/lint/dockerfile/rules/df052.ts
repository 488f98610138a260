import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { execForm } from '../plain-words';
import { inherited, lastOf } from '../stages';

/** A shell-form CMD behind an exec-form ENTRYPOINT. */
export const df052: Rule<DockerFile> = {
  code: 'DF052',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Shell-form CMD behind ENTRYPOINT', zh: 'ENTRYPOINT 之后的 shell 形式 CMD' },
  message: {
    en: '{program} gets the words /bin/sh, -c and this text as its arguments, not the arguments meant.',
    zh: '{program} 收到的参数会是 /bin/sh、-c 和这段文字，而不是你想给它的参数。',
  },
  why: {
    en: 'CMD in shell form is `["/bin/sh", "-c", "…"]`. Behind an ENTRYPOINT these three words become arguments of its program, which takes them for names of files or options. Write the arguments in exec form.',
    zh: 'shell 形式的 CMD 等于 `["/bin/sh", "-c", "…"]`。前面有 ENTRYPOINT 时，这三个词会成为那个程序的参数，被当成文件名或选项。请用 exec 形式写参数。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    const entries = lastOf(file, 'ENTRYPOINT');
    for (const [stage, { command, json }] of lastOf(file, 'CMD')) {
      const entry = inherited(file, stage, entries);
      const program = entry?.json?.[0]?.value.replace(/^.*\//, '') ?? '';
      const isShellForm = command !== undefined && json === undefined && /^[^[]/.test(command.text);
      if (isShellForm && interpreters.test(program))
        yield { span: command.span(0, command.text.length), args: { program }, fix: execForm(file, command) };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM node:24\nENTRYPOINT ["npm"]\nCMD «run start»\n',
        fixed: 'FROM node:24\nENTRYPOINT ["npm"]\nCMD ["run", "start"]\n',
      },
    ],
    good: ['FROM node:24\nENTRYPOINT ["npm"]\nCMD ["run", "start"]\n'],
  },
};

/** Programs that run what they are given as their own code, never as another program. */
const interpreters =
  /^(java|node|nodejs|npm|npx|yarn|pnpm|python[\d.]*|ruby|php|perl|dotnet|deno|bun|go|cargo|nginx|httpd|curl|wget|git|echo|cat|ping|gunicorn|uvicorn|flask|celery|redis-server|mysqld|postgres|kubectl|helm|terraform|ansible(-playbook)?)$/;
