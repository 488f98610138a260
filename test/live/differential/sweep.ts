import type Docker from 'dockerode';

/** Every object of the script has a name of this kind. */
const ours = /^(?:127\.0\.0\.1:\d+\/|localhost:\d+\/)?\/?diff[-_/]/;
const label = 'diff';

/** Removes what the script made and nothing else: what is named or labelled as its own. */
export async function sweep(docker: Docker): Promise<void> {
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
    for (const tag of image.RepoTags ?? []) if (ours.test(tag)) await quietly(docker.getImage(tag).remove());
    const digests = (image.RepoDigests ?? []).filter((digest) => ours.test(digest));
    for (const digest of digests) await quietly(docker.getImage(digest).remove());
    const untagged = (image.RepoTags ?? []).every((tag) => tag === '<none>:<none>');
    const marked = label in ((image.Labels as Record<string, string> | null) ?? {});
    if (untagged && marked) await quietly(docker.getImage(image.Id).remove({ force: true }));
  }
}

/** What has gone meanwhile, or is still in use, is no matter here: the next sweep sees it again. */
async function quietly(work: Promise<unknown>): Promise<void> {
  await work.catch(() => undefined);
}
