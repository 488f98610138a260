import { build } from './build';
import { deploy } from './deploy';
import { limitKeys } from './limits';
import { mountKeys } from './mounts';
import { networkKeys } from './network';
import {
  command,
  duration,
  either,
  field,
  flag,
  grants,
  hooks,
  listOf,
  names,
  oneOf,
  options,
  ownNames,
  pairs,
  table,
  text,
  textLike,
  textOrTexts,
  texts,
  anything,
  wholeNumber,
  type Keys,
} from './shape';

const dependency = table(
  {
    condition: field(
      oneOf('service_started', 'service_healthy', 'service_completed_successfully'),
      'What to wait for: started, healthy by its health check, or ended with 0.',
      '等到什么程度：已启动、健康检查通过，或以 0 退出。',
    ),
    restart: field(
      flag,
      'Restart this service when Compose restarts the other.',
      '对方被 Compose 重启时，本服务也重启。',
      'false',
    ),
    required: field(
      flag,
      'With false, only a warning when the other is missing.',
      '为 false 时，对方缺失只警告。',
      'true',
    ),
  },
  'condition',
);

const health = table({
  test: field(
    either(text, texts),
    'What tells that it is well: ["CMD", …], ["CMD-SHELL", "…"], or one line for the shell.',
    '判断是否健康的命令：["CMD", …]、["CMD-SHELL", "…"]，或一行 shell 命令。',
  ),
  interval: field(duration, 'Time between two checks.', '两次检查的间隔。', '30s'),
  timeout: field(duration, 'How long one check may take.', '单次检查的时限。', '30s'),
  retries: field(wholeNumber, 'How many failures in a row make it unhealthy.', '连续失败多少次算不健康。', '3'),
  start_period: field(
    duration,
    'Failures in this time after the start do not count.',
    '启动后这段时间内的失败不计。',
    '0s',
  ),
  start_interval: field(duration, 'Time between two checks in the start period.', '启动期内的检查间隔。', '5s'),
  disable: field(flag, 'Switches off the check that the image brings.', '关闭镜像自带的健康检查。', 'false'),
});

const watch = listOf(
  table(
    {
      path: field(text, 'The file or folder that is watched.', '被监视的文件或目录。'),
      action: field(
        oneOf('rebuild', 'sync', 'restart', 'sync+restart', 'sync+exec'),
        'What happens on a change.',
        '发生改动时的动作。',
      ),
      target: field(text, 'Where the files go in the container.', '文件同步到容器内的位置。'),
      ignore: field(textOrTexts, 'What is not watched.', '不监视的内容。'),
      include: field(textOrTexts, 'Only these are watched.', '只监视这些。'),
      initial_sync: field(flag, 'Sync once at the start, too.', '启动时先同步一次。', 'false'),
      exec: field(anything, 'What runs after sync+exec.', 'sync+exec 之后执行的命令。'),
    },
    'path',
    'action',
  ),
);

