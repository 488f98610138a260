import {
  either,
  field,
  flag,
  listOf,
  oneOf,
  pairs,
  size,
  table,
  text,
  textOrNumber,
  textOrTexts,
  texts,
  names,
  anyValue,
  type Keys,
} from './shape';

const mount = table(
  {
    type: field(
      oneOf('bind', 'volume', 'tmpfs', 'cluster', 'npipe', 'image'),
      'bind for a path of the host, volume for a volume, tmpfs for memory.',
      '取值 bind（主机路径）、volume（数据卷）、tmpfs（内存）等。',
    ),
    source: field(text, 'The path of the host, or the name of the volume.', '主机路径或卷名。'),
    target: field(text, 'The path in the container.', '容器内路径。'),
    read_only: field(flag, 'The container may only read it.', '容器只能读取。', 'false'),
    consistency: field(text),
    bind: field(
      table({
        propagation: field(text),
        create_host_path: field(flag, 'Makes a folder when the path is missing.', '路径不存在时自动创建目录。', 'true'),
        recursive: field(oneOf('enabled', 'disabled', 'writable', 'readonly')),
        selinux: field(oneOf('z', 'Z'), 'z: shared, Z: for this container only.', 'z 表示共享，Z 表示仅供本容器使用。'),
      }),
    ),
    volume: field(
      table({
        labels: field(pairs),
        nocopy: field(flag, 'Does not copy what the image has there.', '不复制镜像中该目录的内容。', 'false'),
        subpath: field(text, 'A folder in the volume.', '卷中的子目录。'),
      }),
    ),
    tmpfs: field(table({ size: field(size), mode: field(textOrNumber) })),
    image: field(table({ subpath: field(text) })),
  },
  'type',
  'target',
);

/** The keys of a service about files and devices. */
export const mountKeys: Keys = {
  volumes: field(
    listOf(either(text, mount)),
    'Mounts paths of the host (./data:/data) or volumes (data:/data).',
    '挂载主机路径（./data:/data）或数据卷（data:/data）。',
  ),
  volumes_from: field(texts, 'All mounts of another service.', '沿用其他服务的全部挂载。'),
  tmpfs: field(textOrTexts, 'Folders that are kept in memory only.', '只存在于内存中的目录。'),
  read_only: field(flag, 'The program cannot write but to its mounts.', '除挂载点外，文件系统只读。', 'false'),
  devices: field(
    listOf(either(text, table({ source: field(text), target: field(text), permissions: field(text) }, 'source'))),
    'Devices of the host.',
    '主机设备。',
  ),
  device_cgroup_rules: field(texts),
  storage_opt: field(names(anyValue)),
};
