import type { Rule } from '../../rule';
import { scalarOf, textOf } from '../../yaml/tree';
import type { CloudsFile } from '../file';

/** TLS that is not checked: `get_requests_verify_args` of openstacksdk's config/cloud_region.py (November 2026). */
export const os012: Rule<CloudsFile> = {
  code: 'OS012',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'Certificate is not checked', zh: '不检查证书' },
  message: { en: 'With verify: false {what}.', zh: 'verify: false 时，{what}。' },
  why: {
    en: 'Whoever answers at the address gets your password, whether it is the cloud or not. For a certificate of your own, name its authority by `cacert` and leave `verify` out; `verify: false` wins over `cacert`.',
    zh: '不检查证书，任何在该地址应答的机器都能拿到你的密码，不管它是不是真正的云。自签证书请用 `cacert` 指定 CA，并去掉 `verify`；`verify: false` 会让 `cacert` 失效。',
  },
  lesson: 'openstack/lab',
  *check({ clouds }) {
    for (const { map } of clouds) {
      const verify = scalarOf(map.get('verify'));
      if (verify?.style !== 'plain' || !/^(?:false|no|off)$/i.test(verify.text)) continue;
      const hasAuthority = (textOf(map.get('cacert')) ?? '') !== '';
      const what = hasAuthority ? words.both : words.alone;
      yield { span: verify.part(), args: { what }, ...(hasAuthority && { severity: 'warning' }) };
    }
  },
  examples: {
    bad: [
      { text: 'clouds:\n  lab:\n    profile: a\n    verify: «false»\n' },
      { text: 'clouds:\n  lab:\n    profile: a\n    verify: «no»\n    cacert: /etc/ssl/lab.pem\n' },
    ],
    good: ['clouds:\n  lab:\n    profile: a\n    verify: true\n    cacert: /etc/ssl/lab.pem\n'],
  },
};

const words = {
  alone: { en: 'anybody who answers at the address gets the password', zh: '任何在该地址应答的机器都能拿到密码' },
  both: { en: 'the cacert is not used: nobody checks the certificate', zh: 'cacert 不起作用，证书不会被检查' },
} as const;
