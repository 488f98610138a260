import type { Fact, Health, Resource, Trouble } from '../../../core/resources/resource';
import type { VerbId } from '../../../core/resources/verb-names';
import { fill, verbatim, type Text } from '../../../core/text';
import type { Raw } from '../../docker/answer';
import { listOf, metadataOf, namedOf, wordOf } from '../object';

/** Where objects of a type are, and what kubectl calls them. */
export type Type = {
  readonly apiVersion: string;
  readonly kind: string;
  /** The path of its group and version, such as `/apis/apps/v1`. */
  readonly group: string;
  /** As in the path, such as `deployments`. */
  readonly plural: string;
  /** As on kubectl's command line, such as `deployment` or `crontabs.stable.example.com`. */
  readonly cli: string;
  readonly isNamespaced: boolean;
};

/** What verbs need to know of an object; all of it, because there may be 10,000. */
export type Held = {
  readonly type: Type;
  readonly namespace?: string;
  readonly name: string;
  readonly uid: string;
  readonly more?: More;
};

/** What only some types have. */
export type More = {
  readonly containers?: readonly string[];
  readonly ports?: readonly number[];
  readonly replicas?: number;
  readonly isPaused?: boolean;
  readonly isCordoned?: boolean;
  /** Which Pods or other objects are its own, as a label selector. */
  readonly selector?: string;
  /** The one container that is meant. */
  readonly container?: string;
  readonly hasEnded?: boolean;
  /** It was restarted, so that there is a log from before. */
  readonly hasRestarted?: boolean;
  /** The type that a CustomResourceDefinition makes. */
  readonly defines?: Type;
};

/** How one object looks, computed from what the API server says of it. */
export type Look = {
  readonly state: string;
  readonly health: Health;
  /** What matters besides the state, in the order of its row. */
  readonly says?: readonly (Text | string)[];
  readonly facts?: readonly Fact[];
  readonly trouble?: Trouble | undefined;
  readonly more?: More;
};

/** Objects of another kind that say something of these, such as Events of Pods. */
export type Beside = {
  readonly versions: readonly string[];
  readonly kind: string;
  readonly query?: Readonly<Record<string, string>>;
  /** The one of these that it is about, in the words of `key`. */
  readonly about: (raw: Raw) => string;
  readonly key: (raw: Raw) => string;
  /** Whether what they say makes any difference for this one. */
  readonly matters: (raw: Raw) => boolean;
  readonly keep: (raw: Raw) => Raw;
};

/** What is below an object: those of a kind whose owner it is, or that a selector names. */
export type Below =
  | { readonly kind: string; readonly of: 'owner'; readonly labels?: string }
  | { readonly kind: string; readonly of: 'selector'; readonly fields?: string; readonly labels?: string }
  /** Parts of the object itself, looked at again whenever it changes. */
  | { readonly kind: string; readonly of: 'itself' };

/** A row of the table of kinds. */
export type Spec = {
  readonly id: string;
  readonly title: Text;
  /** The API versions that have it, the best first. */
  readonly versions: readonly string[];
  readonly kind: string;
  readonly cli: string;
  readonly isNamespaced: boolean;
  /** Only ever below others. */
  readonly isInner?: true;
  /** Several resources of one object, such as the containers of a Pod; each has a name that is its own within it. */
  readonly parts?: (raw: Raw) => readonly (readonly [name: string, Raw])[];
  /** Pure: how one looks, given what is said of it beside it; undefined where nobody could be asked. */
  readonly look: (raw: Raw, beside: readonly Raw[] | undefined) => Look;
  /** What its row is called, where that is not its name. */
  readonly nameOf?: (raw: Raw) => string;
  readonly beside?: Beside;
  readonly below?: (held: Held) => Below | undefined;
  readonly verbs: readonly VerbId[];
  readonly general?: readonly VerbId[];
};

/** The label that says to which exercise an object belongs. */
const exerciseLabel = 'tutor.exercise';

