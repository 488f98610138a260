import { pathOf } from '../containers/lifecycle';
import { containerListing } from '../containers/list';
import { Failure } from '../failure';
import { imageLines } from '../images/list';
import { isList, listAt, numberAt, textAt, textsAt, type Json } from '../text/json';
import { printList, type Listing } from '../text/listing';
import { columns } from '../text/table';
import { decimalSize, shortId } from '../text/units';
import { showLogs } from './follow';
import { composeCommand } from './up';
import { checkServices, ofServices, ownedContainers, type Owned, type Work } from './work';

/** A table with wide columns, as compose has them where docker has narrow ones. */
export const table = (heading: readonly string[], rows: readonly (readonly string[])[]): string =>
  columns(
    [heading, ...rows].map((row) => row.join('\t')),
    20,
    3,
  );

type Line = { readonly each: Owned; readonly code: number; readonly health: string };

function listing(work: Work): Listing<Line> {
  const base = containerListing(work.options.is('no-trunc'), work.clock.now(), false);
  const own = Object.fromEntries(
    Object.entries(base.fields).map(([name, field]) => [
      name,
      { heading: field.heading, of: ({ each }: Line) => field.of(each.row) },
    ]),
  );
  const rest = Object.fromEntries(Object.entries(own).filter(([name]) => name !== 'Label' && name !== 'Platform'));
  const field = (
    heading: string,
    of: (line: Line) => Json,
  ): { readonly heading: string; readonly of: (line: Line) => Json } => ({ heading, of });
  return {
    type: 'formatter.ContainerContext',
    usual: '{{.Name}}\t{{.Image}}\t{{.Command}}\t{{.Service}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}',
    fields: {
      ...rest,
      Name: field('NAME', ({ each }) => each.name),
      Service: field('SERVICE', ({ each }) => each.service),
      Project: field('PROJECT', () => work.project.name),
      Health: field('HEALTH', ({ health }) => health),
      ExitCode: field('EXIT CODE', ({ code }) => code),
      Publishers: field('PUBLISHERS', ({ each }) => publishers(each.row)),
    },
  };
}

const publishers = (row: Json): Json =>
  listAt(row, 'Ports').map((port) => ({
    URL: textAt(port, 'IP'),
    TargetPort: numberAt(port, 'PrivatePort'),
    PublishedPort: numberAt(port, 'PublicPort'),
    Protocol: textAt(port, 'Type'),
  }));

async function ps(work: Work): Promise<number> {
  const { options, args, project } = work;
  checkServices(project, args);
  const wanted = new Set([
    ...options.list('status'),
    ...options.list('filter').map((text) => text.replace(/^status=/, '')),
  ]);
  const all = ofServices(await ownedContainers(work), args).filter((each) =>
    wanted.size
      ? wanted.has(each.state)
      : options.is('all') || ['running', 'paused', 'restarting'].includes(each.state),
  );
  const owned = Array.from(all).sort((one, two) => (one.name < two.name ? -1 : 1));
  if (options.is('services')) {
    work.print(Array.from(new Set(owned.map((each) => `${each.service}\n`))).join(''));
    return 0;
  }
  if (options.is('quiet')) {
    work.print(owned.map((each) => `${each.id}\n`).join(''));
    return 0;
  }
  const lines = await Promise.all(
    owned.map(async (each): Promise<Line> => {
      const detail = await work.client.json('GET', `${pathOf(each.id)}/json`);
      return { each, code: numberAt(detail, 'State', 'ExitCode'), health: textAt(detail, 'State', 'Health', 'Status') };
    }),
  );
  printList(work, listing(work), lines, options.text('format'));
  return 0;
}

async function logs(work: Work): Promise<number> {
  const { options, args } = work;
  checkServices(work.project, args);
  const owned = ofServices(await ownedContainers(work), args);
  await showLogs(work, owned, { follow: options.is('follow'), prefix: !options.is('no-log-prefix'), since: '' });
  return 0;
}

