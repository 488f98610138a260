import { ApiError } from '../../http/call';
import { checkFilters, hasLabel, readFilters } from './list-filters';
import { removeContainer } from './remove';
import { inTurn, type ContainerStore } from './store';
import { millisecondsOf } from './times';

/** Removes all containers that do not run and that the filters `until` and `label` let through. */
export async function pruneContainers(store: ContainerStore, text: string | null): Promise<object> {
  const filters = readFilters(text);
  checkFilters(filters, ['label', 'label!', 'until']);
  const until = untilOf(filters.get('until') ?? [], store.parts.clock.now());
  const labels = filters.get('label') ?? [];
  const others = filters.get('label!') ?? [];
  const deleted: string[] = [];
  let space = 0;
  for (const container of store.all()) {
    const { run, state, config } = container;
    const idle = !run && ['created', 'exited', 'dead'].includes(state.status);
    const wanted =
      millisecondsOf(container.created) < until &&
      labels.every((label) => hasLabel(config.Labels, label)) &&
      others.every((label) => !hasLabel(config.Labels, label));
    if (!idle || !wanted) continue;
    space += container.root.sizeRw();
    await inTurn(container, () => removeContainer(store, container, { volumes: false }));
    deleted.push(container.id);
  }
  store.parts.events.emit('container', 'prune', { ID: '', Attributes: { reclaimed: String(space) } });
  return { ContainersDeleted: deleted.length > 0 ? deleted : null, SpaceReclaimed: space };
}

const units: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** A time, or how long ago, in milliseconds since 1970; no filter is the end of time. */
function untilOf(values: readonly string[], now: number): number {
  const [text] = values;
  if (text === undefined) return Infinity;
  if (values.length > 1) throw new ApiError(400, 'more than one until filter specified');
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)];
  if (parts.length > 0 && parts.map(([part]) => part).join('') === text) {
    return now - parts.reduce((sum, [, number, unit]) => sum + Number(number) * (units[unit ?? ''] ?? 0), 0);
  }
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new ApiError(400, `invalid filter 'until=${text}'`);
  return time;
}
