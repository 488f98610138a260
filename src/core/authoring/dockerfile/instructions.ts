import type { Text } from '../../text';

/** What there is to say about an instruction. */
export type InstructionFact = {
  /** How it is written. */
  readonly forms: readonly string[];
  readonly about: Text;
  readonly pitfall: Text;
  readonly lesson: string;
  /** What a completion inserts behind the keyword, as a snippet. */
  readonly body: string;
};

const lesson = 'docker/dockerfile';

/** The instructions, from https://docs.docker.com/reference/dockerfile/ (November 2026). */
export const instructionFacts: Readonly<Record<string, InstructionFact>> = {
  FROM: {
    forms: ['FROM [--platform=<platform>] <image>[:<tag>] [AS <name>]'],
    about: {
      en: 'Begins a stage, on top of an image or of an earlier stage.',
      zh: '开始一个构建阶段，以某个镜像或前面的阶段为基础。',
    },
    pitfall: {
      en: 'Only the last stage becomes the image. Without a tag you get latest, which is another image next month.',
      zh: '只有最后一个阶段会成为镜像。不写标签就是 latest，下个月可能已是另一个镜像。',
    },
    lesson: 'docker-deep/image-hierarchy',
    body: '${1:image}:${2:tag}',
  },
  RUN: {
    forms: ['RUN [--mount=…] [--network=…] <command>', 'RUN ["program", "argument"]', 'RUN <<EOF'],
    about: {
      en: 'Runs a command while the image is built, and keeps what it changed as a layer.',
      zh: '在构建时执行命令，并把产生的改动保存为一层。',
    },
    pitfall: {
      en: 'Each RUN starts a new shell: cd and export do not reach the next one. What one layer adds, a later rm does not make smaller.',
      zh: '每条 RUN 都是新的 shell：cd 和 export 影响不到下一条。前一层写入的文件，后面再 rm 也不会让镜像变小。',
    },
    lesson: 'docker-deep/layers',
    body: '${1:command}',
  },
  COPY: {
    forms: ['COPY [--from=<stage>] [--chown=…] [--chmod=…] <source>… <target>', 'COPY ["source", "target"]'],
    about: {
      en: 'Copies files of the build context, or of another stage or image, into the image.',
      zh: '把构建上下文（或其他阶段、镜像）中的文件复制进镜像。',
    },
    pitfall: {
      en: 'Sources are paths within the context: ../ leads nowhere. Of a folder the contents are copied, not the folder.',
      zh: '源路径只能在构建上下文之内，../ 无效。源是目录时，复制的是目录里的内容，而不是目录本身。',
    },
    lesson,
    body: '${1:source} ${2:target}',
  },
  ADD: {
    forms: ['ADD [--chown=…] [--checksum=…] <source>… <target>'],
    about: {
      en: 'As COPY; and it unpacks local archives and fetches addresses.',
      zh: '与 COPY 类似，另外会解压本地压缩包，也能下载网址。',
    },
    pitfall: {
      en: 'For plain files use COPY: what ADD does depends on what the file happens to be.',
      zh: '普通文件请用 COPY：ADD 的行为取决于文件碰巧是什么类型。',
    },
    lesson,
    body: '${1:source} ${2:target}',
  },
  CMD: {
    forms: ['CMD ["program", "argument"]', 'CMD <command>'],
    about: {
      en: 'What a container runs, or the arguments of ENTRYPOINT, unless docker run says otherwise.',
      zh: '容器默认运行的命令，或 ENTRYPOINT 的默认参数；docker run 后面写的内容会替换它。',
    },
    pitfall: {
      en: 'Only the last CMD counts. Without brackets a shell runs it, and the program does not get the signal of docker stop.',
      zh: '只有最后一条 CMD 有效。不用方括号时由 shell 启动，程序收不到 docker stop 的信号。',
    },
    lesson,
    body: '["${1:program}"]',
  },
  ENTRYPOINT: {
    forms: ['ENTRYPOINT ["program", "argument"]', 'ENTRYPOINT <command>'],
    about: {
      en: 'The program of the image; CMD, or what docker run says, are its arguments.',
      zh: '镜像的主程序；CMD 或 docker run 后面的内容作为它的参数。',
    },
    pitfall: {
      en: 'Without brackets a shell runs it: CMD is ignored, and signals do not reach the program.',
      zh: '不用方括号时由 shell 启动：CMD 被忽略，程序也收不到信号。',
    },
    lesson,
    body: '["${1:program}"]',
  },
  ENV: {
    forms: ['ENV <name>=<value> …'],
    about: {
      en: 'Sets variables, for the following instructions and for every container.',
      zh: '设置环境变量，对后面的指令和所有容器都有效。',
    },
    pitfall: {
      en: 'It stays in the image for everybody to read: no passwords here.',
      zh: '内容会留在镜像里，谁都能看到，不要放密码。',
    },
    lesson,
    body: '${1:NAME}=${2:value}',
  },
  ARG: {
    forms: ['ARG <name>[=<default>]'],
    about: {
      en: 'A variable for the build only, set by docker build --build-arg.',
      zh: '只在构建期间有效的变量，由 docker build --build-arg 传入。',
    },
    pitfall: {
      en: 'Before FROM it holds for FROM only; say ARG again in the stage to use it there.',
      zh: '写在 FROM 之前的只供 FROM 使用；要在阶段内使用，必须在阶段里再写一次 ARG。',
    },
    lesson,
    body: '${1:NAME}=${2:value}',
  },
  WORKDIR: {
    forms: ['WORKDIR <path>'],
    about: {
      en: 'The folder for the following instructions and for containers; made when it is missing.',
      zh: '后续指令和容器的工作目录，不存在时会自动创建。',
    },
    pitfall: { en: 'A path without / goes on from the last WORKDIR.', zh: '不以 / 开头时，以上一个 WORKDIR 为起点。' },
    lesson,
    body: '${1:/app}',
  },
  USER: {
    forms: ['USER <user>[:<group>]'],
    about: { en: 'As whom the following instructions and containers run.', zh: '后续指令和容器以哪个用户运行。' },
    pitfall: {
      en: 'A name must be in the image already; a number need not. Without USER, containers run as root.',
      zh: '写用户名时，镜像里必须已有这个用户，写编号则不必。不写 USER，容器就以 root 运行。',
    },
    lesson: 'career/security',
    body: '${1:1000}',
  },
  EXPOSE: {
    forms: ['EXPOSE <port>[/<protocol>] …'],
    about: { en: 'Notes which ports the program listens on.', zh: '声明程序监听的端口。' },
    pitfall: { en: 'It opens nothing: docker run -p does.', zh: '它并不会打开端口，真正发布端口的是 docker run -p。' },
    lesson: 'docker/networks',
    body: '${1:80}',
  },
  VOLUME: {
    forms: ['VOLUME <path> …', 'VOLUME ["path"]'],
    about: {
      en: 'Each container gets a volume of its own at this path.',
      zh: '每个容器在该路径都会得到一个独立的数据卷。',
    },
    pitfall: {
      en: 'What later instructions write there may be lost; and each container leaves a volume without a name behind.',
      zh: '后面的指令再往里写，内容可能丢失；每个容器还会留下一个匿名卷。',
    },
    lesson: 'docker/volumes',
    body: '${1:/data}',
  },
  LABEL: {
    forms: ['LABEL <key>=<value> …'],
    about: {
      en: 'Notes about the image, such as org.opencontainers.image.source.',
      zh: '镜像的附注信息，如 org.opencontainers.image.source。',
    },
    pitfall: { en: 'A value with blanks needs quotes.', zh: '值里有空格时要加引号。' },
    lesson,
    body: '${1:key}="${2:value}"',
  },
  HEALTHCHECK: {
    forms: ['HEALTHCHECK [--interval=…] [--timeout=…] [--retries=…] CMD <command>', 'HEALTHCHECK NONE'],
    about: {
      en: 'A command that tells whether the container is well: 0 is healthy, 1 is not.',
      zh: '判断容器是否健康的命令：返回 0 表示健康，1 表示不健康。',
    },
    pitfall: {
      en: 'The command runs in the container: curl must be in the image. Kubernetes ignores it.',
      zh: '命令在容器内执行，镜像里必须有 curl 之类的工具。Kubernetes 不使用它。',
    },
    lesson,
    body: 'CMD ${1:command}',
  },
  SHELL: {
    forms: ['SHELL ["program", "argument"]'],
    about: {
      en: 'The shell of the following RUN, CMD and ENTRYPOINT without brackets.',
      zh: '后续不带方括号的 RUN、CMD、ENTRYPOINT 使用的 shell。',
    },
    pitfall: { en: 'Brackets and double quotes are needed.', zh: '必须写成方括号加双引号的形式。' },
    lesson,
    body: '["${1:/bin/bash}", "${2:-o}", "${3:pipefail}", "${4:-c}"]',
  },
  STOPSIGNAL: {
    forms: ['STOPSIGNAL <signal>'],
    about: {
      en: 'The signal that docker stop sends; SIGTERM when left out.',
      zh: 'docker stop 发送的信号，默认 SIGTERM。',
    },
    pitfall: { en: 'Only the first process gets it.', zh: '只有 1 号进程能收到。' },
    lesson,
    body: '${1:SIGTERM}',
  },
  ONBUILD: {
    forms: ['ONBUILD <instruction>'],
    about: {
      en: 'An instruction that runs when another image is built FROM this one.',
      zh: '当别的镜像以本镜像为基础构建时才执行的指令。',
    },
    pitfall: {
      en: 'It surprises who builds on it; FROM, MAINTAINER and ONBUILD cannot follow it.',
      zh: '容易让使用者措手不及；后面不能跟 FROM、MAINTAINER 或 ONBUILD。',
    },
    lesson: 'docker-deep/image-hierarchy',
    body: '${1:COPY . .}',
  },
  MAINTAINER: {
    forms: ['MAINTAINER <name>'],
    about: { en: 'Who cares for the image. Deprecated.', zh: '镜像的维护者，已弃用。' },
    pitfall: {
      en: 'Write LABEL org.opencontainers.image.authors="…" in its place.',
      zh: '请改用 LABEL org.opencontainers.image.authors="…"。',
    },
    lesson,
    body: '${1:name}',
  },
};
