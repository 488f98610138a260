import { brief, type Rule } from '../../rule';
import { itemsOf, textOf } from '../../yaml/tree';
import { callsWithin, subjectOf, type HeatFile, type Resource } from '../file';

/** Resources that wait for each other. */
export const os039: Rule<HeatFile> = {
  code: 'OS039',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Circular dependency', zh: '循环依赖' },
  message: {
    en: 'These resources wait for each other, and Heat refuses the template: {path}.',
    zh: '这些资源互相等待，Heat 会拒绝此模板：{path}。',
  },
  why: {
    en: 'A resource is made after everything that it names by `get_resource`, `get_attr` or `depends_on`. In a circle nothing can be the first. Take one reference away, or put what two resources need of each other into a third one, as a rule of a security group or the association of a floating IP is.',
    zh: '资源要等它用 `get_resource`、`get_attr` 或 `depends_on` 引用的资源都创建好之后才会创建。形成环时，没有一个可以先创建。请去掉其中一个引用，或者把两者互相需要的内容放到第三个资源里，如安全组规则、浮动 IP 关联。',
  },
  lesson: 'openstack/servers',
  *check({ root, resources, torn }) {
    // A condition may leave out what closes the circle.
    if (torn.length > 0 || root === undefined || root.all.has('conditions')) return;
    const names = new Map(resources.map((resource) => [resource.name, resource]));
    const needs = new Map(
      resources.map((resource) => [resource.name, needsOf(resource).filter((name) => names.has(name))]),
    );
    const circle = circleIn(needs);
    const first = names.get(circle[0] ?? '');
    if (first === undefined) return;
    yield { span: first.entry.key.part(), args: { path: brief([...circle, first.name].join(' → '), 50) } };
  },
  examples: {
    bad: [
      {
        text: 'heat_template_version: 2018-08-31\nresources:\n  net:\n    type: OS::Neutron::Net\n  «a»:\n    type: OS::Heat::Value\n    properties:\n      value: { get_attr: [b, value] }\n  b:\n    type: OS::Heat::Value\n    depends_on: [net, a]\n',
      },
      {
        text: 'heat_template_version: 2018-08-31\nresources:\n  «a»:\n    type: OS::Heat::Value\n    properties:\n      value: { get_resource: a }\n',
      },
    ],
    good: [
      'heat_template_version: 2018-08-31\nresources:\n  a:\n    type: OS::Heat::Value\n    depends_on: b\n  b:\n    type: OS::Heat::Value\n    depends_on: c\n  c:\n    type: OS::Heat::Value\n',
      'heat_template_version: 2018-08-31\nconditions:\n  x: true\nresources:\n  a:\n    type: OS::Heat::Value\n    depends_on: b\n  b:\n    type: OS::Heat::Value\n    condition: x\n    depends_on: a\n',
    ],
  },
};

function needsOf({ map }: Resource): readonly string[] {
  const calls = ['properties', 'metadata'].flatMap((part) => [...callsWithin(map.get(part))]);
  const called = calls.flatMap((call) =>
    call.name === 'get_resource' || call.name === 'get_attr' ? (subjectOf(call)?.text ?? []) : [],
  );
  const after = map.get('depends_on');
  return [...called, ...[after, ...itemsOf(after).map(({ value }) => value)].flatMap((value) => textOf(value) ?? [])];
}

/** The names of a circle in their order; none when there is none. */
function circleIn(needs: ReadonlyMap<string, readonly string[]>): readonly string[] {
  // What is left waits for a circle or is part of one: going on from any of it ends in the circle.
  const left = waiting(needs);
  const next = (name: string): string | undefined => needs.get(name)?.find((one) => left.has(one));
  const path = new Set<string>();
  let [at] = left;
  while (at !== undefined && !path.has(at)) {
    path.add(at);
    at = next(at);
  }
  const names = [...path];
  return at === undefined ? [] : names.slice(names.indexOf(at));
}

/** The names that can never be made, because what they need never is. */
function waiting(needs: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const users = new Map([...needs.keys()].map((name): [string, string[]] => [name, []]));
  for (const [name, list] of needs) for (const one of new Set(list)) users.get(one)?.push(name);
  const open = new Map([...needs].map(([name, list]) => [name, new Set(list).size]));
  const ready = [...open].flatMap(([name, count]) => (count === 0 ? [name] : []));
  for (let name = ready.pop(); name !== undefined; name = ready.pop()) {
    open.delete(name);
    for (const user of users.get(name) ?? []) {
      const count = (open.get(user) ?? 0) - 1;
      open.set(user, count);
      if (count === 0) ready.push(user);
    }
  }
  return new Set(open.keys());
}
