import { brief, type Rule } from '../../rule';
import { itemsOf, scalarOf, type Scalar } from '../../yaml/tree';
import type { ComposeFile } from '../file';
import { imageOf, lacksTool } from '../images';
import { entryAt } from '../paths';
import type { Service } from '../service';

/** Health check with a tool that the image has not. */
export const dc043: Rule<ComposeFile> = {
  code: 'DC043',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'information' },
  title: { en: 'Tool that the image has not', zh: '镜像里没有这个工具' },
  message: {
    en: '{image} brings no {tool}: the check fails always, and the service never becomes healthy.',
    zh: '{image} 里没有 {tool}：检查总是失败，服务永远不会变为 healthy。',
  },
  why: {
    en: 'A health check runs inside the container, with the programs of its image, and small images bring few. Use what the program itself brings (`pg_isready`, `redis-cli ping`), `wget` in an image on Alpine, or install the tool in an image of your own.',
    zh: '健康检查在容器里执行，只能用镜像自带的程序，而小镜像带得很少。请用软件自带的命令（`pg_isready`、`redis-cli ping`），基于 Alpine 的镜像可用 `wget`，或者在自己的镜像里安装工具。',
  },
  lesson: 'docker/compose',
  *check(file) {
    for (const service of file.services) {
      const image = imageOf(service);
      const tool = image === undefined ? undefined : toolOf(service);
      if (image === undefined || tool === undefined || !lacksTool(image, tool.name)) continue;
      yield {
        span: tool.scalar.part(tool.start, tool.start + tool.name.length),
        args: { image: brief(image, 30), tool: tool.name },
      };
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  cache:\n    image: redis:8\n    healthcheck:\n      test: ["CMD-SHELL", "«curl» -f http://localhost:6379 || exit 1"]\n',
      },
      {
        text: 'services:\n  app:\n    image: python:3.13-slim\n    healthcheck:\n      test: ["CMD", "«wget»", "-q", "http://localhost"]\n',
      },
    ],
    good: [
      'services:\n  web:\n    image: nginx:1.30\n    healthcheck: { test: curl -f http://localhost }\n  cache:\n    image: redis:8\n    healthcheck: { test: redis-cli ping }\n  app:\n    image: node:24-alpine\n    healthcheck: { test: wget -q http://localhost }\n  own:\n    build: .\n    image: redis:8\n    healthcheck: { test: curl -f http://localhost }\n',
    ],
  },
};

type Tool = { readonly name: string; readonly scalar: Scalar; readonly start: number };

/** The first word of the check. */
function toolOf({ body }: Service): Tool | undefined {
  const test = entryAt(body, 'healthcheck', 'test')?.value;
  const [mode, line] = itemsOf(test).map(({ value }) => scalarOf(value));
  const scalar = scalarOf(test) ?? (/^CMD(?:-SHELL)?$/.test(mode?.text ?? '') ? line : undefined);
  const name = /^(?:curl|wget)(?=\s|$)/.exec(scalar?.text ?? '')?.[0];
  return name === undefined || scalar === undefined ? undefined : { name, scalar, start: 0 };
}
