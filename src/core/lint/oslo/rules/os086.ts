import type { Fix, Problem, Rule, Span } from '../../rule';
import { namesIn, type OsloFile, type Option } from '../file';

/** The Linux bridge driver of Neutron. */
export const os086: Rule<OsloFile> = {
  code: 'OS086',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Linux bridge driver', zh: 'Linux bridge 驱动' },
  message: {
    en: 'Neutron 2025.1 removed the Linux bridge driver: with this line a current release does not start.',
    zh: 'Neutron 2025.1 已移除 Linux bridge 驱动：保留这一行，当前版本无法启动。',
  },
  why: {
    en: 'For many years guides built the network of a lab with Linux bridge agents. The driver lost its maintainers, was called experimental, and is gone since 2025.1: the plug-in cannot be loaded. `ovn` is what new installations use; `openvswitch` with its agents is the nearest to the old guides.',
    zh: '多年来，各种教程都用 Linux bridge agent 搭建实验网络。该驱动后来无人维护，先被标为实验性，到 2025.1 已被移除，插件无法加载。新装的环境用 `ovn`；`openvswitch` 加它的 agent 则与旧教程最接近。',
  },
  lesson: 'openstack-by-hand/neutron',
  *check({ options, sections }) {
    for (const option of options) {
      if (option.name === 'mechanism_drivers') yield* inList(option);
      if (option.name === 'interface_driver') yield* asDriver(option);
    }
    const head = sections.find(({ name }) => name === 'linux_bridge');
    const mapping = options.find(
      ({ section, name }) => section === 'linux_bridge' && name === 'physical_interface_mappings',
    );
    if (head !== undefined && mapping !== undefined) yield { span: head.span };
  },
  examples: {
    bad: [
      {
        text: '[ml2]\nmechanism_drivers = «linuxbridge»,l2population\n',
        fixed: '[ml2]\nmechanism_drivers = openvswitch,l2population\n',
      },
      {
        text: '[ml2]\nmechanism_drivers = openvswitch,«linuxbridge»\n',
        fixed: '[ml2]\nmechanism_drivers = openvswitch\n',
      },
      { text: '[DEFAULT]\ninterface_driver = «linuxbridge»\n', fixed: '[DEFAULT]\ninterface_driver = openvswitch\n' },
      { text: '[«linux_bridge»]\nphysical_interface_mappings = provider:eth1\n' },
    ],
    good: [
      '[ml2]\nmechanism_drivers = ovn\n[ovs]\nbridge_mappings = provider:br-provider\n',
      '[ml2]\nmechanism_drivers = openvswitch,l2population\n[DEFAULT]\ninterface_driver = openvswitch\n',
    ],
  },
};

function* inList(option: Option): Iterable<Problem> {
  const names = [...namesIn(option)];
  for (const [index, { name, span }] of names.entries()) {
    if (name !== 'linuxbridge') continue;
    const others = new Set(names.map((one) => one.name));
    const hasOther = others.has('openvswitch') || others.has('ovn');
    const end = names[index - 1]?.span.end;
    if (!hasOther) yield { span, fix: fixOf(span, 'openvswitch') };
    else if (end !== undefined) yield { span, fix: fixOf({ start: end, end: span.end }, '') };
    else yield { span, fix: fixOf({ start: span.start, end: names[index + 1]?.span.start ?? span.end }, '') };
  }
}

function* asDriver({ parts }: Option): Iterable<Problem> {
  const [part] = parts;
  if (
    part === undefined ||
    !/^(?:linuxbridge|neutron\.agent\.linux\.interface\.BridgeInterfaceDriver)$/.test(part.text)
  )
    return;
  yield { span: part.span, fix: fixOf(part.span, 'openvswitch') };
}

const fixOf = (span: Span, text: string): Fix => ({
  title: text === '' ? { en: 'Remove it', zh: '删除它' } : { en: `Use ${text}`, zh: `改用 ${text}` },
  edits: [{ span, text }],
  safe: false,
});
