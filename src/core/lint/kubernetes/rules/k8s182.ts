import { fill } from '../../../text';
import { changeTo } from '../../change-to';
import { brief, type Rule } from '../../rule';
import { scalarOf, type Mapping } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { beside } from '../pod';

/** Chart that Helm refuses. */
export const k8s182: Rule<KubernetesFile> = {
  code: 'K8S182',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Chart that Helm refuses', zh: 'Helm 不接受的 Chart' },
  message: { en: '{what}: Helm refuses this chart.', zh: '{what}，Helm 会拒绝这个 Chart。' },
  why: {
    en: 'A chart says its format (`apiVersion: v2`), its name and its version; the version follows Semantic Versioning, three numbers with dots, because Helm compares versions.',
    zh: 'Chart 要写明格式（`apiVersion: v2`）、名称和版本；版本遵循语义化版本，即用点分隔的三个数字，因为 Helm 要比较版本。',
  },
  lesson: 'kubernetes-operations/helm',
  *check(file, { whole }) {
    const [root] = file.roots;
    // A chart is a file of its own; what stands behind another document is none.
    if (root === undefined || !isChart(file, root) || (whole?.start ?? 0) > 0) return;
    for (const field of ['apiVersion', 'name', 'version']) {
      const first = root.own[0];
      if (root.get(field) === undefined && first !== undefined)
        yield { ...beside(first.key.span), args: { what: fill(missing, { field }) } };
    }
    const version = scalarOf(root.get('version'));
    if (version === undefined || semantic.test(version.text)) return;
    const meant = /^v?\d+\.\d+$/.test(version.text) ? `${version.text.replace('v', '')}.0` : undefined;
    yield {
      span: version.span,
      args: { what: fill(noVersion, { version: brief(version.text) }) },
      fix: changeTo(version.span, meant),
    };
  },
  examples: {
    bad: [
      { text: 'apiVersion: v2\nname: shop\nversion: «0.1»\n', fixed: 'apiVersion: v2\nname: shop\nversion: 0.1.0\n' },
      { text: '«apiVersion»: v2\nversion: 0.1.0\n' },
    ],
    good: ['apiVersion: v2\nname: shop\ntype: application\nversion: 1.4.0-rc.1+build\nappVersion: "2.1"\n'],
  },
};

const semantic = /^v?\d+\.\d+\.\d+(?:-[\w.-]+)?(?:\+[\w.-]+)?$/;
const missing = { en: 'There is no {field}', zh: '缺少 {field}' };
const noVersion = { en: '"{version}" is no semantic version', zh: '“{version}”不是语义化版本' };

/** By its name, or by what only charts have. */
function isChart({ path }: KubernetesFile, root: Mapping): boolean {
  if (path !== undefined) return /(?:^|[\\/])Chart\.yaml$/.test(path);
  const version = scalarOf(root.get('apiVersion'));
  return (version?.text === 'v2' || version?.text === 'v1') && !root.all.has('kind') && root.all.has('version');
}
