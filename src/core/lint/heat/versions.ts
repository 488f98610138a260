/**
 * Dates of HOT, the oldest first, with the release that is another name of each: "heat_template_version" of Heat's
 * template guide (hot_spec) and, for wallaby, Heat's release notes; November 2026.
 */
const dates: readonly (readonly [string] | readonly [string, string])[] = [
  ['2013-05-23'],
  ['2014-10-16'],
  ['2015-04-30'],
  ['2015-10-15'],
  ['2016-04-08'],
  ['2016-10-14', 'newton'],
  ['2017-02-24', 'ocata'],
  ['2017-09-01', 'pike'],
  ['2018-03-02', 'queens'],
  ['2018-08-31', 'rocky'],
  ['2021-04-16', 'wallaby'],
];

/** Every value that `heat_template_version` may have. */
export const versions: readonly string[] = dates.flat();

/** The date that a version is, also when it is said by its release; undefined for one that Heat does not know. */
export function dateOf(version: string): string | undefined {
  return dates.find((names: readonly string[]) => names.includes(version))?.[0];
}

/** The functions of HOT, by the date from which a template may use them: the lists of hot_spec, November 2026. */
export const functions: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '2013-05-23': 'get_attr get_file get_param get_resource list_join resource_facade str_replace',
    '2015-04-30': 'digest repeat',
    '2015-10-15': 'str_split',
    '2016-04-08': 'map_merge',
    '2016-10-14': 'if map_replace yaql',
    '2017-02-24': 'filter str_replace_strict',
    '2017-09-01': 'contains list_concat list_concat_unique make_url str_replace_vstrict',
  }).flatMap(([date, names]) => names.split(' ').map((name): [string, string] => [name, date])),
);
