import type { Nearby } from '../nearby';
import { composeNames, possibleContexts } from './looks-at';

/**
 * Is a path in no folder that may be the build context: that of the Dockerfile, or one above it?
 * What lies outside of the workspace counts as none; anything else that is unknown may be there.
 */
export function isNowhere(nearby: Nearby, path: string): boolean {
  if (namesOtherContext(nearby)) return false;
  return possibleContexts.every((above) => {
    const thing = nearby.at(above + path);
    return thing === undefined ? above !== '' && nearby.at(above.slice(0, -1)) === undefined : thing.kind === 'nothing';
  });
}

/** Does a Compose file beside it build from another folder? Then nobody knows which context is meant. */
function namesOtherContext(nearby: Nearby): boolean {
  return composeNames.some((name) => {
    const thing = nearby.at(name);
    if (thing?.kind !== 'file') return false;
    if (thing.text === undefined) return true;
    return /^\s*(-\s+)?(additional_contexts:|(context|build):[ \t]*(?!["']?\.?\/?["']?[ \t]*(#|$))\S)/m.test(
      thing.text,
    );
  });
}

// What a build step makes before the image is built, by its folder or its ending.
const outputs =
  /^(target|build|dist|out|bin|obj|publish|release|releases|artifacts?|_build|\.next|\.output|\.nuxt|node_modules|vendor|coverage|tmp|output|generated|gen|wheels|linux|amd64|arm64)(\/|$)|(^|\/)(target|build|dist|out|bin|publish|libs)\/|\.(jar|war|ear|whl|deb|rpm|apk|tgz|zip|gz|xz|tar|bin|exe|so|wasm|crt|pem|key)$/;

/** Is it the kind of file that is made before the build? */
export const isOutput = (path: string): boolean => outputs.test(path);
