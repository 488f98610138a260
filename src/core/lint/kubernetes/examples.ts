/** Puts blanks before every line. */
function indented(text: string, blanks: number): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : ' '.repeat(blanks) + line))
    .join('\n');
}

const head = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
`;

const secure = 'securityContext: { runAsNonRoot: true }\n';
const modest = 'resources: { requests: { memory: 64Mi }, limits: { memory: 64Mi } }\n';

/** A Deployment whose Pod has these lines; its container is the usual one. */
export function inPod(lines: string): string {
  return `${head}${indented(`${secure}${lines === '' ? '' : `${lines}\n`}containers:\n  - name: web\n    image: nginx:1.30\n    ${modest}`, 6)}\n`;
}

/** A Deployment whose only container has these lines. */
export function inContainer(lines: string): string {
  return inImage(`image: nginx:1.30\n${lines}`);
}

/** The same, for a container that brings its own image. */
export function inImage(lines: string): string {
  return `${head}${indented(`${secure}containers:\n  - name: web\n${indented(lines, 4)}\n    ${modest}`, 6)}\n`;
}

/** The same, for a container that brings its own resources, too. */
export function inBareContainer(lines: string): string {
  return `${head}${indented(`${secure}containers:\n  - name: web\n    image: nginx:1.30\n${indented(lines, 4)}`, 6)}\n`;
}

/** A Job whose Pod has these lines. */
export function inJob(lines: string): string {
  const pod = `${lines}\n${secure}containers:\n  - name: report\n    image: busybox:1.37\n    ${modest}`;
  return `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: report\nspec:\n  template:\n    spec:\n${indented(pod, 6)}\n`;
}

/** An object with these lines below its kind and name. */
export function object(version: string, kind: string, lines: string, name = 'web'): string {
  return `apiVersion: ${version}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${lines.trimEnd()}\n`;
}

/** A Service with these lines in its `spec`. */
export function service(lines: string): string {
  return object('v1', 'Service', `spec:\n${indented(lines, 2)}`);
}

/** Several documents. */
export function documents(...texts: readonly string[]): string {
  return texts.join('---\n');
}
