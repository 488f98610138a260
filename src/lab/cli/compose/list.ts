import { isList, objectAt, textAt } from '../text/json';
import { table } from './ps';
import { composeCommand } from './up';
import { composeLabel, type Work } from './work';

async function list(work: Work): Promise<number> {
  const found = await work.client.json('GET', '/containers/json', {
    query: { all: true, filters: JSON.stringify({ label: { 'com.docker.compose.project': true } }) },
  });
  const projects = new Map<string, { readonly states: string[]; readonly files: string }>();
  for (const row of isList(found) ? found : []) {
    const name = composeLabel(row, 'project');
    const entry = projects.get(name) ?? { states: [], files: composeLabel(row, 'project.config_files') };
    entry.states.push(textAt(objectAt(row), 'State'));
    projects.set(name, entry);
  }
  const rows = Array.from(projects, ([name, { states, files }]) => ({ name, states, files })).filter(
    ({ states }) => work.options.is('all') || states.includes('running'),
  );
  rows.sort((one, two) => (one.name < two.name ? -1 : 1));
  const status = (states: readonly string[]): string =>
    Array.from(new Set(states))
      .sort()
      .map((state) => `${state}(${states.filter((each) => each === state).length})`)
      .join(', ');
  if (work.options.is('quiet')) work.print(rows.map(({ name }) => `${name}\n`).join(''));
  else if (work.options.text('format') === 'json')
    work.print(
      `${JSON.stringify(rows.map(({ name, states, files }) => ({ Name: name, Status: status(states), ConfigFiles: files })))}\n`,
    );
  else
    work.print(
      table(
        ['NAME', 'STATUS', 'CONFIG FILES'],
        rows.map(({ name, states, files }) => [name, status(states), files]),
      ),
    );
  return 0;
}

/** `docker compose ls`. */
export const listCommands = [
  composeCommand({
    names: 'ls',
    usage: '[OPTIONS]',
    short: 'List running compose projects',
    flags:
      '-a, --all | Show all stopped Compose projects\n--format string | Format the output\n-q, --quiet | Only display project names',
    needsFile: false,
    act: list,
  }),
];
