import type { Command } from './command';
import type { Flag } from './options';

/** What every help says first: whose command this is. */
export const notice = `Practice lab: this "docker" is the lab's own front end. It does not replace Docker's CLI.
练习环境：这个 “docker” 是练习环境自带的前端，不能代替 Docker 官方命令行。
`;

/** The usage line of a command under the name that it was called by. */
export const usageLine = (path: string, usage: string): string => `Usage:  ${`${path} ${usage}`.trim()}`;

/** The options as a list in columns. */
export function flagList(flags: readonly Flag[]): string {
  const rows = flags
    .filter((flag) => !flag.hidden)
    .map((flag) => {
      const short = flag.short ? `-${flag.short}, ` : '    ';
      return [`  ${short}--${flag.name}${flag.kind ? ` ${flag.kind}` : ''}`, flag.help] as const;
    });
  const wide = Math.max(0, ...rows.map(([name]) => name.length)) + 3;
  return rows.map(([name, help]) => `${name.padEnd(wide)}${help}\n`).join('');
}

/** Names and what they do, in columns. */
export function nameList(rows: readonly (readonly [name: string, what: string])[]): string {
  const wide = Math.max(11, ...rows.map(([name]) => name.length + 1));
  return rows.map(([name, what]) => `  ${name.padEnd(wide)} ${what}\n`).join('');
}

/** The help of one command. */
export function commandHelp(command: Command, path: string): string {
  const names = [command.name, ...command.aliases].map((name) => `docker ${name}`).join(', ');
  const aliases = command.aliases.length ? `\nAliases:\n  ${names}\n` : '';
  const options = command.flags.some((flag) => !flag.hidden) ? `\nOptions:\n${flagList(command.flags)}` : '';
  return `${notice}\n${usageLine(path, command.usage)}\n\n${command.short}\n${aliases}${options}`;
}

/** The help of a group such as `docker network`. */
export function groupHelp(group: string, what: string, commands: readonly Command[]): string {
  const rows = commands
    .filter(
      (command) => command.name.startsWith(`${group} `) || command.aliases.some((name) => name.startsWith(`${group} `)),
    )
    .map((command) => [command.name.slice(command.name.indexOf(' ') + 1), command.short] as const);
  return `${notice}
Usage:  docker ${group} COMMAND

${what}

Commands:
${nameList(rows)}
Run 'docker ${group} COMMAND --help' for more information on a command.
`;
}

const common = ['run', 'exec', 'ps', 'build', 'pull', 'push', 'images', 'login', 'logout', 'search', 'version', 'info'];

/** The help of docker itself. */
export function rootHelp(
  commands: readonly Command[],
  groups: ReadonlyMap<string, string>,
  globals: readonly Flag[],
): string {
  const short = new Map(
    commands.flatMap((each) => [each.name, ...each.aliases].map((name) => [name, each.short] as const)),
  );
  const row = (name: string): readonly [string, string] => [name, short.get(name) ?? ''];
  const others = Array.from(short.keys()).filter((name) => !name.includes(' ') && !common.includes(name));
  others.sort();
  return `${notice}
Usage:  docker [OPTIONS] COMMAND

A self-sufficient runtime for containers

Common Commands:
${nameList(common.map(row))}
Management Commands:
${nameList(Array.from(groups))}
Commands:
${nameList(others.map(row))}
Global Options:
${flagList(globals)}
Run 'docker COMMAND --help' for more information on a command.
`;
}
