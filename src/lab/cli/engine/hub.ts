import { command, exactly, type Call } from '../command';
import { whole } from '../client/client';
import { Failure } from '../failure';
import { filterQuery } from '../text/filters';
import { isList, numberAt, textAt, truthAt, type Json } from '../text/json';
import { printList, type Listing } from '../text/listing';
import { shortened } from '../text/units';

async function search(call: Call): Promise<number> {
  const { options } = call;
  const found = await call.client.json('GET', '/images/search', {
    query: { term: call.args[0] ?? '', limit: options.number('limit'), filters: filterQuery(call) },
  });
  const items = Array.from(isList(found) ? found : []);
  items.sort((one, two) => numberAt(two, 'star_count') - numberAt(one, 'star_count'));
  const listing: Listing<Json> = {
    type: 'formatter.searchContext',
    usual: '{{.Name}}\t{{.Description}}\t{{.StarCount}}\t{{.IsOfficial}}',
    fields: {
      Name: { heading: 'NAME', of: (item) => textAt(item, 'name') },
      Description: {
        heading: 'DESCRIPTION',
        of: (item) =>
          options.is('no-trunc') ? textAt(item, 'description') : shortened(textAt(item, 'description'), 45),
      },
      StarCount: { heading: 'STARS', of: (item) => String(numberAt(item, 'star_count')) },
      IsOfficial: { heading: 'OFFICIAL', of: (item) => (truthAt(item, 'is_official') ? '[OK]' : '') },
    },
  };
  printList(call, listing, items, options.text('format'));
  return 0;
}

const hub = 'https://index.docker.io/v1/';

async function login(call: Call): Promise<number> {
  const { options } = call;
  const [server = ''] = call.args;
  const username = options.text('username');
  let password = options.text('password');
  if (options.is('password-stdin')) {
    if (username === '') throw new Failure('Must provide --username with --password-stdin');
    password = (await whole(call.stdin)).replace(/\r?\n$/, '');
  } else if (password) call.complain('WARNING! Using --password via the CLI is insecure. Use --password-stdin.');
  if (!username || !password) throw new Failure('Error: Cannot perform an interactive login from a non TTY device');
  const answer = await call.client.json('POST', '/auth', {
    body: { username, password, serveraddress: server || hub },
  });
  call.complain("The practice lab's front end stores no password: the login holds for this answer only.");
  call.print(`\n${textAt(answer, 'Status') || 'Login Succeeded'}\n`);
  return 0;
}

function refuse(what: string): (call: Call) => Promise<number> {
  return () =>
    Promise.reject(
      new Failure(
        `The practice lab's own docker does not know "${what}". Docker's CLI does; the practice lab works with it too.`,
      ),
    );
}

async function contexts(call: Call): Promise<number> {
  const listing: Listing<string> = {
    type: 'formatter.clientContextContext',
    usual: '{{.Name}}{{if .Current}} *{{end}}\t{{.Description}}\t{{.DockerEndpoint}}\t{{.Error}}',
    fields: {
      Name: { heading: 'NAME', of: () => 'default' },
      Current: { heading: '', of: () => true },
      Description: { heading: 'DESCRIPTION', of: () => 'Current DOCKER_HOST based configuration' },
      DockerEndpoint: { heading: 'DOCKER ENDPOINT', of: (host) => host },
      Error: { heading: 'ERROR', of: () => '' },
    },
  };
  const quiet = call.options.is('quiet');
  printList(call, listing, [call.client.host], quiet ? '{{.Name}}' : call.options.text('format'));
  if (call.env['DOCKER_HOST'] && !quiet)
    call.complain(
      'Warning: DOCKER_HOST environment variable overrides the active context. To use a context, either set the global --context flag, or unset DOCKER_HOST environment variable.',
    );
  return Promise.resolve(0);
}

const refused = [
  'swarm',
  'service',
  'node',
  'stack',
  'secret',
  'config',
  'plugin',
  'trust',
  'manifest',
  'buildx',
  'checkpoint',
].map((name) =>
  command({
    names: name,
    usage: 'COMMAND',
    short: 'Not in this front end',
    args: [0, Number.POSITIVE_INFINITY],
    mixed: false,
    run: refuse(name),
  }),
);

/** What reaches beyond the engine, and what this front end refuses. */
export const hubCommands = [
  command({
    names: 'search',
    usage: '[OPTIONS] TERM',
    short: 'Search Docker Hub for images',
    flags: `
      -f, --filter filter | Filter output based on conditions provided
      --format string | Pretty-print search using a Go template
      --limit int | Max number of search results
      --no-trunc | Don't truncate output
    `,
    args: exactly(1),
    run: search,
  }),
  command({
    names: 'login',
    usage: '[OPTIONS] [SERVER]',
    short: 'Authenticate to a registry',
    flags: `
      -p, --password string | Password or Personal Access Token (PAT)
      --password-stdin | Take the Password or Personal Access Token (PAT) from stdin
      -u, --username string | Username
    `,
    args: [0, 1],
    run: login,
  }),
  command({
    names: 'logout',
    usage: '[SERVER]',
    short: 'Log out from a registry',
    args: [0, 1],
    run: (call) => {
      call.print(`Removing login credentials for ${call.args[0] ?? hub}\n`);
      return Promise.resolve(0);
    },
  }),
  command({
    names: 'context ls, context list',
    usage: '[OPTIONS]',
    short: 'List contexts',
    flags: '--format string | Format output using a custom template\n-q, --quiet | Only show context names',
    run: contexts,
  }),
  command({
    names: 'context show',
    usage: '',
    short: 'Print the name of the current context',
    run: (call) => {
      call.print('default\n');
      return Promise.resolve(0);
    },
  }),
  ...refused,
];
