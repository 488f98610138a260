import { command, atLeast, exactly, type Call } from '../command';
import { confirmed, pruneQuery, reclaimed } from '../engine/prune';
import { Failure, sentenceOf } from '../failure';
import { filterQuery } from '../text/filters';
import { isList, numberAt, textAt, textsAt, type Json } from '../text/json';
import { printList, type Listing } from '../text/listing';
import { ago, localTime } from '../text/times';
import { decimalSize, shortened, shortId } from '../text/units';
import { readName } from './pull';
import { familiar, tagged } from '../../docker/images/reference';

type Line = { readonly image: Json; readonly repository: string; readonly tag: string; readonly digest: string };

const none = '<none>';

/** One line for each name of an image; with digests, one for each pair. */
export function imageLines(image: Json, digests: boolean): readonly Line[] {
  const tags = textsAt(image, 'RepoTags').filter((name) => name !== `${none}:${none}`);
  const known = textsAt(image, 'RepoDigests').filter((name) => !name.startsWith(`${none}@`));
  const digestOf = (repository: string): string =>
    known.find((name) => name.startsWith(`${repository}@`))?.split('@')[1] ?? none;
  if (!tags.length && known.length)
    return known.map((name) => {
      const [repository = '', digest = none] = name.split('@');
      return { image, repository, tag: none, digest: digests ? digest : none };
    });
  if (!tags.length) return [{ image, repository: none, tag: none, digest: none }];
  return tags.map((name) => {
    const colon = name.lastIndexOf(':');
    const repository = name.slice(0, colon);
    return { image, repository, tag: name.slice(colon + 1), digest: digests ? digestOf(repository) : none };
  });
}

/** What `docker images` lists. */
export function imageListing(whole: boolean, now: number, digests: boolean): Listing<Line> {
  const size = (image: Json, key: string): string =>
    numberAt(image, key) < 0 ? 'N/A' : decimalSize(numberAt(image, key), 4);
  const usual = digests ? '{{.Repository}}\t{{.Tag}}\t{{.Digest}}\t{{.ID}}' : '{{.Repository}}\t{{.Tag}}\t{{.ID}}';
  return {
    type: 'formatter.imageContext',
    usual: `${usual}\t{{.CreatedSince}}\t{{.Size}}`,
    fields: {
      ID: { heading: 'IMAGE ID', of: ({ image }) => (whole ? textAt(image, 'Id') : shortId(textAt(image, 'Id'))) },
      Repository: { heading: 'REPOSITORY', of: ({ repository }) => repository },
      Tag: { heading: 'TAG', of: ({ tag }) => tag },
      Digest: { heading: 'DIGEST', of: ({ digest }) => digest },
      CreatedSince: {
        heading: 'CREATED',
        of: ({ image }) => (numberAt(image, 'Created') <= 0 ? 'N/A' : ago(numberAt(image, 'Created') * 1000, now)),
      },
      CreatedAt: { heading: 'CREATED AT', of: ({ image }) => localTime(numberAt(image, 'Created') * 1000) },
      Size: { heading: 'SIZE', of: ({ image }) => decimalSize(numberAt(image, 'Size')) },
      Containers: {
        heading: 'CONTAINERS',
        of: ({ image }) => (numberAt(image, 'Containers') < 0 ? 'N/A' : String(numberAt(image, 'Containers'))),
      },
      VirtualSize: { heading: 'SIZE', of: ({ image }) => decimalSize(numberAt(image, 'Size'), 4) },
      SharedSize: { heading: 'SHARED SIZE', of: ({ image }) => size(image, 'SharedSize') },
      UniqueSize: {
        heading: 'UNIQUE SIZE',
        of: ({ image }) =>
          numberAt(image, 'SharedSize') < 0
            ? 'N/A'
            : decimalSize(numberAt(image, 'Size') - numberAt(image, 'SharedSize'), 4),
      },
    },
  };
}

async function list(call: Call): Promise<number> {
  const { options } = call;
  const [name] = call.args;
  const found = await call.client.json('GET', '/images/json', {
    query: {
      all: options.is('all'),
      filters: filterQuery(call, name === undefined ? {} : { reference: [name] }),
      digests: options.is('digests'),
    },
  });
  const format = options.text('format');
  const usual = options.is('quiet') && (format === '' || format === 'table') ? '{{.ID}}' : format;
  const digests = options.is('digests') || usual.includes('.Digest');
  const lines = (isList(found) ? found : []).flatMap((image) => imageLines(image, digests));
  printList(call, imageListing(options.is('no-trunc'), call.clock.now(), digests), lines, usual);
  return 0;
}