async function images(work: Work): Promise<number> {
  const owned = Array.from(ofServices(await ownedContainers(work, true), work.args)).sort((one, two) =>
    one.name < two.name ? -1 : 1,
  );
  const found = await work.client.json('GET', '/images/json');
  const known = new Map((isList(found) ? found : []).map((image) => [textAt(image, 'Id'), image]));
  const rows = owned.map((each) => {
    const image = known.get(textAt(each.row, 'ImageID')) ?? {};
    const [line] = imageLines(image, false);
    const [, repository = line?.repository ?? '', tag = 'latest'] =
      /^(.*?)(?::([^:/]+))?$/.exec(textAt(each.row, 'Image')) ?? [];
    return {
      ContainerName: each.name,
      Repository: repository,
      Tag: tag,
      ID: textAt(each.row, 'ImageID'),
      Size: numberAt(image, 'Size'),
    };
  });
  if (work.options.is('quiet'))
    work.print(Array.from(new Set(rows.map((row) => `${row.ID.replace('sha256:', '')}\n`))).join(''));
  else if (work.options.text('format') === 'json') work.print(`${JSON.stringify(rows)}\n`);
  else
    work.print(
      table(
        ['CONTAINER', 'REPOSITORY', 'TAG', 'IMAGE ID', 'SIZE'],
        rows.map((row) => [row.ContainerName, row.Repository, row.Tag, shortId(row.ID), decimalSize(row.Size)]),
      ),
    );
  return 0;
}

async function top(work: Work): Promise<number> {
  checkServices(work.project, work.args);
  const owned = Array.from(ofServices(await ownedContainers(work), work.args)).filter(
    (each) => each.state === 'running',
  );
  for (const each of owned) {
    const found = await work.client.json('GET', `${pathOf(each.id)}/top`);
    const rows = [
      textsAt(found, 'Titles'),
      ...listAt(found, 'Processes').map((row) => (isList(row) ? row.map(String) : [])),
    ];
    // Compose ends each line with a cell more, so that the last column is filled up too.
    const lines = rows.map((row, place) => row.join('\t') + (place ? '\t' : ''));
    work.print(`${each.name}\n${columns(lines, 3, 3)}\n`);
  }
  return 0;
}

async function port(work: Work): Promise<number> {
  const [service = '', number = ''] = work.args;
  checkServices(work.project, [service]);
  const index = work.options.number('index') ?? 1;
  const found = (await ownedContainers(work)).filter((each) => each.service === service && each.state === 'running')[
    index - 1
  ];
  if (!found) throw new Failure(`service ${JSON.stringify(service)} is not running`);
  const protocol = work.options.text('protocol', 'tcp');
  const bound = listAt(found.row, 'Ports').find(
    (each) =>
      numberAt(each, 'PrivatePort') === Number(number) &&
      textAt(each, 'Type') === protocol &&
      numberAt(each, 'PublicPort') > 0,
  );
  if (bound === undefined)
    throw new Failure(
      `no port ${number}/${protocol} for container ${found.name}: ${JSON.stringify(publishers(found.row))}`,
    );
  work.print(`${textAt(bound, 'IP')}:${numberAt(bound, 'PublicPort')}\n`);
  return 0;
}

/** What shows the state of a project. */
export const psCommands = [
  composeCommand({
    names: 'ps',
    usage: '[OPTIONS] [SERVICE...]',
    short: 'List containers',
    flags: `
      -a, --all | Show all stopped containers
      --filter filter | Filter services by a property (supported filters: status)
      --format string | Format output using a custom template
      --no-trunc | Don't truncate output
      ~--orphans | ~
      -q, --quiet | Only display IDs
      --services | Display services
      --status list | Filter services by status
    `,
    needsFile: false,
    act: ps,
  }),
  composeCommand({
    names: 'logs',
    usage: '[OPTIONS] [SERVICE...]',
    short: 'View output from containers',
    flags: `
      -f, --follow | Follow log output
      ~--no-color | ~
      --no-log-prefix | Don't print prefix in logs
      --since string | Show logs since timestamp or relative
      -n, --tail string | Number of lines to show from the end of the logs for each container
      -t, --timestamps | Show timestamps
      --until string | Show logs before a timestamp or relative
    `,
    needsFile: false,
    act: logs,
  }),
  composeCommand({
    names: 'images',
    usage: '[OPTIONS] [SERVICE...]',
    short: 'List images used by the created containers',
    flags: '--format string | Format the output\n-q, --quiet | Only display IDs',
    needsFile: false,
    act: images,
  }),
  composeCommand({
    names: 'top',
    usage: '[SERVICES...]',
    short: 'Display the running processes',
    needsFile: false,
    act: top,
  }),
  composeCommand({
    names: 'port',
    usage: '[OPTIONS] SERVICE PRIVATE_PORT',
    short: 'Print the public port for a port binding',
    flags: '--index int | Index of the container\n--protocol string | tcp or udp',
    args: [2, 2],
    act: port,
  }),
];
