import type Docker from 'dockerode';

/** Every object of the script has a name of this kind. */
const ours = /^(?:127\.0\.0\.1:\d+\/|localhost:\d+\/)?\/?diff[-_/]/;
const label = 'diff';

/** Removes what the script made and nothing else: what is named or labelled as its own, and the swarm. */
export async function sweep(docker: Docker): Promise<void> {
  // Without a swarm this is refused.
  await quietly(docker.swarmLeave({ force: true }));
  for (const one of await docker.listContainers({ all: true })) {
    if (!one.Names.some((name) => ours.test(name)) && !(label in one.Labels)) continue;
    await quietly(docker.getContainer(one.Id).remove({ force: true, v: true }));
  }
  for (const { Id, Name } of await docker.listNetworks()) {
    if (ours.test(Name)) await quietly(docker.getNetwork(Id).remove());
  }
  const { Volumes: volumes } = (await docker.listVolumes()) as { Volumes: { Name: string }[] | null };
  for (const { Name } of volumes ?? []) if (ours.test(Name)) await quietly(docker.getVolume(Name).remove());
  for (const image of await docker.listImages()) {
    for (const name of namesToRemove(image)) await quietly(docker.getImage(name).remove({ force: true }));
  }
}

/** The names of an image that are the script's, or its id when it has none left and the script has marked it. */
function namesToRemove({ Id, RepoTags, RepoDigests, Labels }: Docker.ImageInfo): readonly string[] {
  const names = [...(RepoTags ?? []), ...(RepoDigests ?? [])].filter((name) => !name.includes('<none>'));
  // An engine says null for an image without labels.
  const labels = Labels as Readonly<Record<string, string>> | null;
  return names.length === 0 && label in (labels ?? {}) ? [Id] : names.filter((name) => ours.test(name));
}

/** What has gone meanwhile, or is still in use, is no matter here: the next sweep sees it again. */
async function quietly(work: Promise<unknown>): Promise<void> {
  await work.catch(() => undefined);
}
