import { PlanReader, type Found, type Plan } from './find-plan';
import type { Call, Tools } from './tool';

async function visit(call: Call, plan: Plan, name: string, path: string, depth: number): Promise<void> {
  const stat = await call.attempt(call.says(name, `'${name}'`), () => call.files.lstat(path));
  if (!stat) return;
  const found: Found = { name, path, stat, depth, pruned: false };
  const check = async (): Promise<void> => {
    if (depth < plan.min || !(await plan.check(found)) || plan.acts) return;
    await call.print(`${name}\n`);
  };
  if (!plan.depthFirst) await check();
  if (stat.kind === 'directory' && depth < plan.max && !found.pruned) {
    const names = await call.attempt(call.says(name, `'${name}'`), () => call.files.list(path));
    for (const child of names ?? [])
      await visit(call, plan, `${name.replace(/\/$/, '')}/${child}`, `${path === '/' ? '' : path}/${child}`, depth + 1);
  }
  if (plan.depthFirst) await check();
}

async function find(call: Call): Promise<undefined> {
  const args = call.args.filter((word) => word !== '-L' && word !== '-H' && word !== '-P');
  const first = args.findIndex((word) => /^[-!(]/.test(word));
  const tops = first === -1 ? args : args.slice(0, first);
  const reader = new PlanReader(call, first === -1 ? [] : args.slice(first));
  const plan = await reader.plan();
  for (const top of tops.length > 0 ? tops : ['.']) await visit(call, plan, top, call.path(top), 0);
  for (const { words, names } of reader.gathered)
    if (names.length > 0 && (await reader.run([...words, ...names])) !== 0) call.status = 1;
  return undefined;
}

export const findTools: Tools = { find };
