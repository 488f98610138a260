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

/** What a label `tutor.sim=<name>[:<port>]` makes of a script, whatever its text says. */
const models: Readonly<Record<string, Sketch>> = {
  hello,
  ok: { ...hello, routes: [{ path: '*', template: 'ok\n', type: 'text/plain', status: 200 }] },
  counter: {
    ...hello,
    routes: [{ path: '*', template: "visits: {redis.incr('hits')}\n", type: 'text/plain', status: 200 }],
    redis: { host: 'redis', port: 6379, hostVariable: 'REDIS_HOST', passwordVariable: 'REDIS_PASSWORD' },
  },
  visits: {
    ...hello,
    routes: [
      { path: '/healthz', template: 'ok\n', type: 'text/plain', status: 200 },
      {
        path: '/api/hello',
        template: `{{"message": "Hello from {gethostname()}", "visits": {redis.incr('visits')}, "version": "{getenv('APP_VERSION', 'dev')}"}}\n`,
        type: 'application/json',
        status: 200,
      },
    ],
    redis: { host: 'db', port: 6379, hostVariable: 'DB_HOST', passwordFileVariable: 'DB_PASSWORD_FILE' },
  },
};

/** The model that the container's label names; undefined when it names none. */
export function modelOf({ facts, env }: Process): Sketch | undefined {
  const [name = '', port] = (facts.labels['tutor.sim'] ?? '').split(':');
  const model = Object.hasOwn(models, name) ? models[name] : undefined;
  return model && { ...model, port: Number(port ?? env.get('PORT') ?? model.port) || model.port };
}
