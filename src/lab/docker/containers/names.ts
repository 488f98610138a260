import { randomBytes, randomInt } from 'node:crypto';
import { ApiError } from '../../http/call';

const moods =
  'amazing bold brave bright busy calm clever cool curious dazzling eager elegant epic fervent focused friendly gentle gifted happy hopeful jolly keen kind lucid modest nice optimistic patient quirky relaxed serene sharp silly stoic sweet tender vibrant vigilant wizardly zealous'.split(
    ' ',
  );
const people =
  'archimedes bardeen bell bohr brahmagupta carson chandrasekhar curie darwin dijkstra einstein euclid euler faraday fermat fermi feynman franklin galileo gauss goldberg goodall hamilton hawking heisenberg hopper hypatia kepler knuth lamport liskov lovelace maxwell mendel newton noether pasteur ritchie shannon turing'.split(
    ' ',
  );

/** A new id: 64 hexadecimal digits. */
export const newId = (): string => randomBytes(32).toString('hex');

/** A name for a container that was given none: a mood and somebody of science. */
export function randomName(taken: (name: string) => boolean): string {
  for (let attempt = 0; attempt < 6; attempt++) {
    const name = `${moods[randomInt(moods.length)] ?? ''}_${people[randomInt(people.length)] ?? ''}`;
    const whole = attempt === 0 ? name : `${name}${randomInt(10)}`;
    if (!taken(whole)) return whole;
  }
  return newId().slice(0, 12);
}

/** Checks a container's name, given without or with one leading slash; throws ApiError 400. */
export function checkName(name: string, shown = name): string {
  if (/^\/?[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)) return name.replace(/^\//, '');
  throw new ApiError(400, `Invalid container name (${shown}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`);
}
