import type { OpenStackYaml } from '../openstack-yaml/broken';
import { readYaml } from '../yaml/read';
import { isTemplate } from '../yaml/templates';
import { mappingOf, type Mapping } from '../yaml/tree';
import { topKeys } from './keys';

/** User data for cloud-init as its rules read it. */
export type CloudInitFile = OpenStackYaml & {
  /** The table, when it is a cloud-config, or was meant to be one. */
  readonly root: Mapping | undefined;
  /** How it begins: as cloud-init wants it, as something else that cloud-init runs, or not at all. */
  readonly kind: 'config' | 'other' | 'unmarked';
};

const others =
  /^[\s]*(?:#!|#include|#cloud-boothook|#part-handler|#upstart-job|#cloud-config-(?:archive|jsonp)|content-type:|mime-version:|from[ -]|message-id:)/i;
const jinja = /^##[ \t]*template:[ \t]*jinja[^\n]*\n/i;

/** Reads user data. */
export function parseCloudInit(text: string): CloudInitFile {
  const yaml = readYaml(text, { isKey: (name) => topKeys.has(name), misplaced: () => [], nothing: new Set() });
  const body = text.replace(jinja, '');
  const isJinja = body.length < text.length;
  const isOpen = isJinja || others.test(body) || isTemplate(text);
  const kind = /^\s*#cloud-config/i.test(body) && !body.startsWith('\uFEFF') ? 'config' : isOpen ? 'other' : 'unmarked';
  const [first] = yaml.documents ?? [];
  const root = isOpen ? undefined : mappingOf(first);
  const hasTable = isOpen || root !== undefined;
  return { ...yaml, ...(isOpen && { torn: [], faults: [], strays: [] }), root, hasTable, kind };
}