async function history(call: Call): Promise<number> {
  const { options } = call;
  const [name = ''] = call.args;
  const found = await call.client.json('GET', `/images/${name}/history`);
  const now = call.clock.now();
  const whole = options.is('no-trunc');
  const human = options.is('human', true);
  const listing: Listing<Json> = {
    type: 'formatter.historyContext',
    usual: human
      ? '{{.ID}}\t{{.CreatedSince}}\t{{.CreatedBy}}\t{{.Size}}\t{{.Comment}}'
      : '{{.ID}}\t{{.CreatedAt}}\t{{.CreatedBy}}\t{{.Size}}\t{{.Comment}}',
    fields: {
      ID: {
        heading: 'IMAGE',
        of: (item) => (whole || textAt(item, 'Id').startsWith('<') ? textAt(item, 'Id') : shortId(textAt(item, 'Id'))),
      },
      CreatedAt: {
        heading: 'CREATED AT',
        of: (item) => new Date(numberAt(item, 'Created') * 1000).toISOString().replace('.000Z', 'Z'),
      },
      CreatedSince: {
        heading: 'CREATED',
        of: (item) => (numberAt(item, 'Created') <= 0 ? 'N/A' : ago(numberAt(item, 'Created') * 1000, now)),
      },
      CreatedBy: {
        heading: 'CREATED BY',
        of: (item) => {
          const text = textAt(item, 'CreatedBy').replaceAll('\t', ' ');
          return whole ? text : shortened(text, 45);
        },
      },
      Size: {
        heading: 'SIZE',
        of: (item) => (human ? decimalSize(numberAt(item, 'Size')) : String(numberAt(item, 'Size'))),
      },
      Comment: { heading: 'COMMENT', of: (item) => textAt(item, 'Comment') },
    },
  };
  const format = options.text('format');
  printList(call, listing, isList(found) ? found : [], options.is('quiet') && format === '' ? '{{.ID}}' : format);
  return 0;
}

/** The lines that tell what a removal of images did. */
export const removedLines = (found: Json): string =>
  (isList(found) ? found : [])
    .map((item) => {
      const deleted = textAt(item, 'Deleted');
      return deleted ? `Deleted: ${deleted}\n` : `Untagged: ${textAt(item, 'Untagged')}\n`;
    })
    .join('');

async function remove(call: Call): Promise<number> {
  const { options } = call;
  let fails = 0;
  let fatal = false;
  for (const name of call.args) {
    try {
      const query = { force: options.is('force'), noprune: options.is('no-prune') };
      call.print(removedLines(await call.client.json('DELETE', `/images/${name}`, { query })));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      fails += 1;
      fatal ||= !('code' in error && error.code === 404);
      call.complain(error.message);
    }
  }
  return fails && (fatal || !options.is('force')) ? 1 : 0;
}

async function tag(call: Call): Promise<number> {
  const [from = '', to = ''] = call.args;
  let name: string;
  try {
    name = familiar(tagged(readName(to)));
  } catch (error) {
    throw new Failure(
      `Error parsing reference: ${JSON.stringify(to)} is not a valid repository/tag: ${sentenceOf(error)}`,
    );
  }
  const colon = name.lastIndexOf(':');
  await call.client.text('POST', `/images/${from}/tag`, {
    query: { repo: name.slice(0, colon), tag: name.slice(colon + 1) },
  });
  return 0;
}

async function prune(call: Call): Promise<number> {
  const all = call.options.is('all');
  const what = all ? 'all images without at least one container associated to them' : 'all dangling images';
  if (!(await confirmed(call, `WARNING! This will remove ${what}.`))) return 0;
  const filters = pruneQuery(call, { dangling: [String(!all)] });
  const result = await call.client.json('POST', '/images/prune', { query: { filters } });
  const gone = removedLines(
    Array.isArray(result) ? null : ((result as { ImagesDeleted?: Json } | null)?.ImagesDeleted ?? null),
  );
  if (gone)
    call.print(
      `Deleted Images:\n${gone.replaceAll('Untagged: ', 'untagged: ').replaceAll('Deleted: ', 'deleted: ')}\n`,
    );
  call.print(reclaimed(numberAt(result, 'SpaceReclaimed')));
  return 0;
}

/** What lists, names and removes images. */
export const imageCommands = [
  command({
    names: 'image ls, image list, images',
    usage: '[OPTIONS] [REPOSITORY[:TAG]]',
    short: 'List images',
    flags: `
      -a, --all | Show all images (default hides intermediate images)
      --digests | Show digests
      -f, --filter filter | Filter output based on conditions provided
      --format string | Format output using a custom template
      --no-trunc | Don't truncate output
      -q, --quiet | Only show image IDs
    `,
    args: [0, 1],
    run: list,
  }),
  command({
    names: 'image history, history',
    usage: '[OPTIONS] IMAGE',
    short: 'Show the history of an image',
    flags: `
      --format string | Format output using a custom template
      -H, --human | Print sizes and dates in human readable format
      --no-trunc | Don't truncate output
      -q, --quiet | Only show image IDs
    `,
    args: exactly(1),
    run: history,
  }),
  command({
    names: 'image rm, image remove, rmi',
    usage: '[OPTIONS] IMAGE [IMAGE...]',
    short: 'Remove one or more images',
    flags: `
      -f, --force | Force removal of the image
      --no-prune | Do not delete untagged parents
    `,
    args: atLeast(1),
    run: remove,
  }),
  command({
    names: 'image tag, tag',
    usage: 'SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]',
    short: 'Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE',
    args: exactly(2),
    run: tag,
  }),
  command({
    names: 'image prune',
    usage: '[OPTIONS]',
    short: 'Remove unused images',
    flags: `
      -a, --all | Remove all unused images, not just dangling ones
      --filter filter | Provide filter values (e.g. "until=<timestamp>")
      -f, --force | Do not prompt for confirmation
    `,
    run: prune,
  }),
];
