import type { Fix, Rule } from '../../rule';
import { aptCommands, needsNoAnswer, spanOfApt, type AptCommand } from '../apt';
import type { DockerFile } from '../file';

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
    // A configuration file, or a variable, may say yes for every command.
    if (/assume-yes/i.test(file.text.replace(/--assume-yes/g, ''))) return;
    for (const instruction of file.instructions) {
      for (const apt of aptCommands(instruction, file)) {
        if (apt.name !== 'apt-get' || apt.verb.value !== 'install' || needsNoAnswer(apt)) continue;
        yield { span: spanOfApt(apt), fix: addYes(apt) };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM team/base:1\nRUN apt-get update && «apt-get install» curl && rm -rf /var/lib/apt/lists/*\n',
        fixed: 'FROM team/base:1\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n',
      },
      {
        text: 'FROM team/base:1\nONBUILD RUN [«"apt-get", "install"», "curl"]\n',
        fixed: 'FROM team/base:1\nONBUILD RUN ["apt-get", "install", "-y", "curl"]\n',
      },
      {
        text: 'FROM team/base:1\nRUN <<EOF\napt-get update\n«apt-get -q install» curl \\\n  git\nrm -rf /var/lib/apt/lists/*\nEOF\n',
        fixed:
          'FROM team/base:1\nRUN <<EOF\napt-get update\napt-get -q install -y curl \\\n  git\nrm -rf /var/lib/apt/lists/*\nEOF\n',
      },
    ],
    good: [
      'FROM team/base:1\nRUN apt-get install -yq a && apt-get -y install a && apt-get install -qq a && apt-get install a --yes\n',
      'FROM team/base:1\nRUN apt-get --assume-yes install a && yes | apt-get install a && apt-get install $APT_FLAGS a\n',
      'FROM team/base:1\nRUN echo "apt-get install curl" # apt-get install curl\n',
      'FROM team/base:1\nRUN echo \'APT::Get::Assume-Yes "true";\' > /etc/apt/apt.conf.d/yes && apt-get install curl\n',
    ],
  },
};

function addYes({ command, verb }: AptCommand): Fix {
  const place = { start: verb.span.end, end: verb.span.end };
  return {
    title: { en: 'Add -y', zh: '加上 -y' },
    edits: [{ span: place, text: command.form === 'json' ? ', "-y"' : ' -y' }],
    safe: true,
  };
}
