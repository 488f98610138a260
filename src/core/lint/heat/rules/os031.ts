import { closest } from '../../distance';
import { brief, type Rule } from '../../rule';
import { sections, type HeatFile } from '../file';

/** A section that templates do not have. */
export const os031: Rule<HeatFile> = {
  code: 'OS031',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Unknown section', zh: '未知的小节' },
  message: {
    en: 'A Heat template has no section "{name}": the template is refused.',
    zh: 'Heat 模板没有“{name}”这个小节，模板会被拒绝。',
  },
  why: {
    en: 'At its top a template has `heat_template_version`, `description`, `parameters`, `parameter_groups`, `conditions`, `resources` and `outputs`, and nothing else. Most of them are plural, because they hold several things by their names.',
    zh: '模板的顶层只能有 `heat_template_version`、`description`、`parameters`、`parameter_groups`、`conditions`、`resources` 和 `outputs`。其中多数是复数形式，因为里面按名称放着多个内容。',
  },
  lesson: 'openstack/servers',
  *check({ root, torn }) {
    if (root === undefined || torn.length > 0 || !root.all.has('heat_template_version')) return;
    for (const { key } of root.own) {
      if (sections.has(key.text)) continue;
      const span = key.part();
      const meant = closest(key.text, sections);
      const isFree = meant !== undefined && !root.all.has(meant);
      const title = { en: `Write ${meant ?? ''}`, zh: `写成 ${meant ?? ''}` };
      const fix = isFree ? { title, edits: [{ span, text: meant }], safe: true } : undefined;
      yield { span, args: { name: brief(key.text) }, fix };
    }
  },
  examples: {
    bad: [
      {
        text: 'heat_template_version: 2018-08-31\n«resource»:\n  n:\n    type: OS::Neutron::Net\n',
        fixed: 'heat_template_version: 2018-08-31\nresources:\n  n:\n    type: OS::Neutron::Net\n',
      },
      { text: 'heat_template_version: 2018-08-31\n«Mappings»: {}\nresources: {}\n' },
    ],
    good: [
      'heat_template_version: 2018-08-31\ndescription: a\nparameter_groups: []\nparameters: {}\nconditions: {}\nresources: {}\noutputs: {}\n',
    ],
  },
};
