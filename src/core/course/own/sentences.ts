import type { Text } from '../../text';

/** What can be wrong in a course of one's own; the sentence says what is expected. */
export const problemSentences = {
  'no-course': {
    en: '`.tutor/course.yaml` is missing; it names the tracks and their lessons.',
    zh: '缺少 `.tutor/course.yaml`；它用来列出学习路线及其课程。',
  },
  yaml: { en: 'This is not valid YAML: {why}.', zh: '不是有效的 YAML：{why}。' },
  'too-much': {
    en: 'The file unfolds to more than {most} values; use fewer aliases or make two lessons of it.',
    zh: '文件展开后超过 {most} 个值；请少用别名，或拆成两课。',
  },
  'too-deep': { en: 'Values are nested deeper than {most}.', zh: '嵌套超过 {most} 层。' },
  missing: { en: '`{key}` is missing; it is {expected}.', zh: '缺少 `{key}`；它应为{expected}。' },
  'unknown-key': { en: '`{key}` is not known here; known are {known}.', zh: '这里没有 `{key}`；可用的有 {known}。' },
  wrong: { en: '`{key}` is {expected}, found {found}.', zh: '`{key}` 应为{expected}，实际是 {found}。' },
  'bad-id': {
    en: '`{key}` is lower-case letters, digits and hyphens, a letter or digit first, at most {most} characters, found `{found}`.',
    zh: '`{key}` 只能由小写字母、数字和连字符组成，以字母或数字开头，最多 {most} 个字符，实际是 `{found}`。',
  },
  'id-prefix': {
    en: 'The exercise id begins with the id of its track: `{prefix}…`, found `{found}`.',
    zh: '练习 id 要以所在路线的 id 开头：`{prefix}…`，实际是 `{found}`。',
  },
  'id-taken': {
    en: '`{found}` is taken already, by the product or elsewhere in this course; choose another id.',
    zh: '`{found}` 已被占用（产品自带或本课程其他地方）；请换一个 id。',
  },
  'bad-link': {
    en: '`{key}` may link to http and https addresses only.',
    zh: '`{key}` 中的链接只能指向 http 或 https 地址。',
  },
  'unknown-matcher': {
    en: '`{found}` is not a matcher; there are {known}.',
    zh: '没有匹配器 `{found}`；可用的有 {known}。',
  },
  'mixed-matcher': {
    en: 'A matcher such as `{found}` stands alone; put it below a key, or join several with `$allOf`.',
    zh: '`{found}` 这样的匹配器必须单独使用；请放在某个键之下，或用 `$allOf` 组合多个。',
  },
  'matcher-key': {
    en: '`is` cannot be a key of a shape; a matcher is written `$name`.',
    zh: '形状中不能用 `is` 作键；匹配器要写成 `$名称`。',
  },
  'bare-list': {
    en: 'A list cannot stand here; use `$exactly`, `$includes`, `$some` or `$sequence`.',
    zh: '这里不能直接写列表；请用 `$exactly`、`$includes`、`$some` 或 `$sequence`。',
  },
  'pattern-invalid': { en: 'This is not a regular expression: {why}.', zh: '不是有效的正则表达式：{why}。' },
  'pattern-long': {
    en: 'A regular expression has at most {most} characters, found {found}.',
    zh: '正则表达式最多 {most} 个字符，实际有 {found} 个。',
  },
  'pattern-nested': {
    en: 'A repeated group must not hold a repetition or alternatives, like `(a+)+` or `(a|b)*`: it can take for ever. Use `[ab]*`, or repeat no group.',
    zh: '被重复的分组里不能再有重复或多选，如 `(a+)+`、`(a|b)*`：匹配可能永远不结束。请用 `[ab]*`，或不要重复分组。',
  },
  'pattern-backreference': {
    en: 'A regular expression of a course has no back-references (`\\1`, `\\k<name>`).',
    zh: '课程中的正则表达式不能使用反向引用（`\\1`、`\\k<name>`）。',
  },
  'pattern-repeats': {
    en: 'A regular expression has at most {most} open repetitions (`*`, `+`, `{2,}`), found {found}.',
    zh: '正则表达式最多有 {most} 个无上限的重复（`*`、`+`、`{2,}`），实际有 {found} 个。',
  },
  'run-refused': {
    en: 'A course of a workspace runs nothing: `run` is not for it. Look at files or at the engine instead.',
    zh: '工作区课程不会运行任何程序：不能使用 `run`。请改为检查文件或引擎。',
  },
  'path-outside': {
    en: '`{key}` is a path inside the exercise folder, such as `answers.yaml`, found `{found}`.',
    zh: '`{key}` 是练习文件夹之内的路径，如 `answers.yaml`，实际是 `{found}`。',
  },
  'unknown-probe': {
    en: 'There is no probe `{found}` below `probes`; there are {known}.',
    zh: '`probes` 中没有 `{found}`；已有 {known}。',
  },
  'unknown-condition': {
    en: '`{key}` names {expected}, found `{found}`.',
    zh: '`{key}` 应是{expected}，实际是 `{found}`。',
  },
  'file-missing': { en: '`{path}` is missing: {why}.', zh: '缺少 `{path}`：{why}。' },
  'lesson-unlisted': {
    en: 'The lesson `{found}` is in no track of `course.yaml`, so nobody sees it.',
    zh: '课程 `{found}` 不在 `course.yaml` 的任何路线中，因此不会显示。',
  },
  link: {
    en: '`{path}` is a link; put the file itself here, links are not followed.',
    zh: '`{path}` 是链接；请放入文件本身，链接不会被跟随。',
  },
  'too-large': { en: '`{path}` is larger than {most} kB and is not read.', zh: '`{path}` 超过 {most} kB，不会读取。' },
  'too-many-files': {
    en: 'The course holds more than {most} files or is deeper than {deep} folders; the rest is not read.',
    zh: '课程超过 {most} 个文件或 {deep} 层文件夹；其余不会读取。',
  },
  unreadable: { en: '`{path}` cannot be read: {why}.', zh: '无法读取 `{path}`：{why}。' },
} as const satisfies Record<string, Text>;

/** A name for what can be wrong in a course of one's own. */
export type ProblemCode = keyof typeof problemSentences;
