import type { Nearby } from '../nearby';
import type { ComposeFile } from './file';
import { scripts } from './surroundings';

const usualNames = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];

/** Is it certain that a file is made for `docker stack deploy`: by its name, or by a script beside it? */
export function isForStack({ name }: ComposeFile, nearby: Nearby): boolean {
  if (name !== undefined && /stack.*\.ya?ml$/i.test(name)) return true;
  const names = name === undefined ? usualNames : [name];
  return scripts.some((path) => {
    const script = nearby.at(path);
    const text = script?.kind === 'file' ? (script.text ?? '') : '';
    return names.some((one) => deploys(text, one));
  });
}

function deploys(script: string, name: string): boolean {
  return script.split('\n').some((line) => {
    const at = line.indexOf('docker stack deploy');
    return (
      at !== -1 &&
      !line.trimStart().startsWith('#') &&
      line
        .slice(at)
        .split(/[\s'"]+/)
        .some((word) => word === name || word.endsWith(`/${name}`) || word === `-c${name}` || word.endsWith(`=${name}`))
    );
  });
}
