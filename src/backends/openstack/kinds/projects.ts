import type { Resource } from '../../../core/resources/resource';
import type { Kind } from '../../../core/resources/source';
import type { Raw } from '../../docker/answer';
import { following, verb, type Desk } from '../desk';
import { factsOf, nameOf, textAt } from '../fields';
import { factNames } from '../words';

/** A project of `GET /v3/auth/projects`: https://docs.openstack.org/api-ref/identity/v3/#get-available-project-scopes */
export function projectOf(raw: Raw, current: string): Resource {
  const isCurrent = textAt(raw, 'id') === current;
  return {
    kind: 'projects',
    id: textAt(raw, 'id'),
    name: nameOf(raw),
    state: isCurrent ? 'current' : 'other',
    health: raw['enabled'] === false ? 'stopped' : isCurrent ? 'running' : 'unknown',
    summary: isCurrent ? { en: 'in use', zh: '使用中' } : { en: '', zh: '' },
    facts: factsOf([factNames.id, textAt(raw, 'id')], [factNames.description, textAt(raw, 'description')]),
  };
}

/** The projects in which the user has a role. */
export function projects(desk: Desk): Kind {
  return {
    id: 'projects',
    title: { en: 'Projects', zh: '项目' },
    follow: following(desk, async (signal) => {
      const { token } = await desk.client.opened(signal);
      const found = await desk.client.list('identity', '/v3/auth/projects', 'projects', signal);
      return found.map((raw) => projectOf(raw, token.project));
    }),
    verbs: [
      verb<Resource>(desk, {
        id: 'useProject',
        // Nothing in the cloud changes by it.
        reads: true,
        applies: ({ state, health }) => state !== 'current' && health !== 'stopped',
        words: ({ id }) => ['--os-project-id', id, 'server', 'list'],
        run: async ({ id }, _answers, signal) => {
          await desk.useProject(id, signal);
        },
      }),
    ],
  };
}
