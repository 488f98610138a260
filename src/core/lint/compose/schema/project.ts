import { service } from './service';
import {
  either,
  field,
  flag,
  listOf,
  names,
  options,
  ownNames,
  pairs,
  table,
  text,
  textOrTexts,
  texts,
  wholeNumber,
  type Keys,
  type Shape,
} from './shape';

const external = either(flag, table({ name: field(text) }));

const network = table({
  name: field(text, 'Its name on the engine.', '在引擎上的名字。'),
  driver: field(text, 'bridge on one machine, overlay in a swarm.', '单机用 bridge，Swarm 用 overlay。', 'bridge'),
  driver_opts: field(options),
  external: field(
    external,
    'It exists already; Compose neither makes nor removes it.',
    '网络已经存在，Compose 不创建也不删除。',
    'false',
  ),
  internal: field(flag, 'No way to the outside.', '不能访问外部。', 'false'),
  attachable: field(flag, 'Single containers may join, too.', '允许独立容器加入。', 'false'),
  enable_ipv4: field(flag),
  enable_ipv6: field(flag),
  ipam: field(
    table({
      driver: field(text),
      config: field(
        listOf(
          table({
            subnet: field(text),
            ip_range: field(text),
            gateway: field(text),
            aux_addresses: field(names(text)),
          }),
        ),
        'Subnets of your own.',
        '自定义子网。',
      ),
      options: field(names(text)),
    }),
    'The addresses of the network.',
    '网络的地址分配。',
  ),
  labels: field(pairs),
});

const volume = table({
  name: field(text, 'Its name on the engine.', '在引擎上的名字。'),
  driver: field(text, 'Who keeps it.', '由哪个驱动保存。', 'local'),
  driver_opts: field(options, 'Options of the driver.', '驱动的选项。'),
  external: field(
    external,
    'It exists already; Compose neither makes nor removes it.',
    '卷已经存在，Compose 不创建也不删除。',
    'false',
  ),
  labels: field(pairs),
});

const content: Keys = {
  name: field(text),
  file: field(text, 'The content is that of this file.', '内容取自该文件。'),
  environment: field(text, 'The content is that of this variable.', '内容取自该环境变量。'),
  external: field(
    either(flag, table({ name: field(text) })),
    'It exists already, in a swarm.',
    '已存在于 Swarm 中。',
    'false',
  ),
  labels: field(pairs),
  template_driver: field(text),
};

const included = table({
  path: field(
    textOrTexts,
    'The file, or files that are laid over each other.',
    '要包含的文件，可以是依次叠加的多个文件。',
  ),
  project_directory: field(text, 'From where its paths count.', '其中相对路径的起点。'),
  env_file: field(textOrTexts, 'Its own variables.', '它自己的变量文件。'),
});

/**
 * A Compose file: schema/compose-spec.json of compose-spec and of compose-go, read in November 2026. What newer releases
 * know is taken, although Compose 2.26 refuses it (models, provider, use_api_socket, pre_start, no_cache_filter).
 */
export const project: Shape & { readonly kind: 'table' } = {
  kind: 'table',
  required: [],
  keys: {
    name: field(text, 'The name of the project; left out, that of the folder.', '项目名；不写则用目录名。'),
    version: field(
      { kind: 'value', takes: ['text', 'whole number', 'number', 'flag', 'date'] },
      'Ignored: delete it.',
      '已被忽略，请删除。',
    ),
    include: field(
      listOf(either(text, included)),
      'Other Compose files that belong to it.',
      '一并载入的其他 Compose 文件。',
    ),
    services: field(
      ownNames(service),
      'The containers, by the names under which they find each other.',
      '各个容器，键名就是它们互相访问的名字。',
    ),
    networks: field(ownNames(network), 'Networks that services may join.', '服务可以加入的网络。'),
    volumes: field(ownNames(volume), 'Volumes that outlive containers.', '比容器活得更久的数据卷。'),
    secrets: field(
      ownNames(table({ ...content, driver: field(text), driver_opts: field(options) })),
      'Files with secrets for services.',
      '提供给服务的机密文件。',
    ),
    configs: field(
      ownNames(table({ ...content, content: field(text, 'The content itself.', '直接写内容。') })),
      'Configuration files for services.',
      '提供给服务的配置文件。',
    ),
    models: field(
      ownNames(
        table(
          { name: field(text), model: field(text), context_size: field(wholeNumber), runtime_flags: field(texts) },
          'model',
        ),
      ),
      'Language models.',
      '语言模型。',
    ),
  },
};