const start: Keys = {
  image: field(
    textLike('image'),
    'The image to run; with build, the name of the result.',
    '要运行的镜像；有 build 时，是构建结果的名字。',
  ),
  build: field(either(text, build), 'Builds the image: a folder, or options.', '构建镜像：写目录，或详细选项。'),
  command: field(command, 'Replaces the CMD of the image.', '替换镜像的 CMD。'),
  entrypoint: field(command, 'Replaces the ENTRYPOINT of the image.', '替换镜像的 ENTRYPOINT。'),
  container_name: field(
    textLike('container name'),
    'A name of your own; then there is one container only.',
    '自定义容器名；此时只能有一个容器。',
  ),
  working_dir: field(text, 'The folder in which the program starts.', '程序启动时所在的目录。'),
  user: field(text, 'Who runs the program; a number needs quotes.', '以哪个用户运行；数字要加引号。'),
  environment: field(
    pairs,
    'Variables of the container; a name alone is taken from outside.',
    '容器的环境变量；只写名字则从外部取值。',
  ),
  env_file: field(
    either(
      text,
      listOf(
        either(
          text,
          table(
            {
              path: field(text, 'The file, from the folder of this one.', '文件路径，相对本文件所在目录。'),
              required: field(flag, 'With false, it may be missing.', '为 false 时允许缺失。', 'true'),
              format: field(text, 'raw: values are taken as they are.', 'raw 表示原样读取值。'),
            },
            'path',
          ),
        ),
      ),
    ),
    'Files with variables for the container.',
    '为容器提供环境变量的文件。',
  ),
  depends_on: field(
    either(texts, ownNames(dependency)),
    'Services that start before this one.',
    '先于本服务启动的服务。',
  ),
  extends: field(
    either(text, table({ service: field(text), file: field(text) }, 'service')),
    'Takes over another service, of this file or of another.',
    '继承本文件或其他文件中的服务。',
  ),
  healthcheck: field(health, 'Tells whether the program can answer.', '检查程序能否正常应答。'),
  init: field(
    flag,
    'A small first process that passes signals on and cleans up.',
    '用小型 init 进程转发信号、回收僵尸进程。',
    'false',
  ),
  labels: field(pairs, 'Labels of the container.', '容器的标签。'),
  label_file: field(textOrTexts, 'Files with labels.', '存放标签的文件。'),
  annotations: field(pairs, 'Annotations of the container.', '容器的注解。'),
  profiles: field(texts, 'Starts only when one of these profiles is chosen.', '只有选中其中一个 profile 时才启动。'),
  platform: field(text, 'Such as linux/amd64.', '如 linux/amd64。'),
  pull_policy: field(textLike('pull policy'), 'When the image is pulled.', '何时拉取镜像。', 'missing'),
  pull_refresh_after: field(text),
  restart: field(
    text,
    'no, always, on-failure[:times] or unless-stopped.',
    '取值 no、always、on-failure[:次数] 或 unless-stopped。',
    'no',
  ),
  stop_grace_period: field(
    duration,
    'Time to stop by itself before it is killed.',
    '强制结束之前留给程序的停止时间。',
    '10s',
  ),
  stop_signal: field(text, 'The signal that stops it.', '用于停止的信号。', 'SIGTERM'),
  stdin_open: field(flag, 'Keeps the input open, as docker run -i.', '保持标准输入打开，等同 docker run -i。', 'false'),
  tty: field(flag, 'Gives it a terminal, as docker run -t.', '分配终端，等同 docker run -t。', 'false'),
  attach: field(flag, 'Shows its output with docker compose up.', 'docker compose up 时显示它的输出。', 'true'),
  logging: field(
    table({
      driver: field(text, 'Such as json-file, local or syslog.', '如 json-file、local、syslog。', 'json-file'),
      options: field(options, 'Options of the driver, such as max-size.', '驱动的选项，如 max-size。'),
    }),
    'Where the output goes, and how much of it is kept.',
    '日志写到哪里、保留多少。',
  ),
  secrets: field(
    grants,
    'Secrets that it may read, as files under /run/secrets.',
    '可读取的 secret，以文件形式放在 /run/secrets 下。',
  ),
  configs: field(grants, 'Configuration files that it may read.', '可读取的配置文件。'),
  deploy: field(deploy, 'Copies, limits, and what a swarm needs.', '副本数、资源限制，以及 Swarm 的部署设置。'),
  develop: field(
    table({ watch: field(watch, 'What docker compose watch does on changes.', 'docker compose watch 对改动的处理。') }),
    'For work on the source.',
    '供开发时使用。',
  ),
  provider: field(
    table({ type: field(text), options: field(names(anything)) }, 'type'),
    'Something else than a container, started by a program of its own.',
    '不是容器，由外部程序负责启动。',
  ),
  models: field(
    either(texts, ownNames(table({ endpoint_var: field(text), model_var: field(text) }))),
    'Language models that it uses.',
    '要使用的语言模型。',
  ),
  post_start: field(hooks, 'Commands after the container has started.', '容器启动之后执行的命令。'),
  pre_start: field(hooks),
  pre_stop: field(hooks, 'Commands before the container stops.', '容器停止之前执行的命令。'),
  scale: field(wholeNumber, 'How many containers.', '容器数量。', '1'),
  isolation: field(text),
  runtime: field(text, 'The program that runs containers, such as runc.', '容器运行时，如 runc。'),
  use_api_socket: field(flag),
  credential_spec: field(table({ config: field(text), file: field(text), registry: field(text) })),
};

/** The keys of a service. */
export const serviceFields: Keys = { ...start, ...networkKeys, ...mountKeys, ...limitKeys };

/** A service. */
export const service = table(serviceFields);
