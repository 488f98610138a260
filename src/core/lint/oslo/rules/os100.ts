import { othersIn, type Nearby, type Peer, type Peers } from '../../nearby';
import type { Rule } from '../../rule';
import { secretName, type OsloFacts } from '../facts';
import type { OsloFile } from '../file';

/** Two secrets where there must be one. */
export const os100: Rule<OsloFile> = {
  code: 'OS100',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Metadata secret differs', zh: '元数据密钥不一致' },
  message: {
    en: 'nova.conf has another metadata secret: Nova answers 403, and instances get no key and no user data.',
    zh: 'nova.conf 里的元数据密钥与此不同：Nova 会返回 403，实例拿不到密钥和 user data。',
  },
  why: {
    en: 'An instance asks 169.254.169.254 for its key and its user data. The metadata agent passes the question on and signs it with this secret; Nova checks the signature with `metadata_proxy_shared_secret` in its `[neutron]` section. With two different values every question is refused.',
    zh: '实例通过 169.254.169.254 取得密钥和 user data。元数据代理转发请求并用这个密钥签名，Nova 再用 `[neutron]` 小节里的 `metadata_proxy_shared_secret` 验签。两边不一致，每个请求都会被拒绝。',
  },
  lesson: 'openstack-by-hand/neutron',
  *check({ options }, nearby) {
    const own = options.find(({ section, name }) => section === 'DEFAULT' && name === secretName);
    const part = own?.parts[0];
    if (own === undefined || part === undefined || own.value === '') return;
    const nova = nearest(nearby);
    const secret = nova?.facts.novaSecret;
    if (nova === undefined || secret === undefined || secret.value === own.value) return;
    const message = { en: 'The secret of Nova', zh: 'Nova 一侧的密钥' };
    const title = { en: 'Take the secret of nova.conf', zh: '改用 nova.conf 中的密钥' };
    const edits = [{ span: part.span, text: secret.value }];
    yield {
      span: part.span,
      related: [{ path: nova.path, span: secret.span, message }],
      fix: own.parts.length === 1 ? { title, edits, safe: false } : undefined,
    };
  },
  examples: {
    bad: [
      {
        text: '[DEFAULT]\nnova_metadata_host = controller\nmetadata_proxy_shared_secret = «one»\n',
        fixed: '[DEFAULT]\nnova_metadata_host = controller\nmetadata_proxy_shared_secret = two\n',
        beside: { '../nova/nova.conf': '[neutron]\nmetadata_proxy_shared_secret = two\n' },
      },
    ],
    good: [
      {
        text: '[DEFAULT]\nmetadata_proxy_shared_secret = one\n',
        beside: {
          '../nova/nova.conf': '[neutron]\nmetadata_proxy_shared_secret = one\n',
          '../../other/nova/nova.conf': '[neutron]\nmetadata_proxy_shared_secret = two\n',
        },
      },
      '[DEFAULT]\nmetadata_proxy_shared_secret = one\n',
    ],
  },
};

/** The nova.conf of the same deployment: the nearest one; of several that differ, none. */
function nearest({ peers }: Nearby): Peer<OsloFacts> | undefined {
  const known = othersIn(peers as Peers<OsloFacts>).filter(({ facts }) => facts.novaSecret !== undefined);
  const distance = ({ path }: Peer<OsloFacts>): number => path.split(/[\\/]/).length;
  const least = Math.min(...known.map(distance));
  const near = known.filter((peer) => distance(peer) === least);
  return new Set(near.map(({ facts }) => facts.novaSecret?.value)).size === 1 ? near[0] : undefined;
}