/** How a resource is made of an object; pure. `showsNamespace` where objects of all namespaces stand together. */
export function toResource(
  spec: Spec,
  type: Type,
  raw: Raw,
  beside?: readonly Raw[],
  showsNamespace = false,
): Resource {
  const metadata = metadataOf(raw);
  const look = spec.look(raw, beside);
  const [name, namespace] = [wordOf(metadata, 'name'), wordOf(metadata, 'namespace')];
  const exercise = namedOf(metadata, 'labels')[exerciseLabel];
  const held: Held = {
    type,
    ...(namespace !== '' && { namespace }),
    name,
    uid: wordOf(metadata, 'uid'),
    ...(look.more && { more: look.more }),
  };
  return {
    kind: spec.id,
    id: idOf(held),
    name: spec.nameOf?.(raw) ?? name,
    state: look.state,
    health: look.health,
    summary: summaryOf([...(showsNamespace ? [namespace] : []), look.state, ...(look.says ?? [])]),
    facts: factsOf(look, namespace, metadata),
    ...(exercise !== undefined && { exercise }),
    ...(look.trouble && { trouble: look.trouble }),
    raw: held,
  };
}

/** Stable for the life of an object, and told apart from all others of its kind. */
function idOf({ type, namespace, name, more }: Held): string {
  const own = [namespace, name, more?.container].filter((one) => one !== undefined).join('/');
  return /^(v1|[a-z]+\/|[a-z.]+\.k8s\.io\/)/.test(type.apiVersion) ? own : `${type.plural}.${type.apiVersion}/${own}`;
}

function factsOf({ facts = [] }: Look, namespace: string, metadata: Raw): readonly Fact[] {
  const created = wordOf(metadata, 'creationTimestamp');
  return [
    ...(namespace === '' ? [] : [{ name: factNames.namespace, value: namespace }]),
    ...facts.filter(({ value }) => value !== ''),
    ...(created === '' ? [] : [{ name: factNames.created, value: created }]),
  ];
}

/** The parts of a row, those left out that are empty. */
function summaryOf(parts: readonly (Text | string)[]): Text {
  const said = parts.filter((part) => part !== '');
  if (said.every((part) => typeof part === 'string')) return verbatim(said.join(' · '));
  const all = said.map((part) => (typeof part === 'string' ? verbatim(part) : part));
  return { en: all.map(({ en }) => en).join(' · '), zh: all.map(({ zh }) => zh).join(' · ') };
}

/** What facts are called. */
export const factNames = {
  namespace: { en: 'Namespace', zh: '命名空间' },
  created: { en: 'Created', zh: '创建时间' },
  node: { en: 'Node', zh: '节点' },
  address: { en: 'Address', zh: '地址' },
  images: { en: 'Images', zh: '镜像' },
  image: { en: 'Image', zh: '镜像' },
  selector: { en: 'Selector', zh: '选择器' },
  ports: { en: 'Ports', zh: '端口' },
  strategy: { en: 'Strategy', zh: '更新策略' },
  version: { en: 'Version', zh: '版本' },
  class: { en: 'Class', zh: '类' },
  message: { en: 'Message', zh: '消息' },
  keys: { en: 'Keys', zh: '键' },
  volume: { en: 'Volume', zh: '存储卷' },
  modes: { en: 'Access modes', zh: '访问模式' },
  policy: { en: 'Reclaim policy', zh: '回收策略' },
  role: { en: 'Role', zh: '角色' },
  subjects: { en: 'Subjects', zh: '主体' },
  rules: { en: 'Rules', zh: '规则' },
  taints: { en: 'Taints', zh: '污点' },
  schedule: { en: 'Schedule', zh: '调度时间' },
  hosts: { en: 'Hosts', zh: '主机名' },
  restarts: { en: 'Restarts', zh: '重启次数' },
  last: { en: 'Last run', zh: '上次运行' },
} as const satisfies Record<string, Text>;

/** One fact. */
export const fact = (name: keyof typeof factNames, value: string): Fact => ({ name: factNames[name], value });

/** So many of something, in words; nothing when there are none. */
export const times = (count: number, text: Text): Text | string => (count === 0 ? '' : fill(text, { count }));

/** A label selector of the API as the query of a list: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#api */
export function selectorOf(raw: Raw): string {
  const equal = Object.entries(namedOf(raw, 'matchLabels')).map(([key, value]) => `${key}=${value}`);
  const others = listOf(raw, 'matchExpressions').map((one) => {
    const [key, operator] = [wordOf(one, 'key'), wordOf(one, 'operator')];
    const values = Array.isArray(one['values']) ? one['values'].map(String).join(',') : '';
    if (operator === 'Exists') return key;
    return operator === 'DoesNotExist' ? `!${key}` : `${key} ${operator === 'In' ? 'in' : 'notin'} (${values})`;
  });
  return [...equal, ...others].join(',');
}
