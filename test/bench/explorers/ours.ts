import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dockerBackend } from '../../../src/backends/docker';
import type { OpenstackPlatform } from '../../../src/backends/openstack';
import type { Platform } from '../../../src/core/resources/source';
import type { Row } from '../../../src/features/explorers/row';
import { ResourceTree } from '../../../src/features/explorers/tree';
import type { Subject, Task } from './subject';

const kinds = { kubernetes: 'pod', docker: 'container', openstack: 'servers' } as const;

/** A tree of the explorers with one kind unfolded, drawn as VS Code would, on the platform of the extension. */
export async function ours({ platform, url, socket }: Task): Promise<Subject> {
  const tree = new ResourceTree(() => undefined);
  const { all } = await (await platformOf(platform, url, socket)).sources(new AbortController().signal);
  const [source] = all;
  if (!source) throw new Error('there is no source');
  tree.show({ all });
  const rows = find(tree, tree.getChildren(), kinds[platform]);
  if (!rows) throw new Error(`there is no row of ${kinds[platform]}`);
  const drawRow = (row: Row): void => {
    tree.getTreeItem(row);
    if (row !== rows) return;
    for (const one of tree.getChildren(row)) tree.getTreeItem(one);
  };
  // VS Code asks for a row that has changed, and for what is below it while it is unfolded.
  tree.onDidChangeTreeData((changed) => {
    for (const one of changed ?? [rows]) drawRow(one);
  });
  const state = () => tree.lists.get(rows.id)?.state;
  const listed = () => {
    const now = state();
    if (now?.state === 'failed') throw now.error;
    return now?.state === 'ready' ? now.resources.filter(({ kind }) => kind === kinds[platform]).length : 0;
  };
  return {
    open: () => {
      tree.lists.see(true);
      drawRow(rows);
      return Promise.resolve();
    },
    count: listed,
    stateOf: (key) => tree.lists.get(rows.id)?.get(key)?.state,
    look: async () => await tree.lists.refresh(),
    close: () => tree.dispose(),
  };
}

function find(tree: ResourceTree, rows: readonly Row[], kind: string): Row | undefined {
  for (const row of rows) {
    if (row.row === 'kind' && row.kind.id === kind) return row;
    const below = row.row === 'section' || row.row === 'source' ? find(tree, tree.getChildren(row), kind) : undefined;
    if (below) return below;
  }
  return undefined;
}

/** The backends as they were built for the extension. */
async function platformOf(platform: Task['platform'], url: string, socket: string): Promise<Platform> {
  const home = mkdtempSync(path.join(tmpdir(), 'tutor-bench-'));
  if (platform === 'docker') {
    const backend = dockerBackend({ env: { DOCKER_HOST: `unix://${socket}` }, home });
    return backend.platform;
  }
  if (platform === 'openstack') {
    const { openstackPlatform } = await import('../../../src/backends/openstack');
    const env = {
      OS_AUTH_URL: `${url}/v3`,
      OS_USERNAME: 'u',
      OS_PASSWORD: 'p',
      OS_PROJECT_NAME: 'p',
      OS_REGION_NAME: 'R',
    };
    return openstackPlatform({ env, home }) satisfies OpenstackPlatform;
  }
  const file = path.join(home, 'config');
  const config = {
    clusters: [{ name: 'bench', cluster: { server: url } }],
    users: [{ name: 'bench', user: { token: 'sesame' } }],
    contexts: [{ name: 'bench', context: { cluster: 'bench', user: 'bench' } }],
    'current-context': 'bench',
  };
  writeFileSync(file, JSON.stringify(config));
  const { kubernetesPlatform } = await import('../../../src/backends/kubernetes');
  return kubernetesPlatform({ env: { KUBECONFIG: file }, home });
}
