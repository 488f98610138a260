import type { ToolSight } from '../../core/doctor/sights';
import type { Tool } from '../../core/doctor/tool';
import { tools } from '../../core/doctor/tools';
import { until } from '../docker/deadline';
import type { Around } from './around';
import { ask, quietEnvironment } from './ask';
import { findProgram, type Program } from './programs';

/** Looks for all programs at once and asks those that are there for their version. */
export async function lookForTools(around: Around, signal: AbortSignal): Promise<ReadonlyMap<string, ToolSight>> {
  const programs = new Map<string, Promise<Program>>();
  const environment = quietEnvironment(around);
  const find = (command: string): Promise<Program> => {
    const known = programs.get(command) ?? findProgram(command, around);
    programs.set(command, known);
    return known;
  };
  const here = tools.filter(({ platform }) => platform === undefined || platform === around.platform);
  const sights = here.map(async (tool) => [tool.id, await lookFor(tool, find, environment, signal)] as const);
  return new Map(await Promise.all(sights));
}

async function lookFor(
  tool: Tool,
  find: (command: string) => Promise<Program>,
  environment: Promise<Readonly<Record<string, string>>>,
  signal: AbortSignal,
): Promise<ToolSight> {
  let path: string | undefined;
  try {
    const program = await until(find(tool.command), signal);
    if (program.state !== 'there') return program;
    path = program.path;
    const { isFine, output } = await ask(path, tool.args, await until(environment, signal), signal);
    return { state: isFine ? 'told' : 'failed', path, output };
  } catch (error) {
    if (signal.aborted) return { state: 'late', ...(path !== undefined && { path }) };
    const output = error instanceof Error ? error.message : String(error);
    return path === undefined ? { state: 'missing' } : { state: 'failed', path, output };
  }
}
