import { commandLine } from '../../core/quoted';
import type { Resource } from '../../core/resources/resource';
import type { Follow } from '../../core/resources/source';
import type { Answers, Choice, Outcome, Question, Verb } from '../../core/resources/verb';
import type { VerbId } from '../../core/resources/verb-names';
import { fill, type Text } from '../../core/text';
import type { Raw } from '../docker/answer';
import type { Errand, OpenstackClient } from './client';
import { nameOf, textAt } from './fields';
import { polled, type Look, type Pace, type Pulse } from './follow';

/** What all kinds of one cloud work with. */
export type Desk = {
  readonly client: OpenstackClient;
  readonly pulse: Pulse;
  readonly pace: Pace;
  /** Ends all following. */
  readonly closed: AbortSignal;
  /** The command of the openstack client that means this cloud. */
  readonly command: () => readonly string[];
  /** From now on all is asked of this project. */
  readonly useProject: (id: string, signal: AbortSignal) => Promise<void>;
};

/** Follows a look at a cloud. */
export function following({ pulse, pace, closed }: Desk, look: Look): Follow {
  return polled(look, pulse, pace, closed);
}

/** The words of a command after `openstack`. */
type Words<Target> = (target: Target, answers: Answers) => readonly string[];

/** A verb, as a kind says it. */
export type Plan<Target> = Omit<Verb<Target>, 'commandLine' | 'applies'> & {
  readonly applies?: Verb<Target>['applies'];
  readonly words: Words<Target>;
  /** A second command that belongs to it; none when there are no words. */
  readonly then?: Words<Target>;
};

/** Makes a verb; when one that writes was done, whoever follows looks soon. */
export function verb<Target>(
  desk: Desk,
  { words, then = () => [], run, applies = () => true, ...plan }: Plan<Target>,
): Verb<Target> {
  return {
    ...plan,
    applies,
    commandLine: (target, answers) =>
      [words(target, answers), then(target, answers)]
        .filter((one) => one.length > 0)
        .map((one) => commandLine(...desk.command(), ...one))
        .join(' && '),
    run: async (target, answers, signal) => {
      if (plan.reads) return await run(target, answers, signal);
      try {
        return await run(target, answers, signal);
      } finally {
        // What was refused half-way may have changed something too.
        desk.pulse.touch();
      }
    },
  };
}

/** A verb without questions that sends one errand. */
export function simple(
  desk: Desk,
  id: VerbId,
  words: (resource: Resource) => readonly string[],
  errand: (resource: Resource) => Errand,
  more: Pick<Plan<Resource>, 'applies' | 'destroys'> = {},
): Verb<Resource> {
  const run = async (resource: Resource, _answers: Answers, signal: AbortSignal) => {
    await desk.client.send(errand(resource), signal);
  };
  return verb(desk, { id, words, run, ...more });
}

/** The verb that shows what the service says of a resource, as JSON. */
export function inspect(
  { client, command }: Desk,
  noun: readonly string[],
  service: string,
  path: (resource: Resource) => string,
): Verb<Resource> {
  return {
    id: 'inspect',
    reads: true,
    applies: () => true,
    commandLine: ({ id }) => commandLine(...command(), ...noun, 'show', id, '-f', 'json'),
    run: async (resource, _answers, signal): Promise<Outcome> => {
      const found = await client.send({ method: 'GET', service, path: path(resource) }, signal);
      const text = JSON.stringify(found, (key, value: unknown) => (secret.test(key) ? undefined : value), 2);
      return { show: 'text', title: `${resource.name}.json`, language: 'json', text };
    },
  };
}

/** Fields that may hold passwords: Nova tells administrators the user data of a server. */
const secret = /user_data$|^adminPass$|^private_key$/;

/** The verb that deletes a resource, with what goes. */
export function removal(
  desk: Desk,
  noun: readonly string[],
  service: string,
  path: (resource: Resource) => string,
  what: Text,
): Verb<Resource> {
  return simple(
    desk,
    'remove',
    ({ id }) => [...noun, 'delete', id],
    (resource) => ({ method: 'DELETE', service, path: path(resource) }),
    { destroys: ({ name }) => fill(what, { name }) },
  );
}

/** Asks for a line. */
export function line(
  id: string,
  title: Text,
  more: {
    readonly value?: string;
    readonly example?: string;
    readonly refuse?: (input: string) => Text | undefined;
  } = {},
): Question {
  return { ask: 'text', id, title, ...more };
}

/** Asks for a name that must be there. */
export const nameLine = (title: Text, example: string): Question =>
  line('name', title, { example, refuse: refuseEmpty });

/** Refuses nothing at all. */
export const refuseEmpty = (input: string): Text | undefined =>
  input.trim() === '' ? { en: 'A name is needed.', zh: '请输入名称。' } : undefined;

/** Asks for one of the objects of a listing. */
export function pick(
  { client }: Desk,
  id: string,
  title: Text,
  [service, path, key]: readonly [service: string, path: string, key: string],
  choice: (raw: Raw) => Choice | undefined = ({ ...raw }) => ({ value: textAt(raw, 'id'), label: nameOf(raw) }),
  more: { readonly many?: true } = {},
): Question {
  const choices = async (_answers: Answers, signal: AbortSignal) =>
    (await client.list(service, path, key, signal)).flatMap((one) => choice(one) ?? []);
  return { ask: 'choice', id, title, choices, ...more };
}
