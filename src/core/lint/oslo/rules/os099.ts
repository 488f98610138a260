import { closest } from '../../distance';
import { brief, type Fix, type Rule, type Span } from '../../rule';
import { namesIn, type OsloFile } from '../file';

/** The default store of Glance: `verify_store` of glance_store's multi_backend.py stops over one that is not enabled (November 2026). */
export const os099: Rule<OsloFile> = {
  code: 'OS099',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Default store that is not enabled', zh: '默认存储后端没有启用' },
  message: {
    en: '"{name}" is none of enabled_backends: glance-api stops at the start.',
    zh: 'enabled_backends 里没有“{name}”，glance-api 启动时会报错退出。',
  },
  why: {
    en: '`enabled_backends` in `[DEFAULT]` gives each store a name of yours and its kind, as `fs:file`. `default_backend` in `[glance_store]` is one of these names, not a kind, and a section of the same name configures the store.',
    zh: '`[DEFAULT]` 里的 `enabled_backends` 为每个存储后端取名并指定类型，例如 `fs:file`。`[glance_store]` 里的 `default_backend` 要写其中的名字而不是类型，同名的小节是该后端的配置。',
  },
  lesson: 'openstack-by-hand/glance',
  *check({ options }) {
    const enabled = options.findLast(({ section, name }) => section === 'DEFAULT' && name === 'enabled_backends');
    const chosen = options.findLast(({ section, name }) => section === 'glance_store' && name === 'default_backend');
    const span = chosen?.parts[0]?.span;
    if (enabled === undefined || chosen === undefined || span === undefined || !/^[\w-]+$/.test(chosen.value)) return;
    const stores = [...namesIn(enabled)].map(({ name }) => name);
    if (stores.length === 0 || !stores.every((store) => /^[\w-]+:\w+$/.test(store))) return;
    if (stores.some((store) => store.startsWith(`${chosen.value}:`))) return;
    yield { span, args: { name: brief(chosen.value) }, fix: fixOf(chosen.value, stores, span) };
  },
  examples: {
    bad: [
      {
        text: '[DEFAULT]\nenabled_backends = fs:file\n[glance_store]\ndefault_backend = «file»\n',
        fixed: '[DEFAULT]\nenabled_backends = fs:file\n[glance_store]\ndefault_backend = fs\n',
      },
      { text: '[DEFAULT]\nenabled_backends = fs:file, web:http\n[glance_store]\ndefault_backend = «ceph»\n' },
    ],
    good: [
      '[DEFAULT]\nenabled_backends = fs:file, web:http\n[glance_store]\ndefault_backend = fs\n',
      '[glance_store]\ndefault_backend = fs\n',
    ],
  },
};

/** The store of that kind, where there is one only, or one of nearly that name. */
function fixOf(chosen: string, stores: readonly string[], span: Span): Fix | undefined {
  const names = stores.map((store) => store.slice(0, store.indexOf(':')));
  const [byKind, ...more] = names.filter((name) => stores.includes(`${name}:${chosen}`));
  const meant = byKind !== undefined && more.length === 0 ? byKind : closest(chosen, names);
  if (meant === undefined) return undefined;
  return { title: { en: `Write ${meant}`, zh: `写成 ${meant}` }, edits: [{ span, text: meant }], safe: false };
}
