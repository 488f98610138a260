import type { Area } from '../step';

const accept = "-H 'Accept: application/vnd.docker.distribution.manifest.v2+json'";

/** A registry of one's own. */
export const registry: Area = {
  name: 'registry',
  files: {
    Dockerfile: 'FROM busybox:1.37\nRUN echo release > /release\nCMD ["cat", "/release"]\nLABEL diff=registry\n',
  },
  steps: [
    'docker push 127.0.0.1:18091/diff/app:1 2>&1 | tail -n 1',
    'docker run -d --name diff-registry --label diff=registry -p 127.0.0.1:18091:5000 -v diff-registry-data:/var/lib/registry registry:3',
    { run: 'curl -sS http://127.0.0.1:18091/v2/', until: /^\{\}/ },
    'curl -sS http://127.0.0.1:18091/v2/_catalog',
    'curl -sS http://127.0.0.1:18091/v2/diff/app/tags/list',
    '$BUILD -q -t 127.0.0.1:18091/diff/app:1 . >/dev/null 2>&1',
    { run: 'docker push 127.0.0.1:18091/diff/app:1 | sed -n 1p' },
    'docker push -q 127.0.0.1:18091/diff/app:1',
    { run: "docker push 127.0.0.1:18091/diff/app:1 | grep digest: | sed 's/size: .*/size/'" },
    "docker push 127.0.0.1:18091/diff/app:1 | grep -c 'Layer already exists' | grep -qv '^0' && echo known",
    'docker tag 127.0.0.1:18091/diff/app:1 127.0.0.1:18091/diff/app:2',
    'docker push -q --all-tags 127.0.0.1:18091/diff/app',
    'docker push 127.0.0.1:18091/diff/nosuch:1',
    'curl -sS http://127.0.0.1:18091/v2/_catalog',
    'curl -sS http://127.0.0.1:18091/v2/diff/app/tags/list | grep -o "\"[0-9]\"" | sort',
    { run: `curl -sS ${accept} http://127.0.0.1:18091/v2/diff/app/manifests/1`, skip: /^layers/ },
    `curl -sSI ${accept} http://127.0.0.1:18091/v2/diff/app/manifests/1 | tr -d '\\r' | grep -iE '^(HTTP|content-type|docker-)'`,
    `curl -sS ${accept} http://127.0.0.1:18091/v2/diff/app/manifests/nosuch`,
    "curl -sS -o /dev/null -w '%{http_code}\\n' -X DELETE http://127.0.0.1:18091/v2/diff/app/manifests/sha256:0000000000000000000000000000000000000000000000000000000000000000",
    "docker image inspect -f '{{json .RepoDigests}}' 127.0.0.1:18091/diff/app:1",
    'docker rmi 127.0.0.1:18091/diff/app:1 127.0.0.1:18091/diff/app:2 | grep -c Untagged',
    'docker pull 127.0.0.1:18091/diff/app:1 | tail -n 3',
    'docker pull -q 127.0.0.1:18091/diff/app:1',
    'docker pull -a 127.0.0.1:18091/diff/app | grep -c "^Digest"',
    'docker run --rm 127.0.0.1:18091/diff/app:1',
    'docker pull 127.0.0.1:18091/diff/app:nosuch',
    'docker pull 127.0.0.1:18091/diff/nosuch',
    'docker pull 127.0.0.1:18099/diff/app:1',
    "digest=$(docker image inspect -f '{{index .RepoDigests 0}}' 127.0.0.1:18091/diff/app:1); docker rmi 127.0.0.1:18091/diff/app:1 127.0.0.1:18091/diff/app:2 >/dev/null; docker pull -q $digest && docker run --rm $digest && docker rmi $digest | grep -c Untagged",
    'docker logout 127.0.0.1:18091',
    'docker restart -t 1 diff-registry',
    { run: 'curl -sS http://127.0.0.1:18091/v2/_catalog', until: /app/ },
    'docker rm -f diff-registry',
    'docker pull 127.0.0.1:18091/diff/app:1',
    'docker volume rm diff-registry-data',
  ],
};
