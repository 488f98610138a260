import { groupOf, kindsIn, versions } from './schema/models';

const groups = new Map<string, Set<string>>();
for (const version of versions) {
  for (const { resource } of kindsIn(version) ?? [])
    groups.set(resource, (groups.get(resource) ?? new Set()).add(groupOf(version)));
}

/** The groups of Kubernetes' own that have a resource of this name. */
export function groupsOfResource(resource: string): readonly string[] {
  return [...(groups.get(resource) ?? [])];
}
