import { brief, type Fix, type Rule } from '../../rule';
import { appendTo } from '../../yaml/edits';
import { textOf } from '../../yaml/tree';
import { isOpen, namesIn, type ComposeFile } from '../file';
import { profilesOf } from '../profiles';

/** Dependency that its profile switches off. */
export const dc053: Rule<ComposeFile> = {
  code: 'DC053',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Dependency that is switched off', zh: '依赖的服务默认不启动' },
  message: {
    en: '"{name}" starts with the profile {profile} only; without it Compose refuses to start this service.',
    zh: '“{name}”只有选中 profile {profile} 才启动；否则 Compose 会拒绝启动本服务。',
  },
  why: {
    en: 'A service with `profiles` does not exist until one of them is chosen, and a service that needs it cannot start: "depends on undefined service". Give both the same profile, or say that it is not needed: `required: false`.',
    zh: '写了 `profiles` 的服务，没选中时就等于不存在，依赖它的服务也无法启动：“depends on undefined service”。请给两者同样的 profile，或者注明不是必需的：`required: false`。',
  },
  lesson: 'docker/compose',
  *check(file) {
    for (const service of file.services) {
      const mine = profilesOf(service);
      for (const { name, options } of namesIn(service.entry('depends_on')?.value)) {
        const other = file.service(name.text);
        const theirs = other === undefined ? [] : profilesOf(other);
        const isFitting = theirs.length === 0 || theirs.some((one) => mine.includes(one) || isOpen(one));
        if (isFitting || textOf(options?.get('required')) !== undefined) continue;
        const edit = options && appendTo(file, options, ['required: false']);
        const title = { en: 'It is not required', zh: '标为非必需' };
        const fix: Fix | undefined = edit && { title, edits: [edit], safe: false };
        yield { span: name.part(), args: { name: brief(name.text), profile: brief(theirs.join(', '), 20) }, fix };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    depends_on: [«mail»]\n  mail:\n    build: ./mail\n    profiles: [dev]\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    depends_on:\n      «mail»:\n        condition: service_started\n  mail:\n    build: ./mail\n    profiles: [dev]\n',
        fixed:
          'services:\n  web:\n    build: .\n    depends_on:\n      mail:\n        condition: service_started\n        required: false\n  mail:\n    build: ./mail\n    profiles: [dev]\n',
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n    depends_on:\n      mail: { condition: service_started, required: false }\n  test:\n    build: .\n    profiles: [dev, test]\n    depends_on: [mail, web]\n  mail:\n    build: ./mail\n    profiles: [dev]\n',
    ],
  },
};
