import type { Process } from '../../../kernel/process';
import type { Sketch } from './sketch';

const hello: Sketch = {
  kind: 'http',
  host: '0.0.0.0',
  port: 8000,
  routes: [{ path: '*', template: 'Hello from {gethostname()}\n', type: 'text/plain', status: 200 }],
  files: new Map(),
  modules: [],
};

/** What a label `tutor.sim=<name>[:<port>]` makes of a script that the lab cannot read. */
const models: Readonly<Record<string, Sketch>> = {
  hello,
  ok: { ...hello, routes: [{ path: '*', template: 'ok\n', type: 'text/plain', status: 200 }] },
  counter: {
    ...hello,
    routes: [{ path: '*', template: "visits: {redis.incr('hits')}\n", type: 'text/plain', status: 200 }],
    redis: { host: 'redis', port: 6379, hostVariable: 'REDIS_HOST', passwordVariable: 'REDIS_PASSWORD' },
  },
};

/** The model that the container's label names; undefined when it names none. */
export function modelOf({ facts, env }: Process): Sketch | undefined {
  const [name = '', port] = (facts.labels['tutor.sim'] ?? '').split(':');
  const model = Object.hasOwn(models, name) ? models[name] : undefined;
  return model && { ...model, port: Number(port ?? env.get('PORT') ?? model.port) || model.port };
}
