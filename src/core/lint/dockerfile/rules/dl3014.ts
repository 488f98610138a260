import type { Fix, Rule, Span } from '../../rule';
import { commandsOf, type Command } from '../commands';
import type { DockerFile } from '../file';
import type { Word } from '../logical';

/** apt-get install without -y. */
export const dl3014: Rule<DockerFile> = {
  code: 'DL3014',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'apt-get install without -y', zh: 'apt-get install 没有加 -y' },
  message: {
    en: 'apt-get install without -y asks before it installs dependencies: nobody can answer in a build, so it aborts.',
    zh: 'apt-get install 不加 -y，安装依赖前会询问；构建时没人能回答，安装会中止。',
  },
  why: {
    en: 'As soon as a package brings others along, apt asks before it installs them. A build has no terminal, the question reads an end of file, and apt says "Abort." With `-y` it takes the answer for granted.',
    zh: '只要软件包带有依赖，apt 就会在安装前询问。构建过程没有终端，读到的是文件结束，apt 便输出“Abort.”退出。加上 `-y` 即默认回答“是”。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    if (!file.text.includes('apt-get')) return;
    // A configuration file, or a variable, may say yes for every command.
    if (/assume-yes/i.test(file.text.replace(/--assume-yes/g, ''))) return;
    for (const instruction of file.instructions) {
      if (instruction.keyword !== 'RUN') continue;
      for (const command of commandsOf(instruction, file.text)) {
        const [program, ...rest] = command.words;
        const verb = rest.find(({ value }) => value === 'install');
        if (program?.value.replace(/^\/usr\/bin\//, '') !== 'apt-get' || verb === undefined) continue;
        if (command.piped || rest.some(({ value }) => mayAnswer(value)) || isVeryQuiet(rest)) continue;
        yield { span: spanOf(program, verb), fix: addYes(command, verb) };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM debian:13\nRUN apt-get update && «apt-get install» curl\n',
        fixed: 'FROM debian:13\nRUN apt-get update && apt-get install -y curl\n',
      },
      {
        text: 'FROM debian:13\nONBUILD RUN [«"apt-get", "install"», "curl"]\n',
        fixed: 'FROM debian:13\nONBUILD RUN ["apt-get", "install", "-y", "curl"]\n',
      },
      {
        text: 'FROM debian:13\nRUN <<EOF\napt-get update\n«apt-get -q install» curl \\\n  git\nEOF\n',
        fixed: 'FROM debian:13\nRUN <<EOF\napt-get update\napt-get -q install -y curl \\\n  git\nEOF\n',
      },
    ],
    good: [
      'FROM debian:13\nRUN apt-get install -yq a && apt-get -y install a && apt-get install -qq a && apt-get install a --yes\n',
      'FROM debian:13\nRUN apt-get --assume-yes install a && yes | apt-get install a && apt-get install $APT_FLAGS a\n',
      'FROM debian:13\nRUN echo "apt-get install curl" # apt-get install curl\n',
      'FROM debian:13\nRUN echo \'APT::Get::Assume-Yes "true";\' > /etc/apt/apt.conf.d/yes && apt-get install curl\n',
    ],
  },
};

const answers =
  /^(-[a-zA-Z]*[ys][a-zA-Z]*|-q=2|--(yes|assume-yes|force-yes|simulate|dry-run|just-print|no-act|print-uris))$/;

/** Says yes, only simulates, or is a variable that may do so; one that names packages does not. */
function mayAnswer(word: string): boolean {
  return answers.test(word) || (word.startsWith('$') && !/pack|pkg|dep/i.test(word));
}

/** Twice quiet implies yes. */
function isVeryQuiet(words: readonly Word[]): boolean {
  const quiet = words.filter(({ value }) => /^-[a-zA-Z]*q/.test(value) || value === '--quiet');
  return quiet.length > 1 || quiet.some(({ value }) => /q.*q/.test(value));
}

function spanOf(program: Word, verb: Word): Span {
  return { start: program.span.start, end: verb.span.end };
}

function addYes(command: Command, verb: Word): Fix {
  const place = { start: verb.span.end, end: verb.span.end };
  return {
    title: { en: 'Add -y', zh: '加上 -y' },
    edits: [{ span: place, text: command.form === 'json' ? ', "-y"' : ' -y' }],
    safe: true,
  };
}
