import { brief, type Fix, type Problem, type Rule } from '../../rule';
import { commandsOf, type Command } from '../commands';
import type { DockerFile, Instruction } from '../file';
import { referenceOf } from '../image';
import { lastOf } from '../stages';

/** A main process that goes to the background. */
export const df047: Rule<DockerFile> = {
  code: 'DF047',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'The main process goes to the background', zh: '主进程转入后台' },
  message: {
    en: '{program} goes to the background here, and the container ends with its first process, at once.',
    zh: '{program} 在这里会转入后台，首个进程随即结束，容器也立刻退出。',
  },
  why: {
    en: 'A container lives as long as its first process. Servers that were made for a whole machine start their workers and then end, because an init system used to look after the rest. Tell the server to stay in the foreground.',
    zh: '容器与它的第一个进程同生共死。为整台机器设计的服务程序会先拉起工作进程，然后自己退出，因为以前有 init 系统接管。请让它留在前台运行。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    const entries = lastOf(file, 'ENTRYPOINT');
    const commands = lastOf(file, 'CMD');
    for (const [stage] of file.stages.entries()) {
      // What its containers start: its ENTRYPOINT, or else its CMD; a later one replaces an earlier one.
      const main = entries.get(stage) ?? commands.get(stage);
      const [command, another] = main === undefined ? [] : commandsOf(main, file.text);
      if (main !== undefined && command !== undefined && another === undefined)
        yield* background(file, stage, main, command);
    }
  },
  examples: {
    bad: [
      { text: 'FROM nginx:1.30\nCMD «nginx»\n', fixed: 'FROM nginx:1.30\nCMD ["nginx", "-g", "daemon off;"]\n' },
      {
        text: 'FROM debian:13\nENTRYPOINT [«"/usr/sbin/nginx"»]\n',
        fixed: 'FROM debian:13\nENTRYPOINT ["/usr/sbin/nginx", "-g", "daemon off;"]\n',
      },
      { text: 'FROM debian:13\nCMD [«"service", "ssh", "start"»]\n' },
      { text: 'FROM httpd:2.4\nCMD [«"apachectl", "start"»]\n' },
    ],
    good: [
      'FROM nginx:1.30\nCMD ["nginx", "-g", "daemon off;"]\n',
      'FROM debian:13\nCOPY nginx.conf /etc/nginx/\nCMD ["nginx"]\n',
      'FROM ghcr.io/team/web:1\nCMD ["nginx"]\n',
      'FROM nginx:1.30\nCMD ["nginx", "-t"]\n',
      'FROM debian:13\nCMD ["apachectl", "-D", "FOREGROUND"]\n',
    ],
  },
};

function* background(file: DockerFile, stage: number, main: Instruction, command: Command): Iterable<Problem> {
  const [first] = command.words;
  if (first === undefined) return;
  const words = command.words.map(({ value }) => value);
  const program = first.value.replace(/^.*\//, '');
  const span = { start: first.span.start, end: command.words.at(-1)?.span.end ?? first.span.end };
  if (program === 'nginx' && forks(file, stage, words))
    yield { span, args: { program }, fix: stayInFront(main, command) };
  else if (isService(program, words)) yield { span, args: { program: brief(words.join(' ')) } };
}

const distributions = new Set([
  'almalinux',
  'alpine',
  'amazonlinux',
  'debian',
  'fedora',
  'nginx',
  'rockylinux',
  'ubuntu',
]);

/** Is it certain that nothing turns daemon mode off: neither an argument, nor a file that is copied, nor the base? */
function forks(file: DockerFile, stage: number, words: readonly string[]): boolean {
  if (/daemon\s+off/.test(file.text) || words.some((word) => /^-[cehpqstTvV]/.test(word))) return false;
  let root = file.stages[stage];
  while (root?.parent !== undefined) root = file.stages[root.parent];
  const base = referenceOf(root?.image?.value ?? '').name.replace(/^(docker\.io\/)?(library\/)?/, '');
  return distributions.has(base) && !file.instructions.some(mayConfigure);
}

/** Could these files be a configuration of nginx? */
function mayConfigure({ keyword, json, words }: Instruction): boolean {
  if (keyword !== 'COPY' && keyword !== 'ADD') return false;
  return (json ?? words).some(({ value }) => /nginx\.conf|^\/(etc\b.*)?$|^\/etc\/nginx/.test(value));
}

function isService(program: string, words: readonly string[]): boolean {
  const [command = '', first, second] = words;
  if (program === 'service') return second === 'start';
  if (/^\/etc\/init\.d\//.test(command)) return first === 'start';
  if (program !== 'apachectl' && program !== 'apache2ctl') return false;
  return words.includes('start') && !words.some((word) => /FOREGROUND/.test(word));
}

function stayInFront({ command, json }: Instruction, { words }: Command): Fix | undefined {
  const last = words.at(-1);
  if (command === undefined || last === undefined || words.length > 1) return undefined;
  const title = { en: 'Keep nginx in the foreground', zh: '让 nginx 留在前台' };
  if (json !== undefined) {
    const place = { start: last.span.end, end: last.span.end };
    return { title, edits: [{ span: place, text: ', "-g", "daemon off;"' }], safe: true };
  }
  const text = JSON.stringify([last.value, '-g', 'daemon off;']).replaceAll('",', '", ');
  return { title, edits: [{ span: command.span(0, command.text.length), text }], safe: true };
}
