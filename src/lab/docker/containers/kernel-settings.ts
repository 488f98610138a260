import { runcSays, StartError } from './start-error';
import type { HostConfig } from './record';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** What each network namespace has of /proc/sys/net: https://www.kernel.org/doc/html/latest/networking/ip-sysctl.html */
const ipv4 = words(`
  fib_multipath_hash_fields fib_multipath_hash_policy fib_multipath_use_neigh fib_notify_on_flag_change fwmark_reflect
  icmp_echo_enable_probe icmp_echo_ignore_all icmp_echo_ignore_broadcasts icmp_errors_use_inbound_ifaddr
  icmp_ignore_bogus_error_responses icmp_ratelimit icmp_ratemask igmp_link_local_mcast_reports igmp_max_memberships
  igmp_max_msf igmp_qrv ip_autobind_reuse ip_default_ttl ip_dynaddr ip_early_demux ip_forward
  ip_forward_update_priority ip_forward_use_pmtu ip_local_port_range ip_local_reserved_ports ip_no_pmtu_disc
  ip_nonlocal_bind ip_unprivileged_port_start ipfrag_high_thresh ipfrag_low_thresh ipfrag_max_dist ipfrag_time
  nexthop_compat_mode ping_group_range raw_l3mdev_accept tcp_abort_on_overflow tcp_adv_win_scale
  tcp_allowed_congestion_control tcp_app_win tcp_autocorking tcp_base_mss tcp_challenge_ack_limit
  tcp_comp_sack_delay_ns tcp_comp_sack_nr tcp_comp_sack_slack_ns tcp_congestion_control tcp_dsack tcp_early_demux
  tcp_early_retrans tcp_ecn tcp_ecn_fallback tcp_fack tcp_fastopen tcp_fastopen_blackhole_timeout_sec tcp_fastopen_key
  tcp_fin_timeout tcp_frto tcp_fwmark_accept tcp_invalid_ratelimit tcp_keepalive_intvl tcp_keepalive_probes
  tcp_keepalive_time tcp_l3mdev_accept tcp_limit_output_bytes tcp_max_reordering tcp_max_syn_backlog
  tcp_max_tw_buckets tcp_migrate_req tcp_min_rtt_wlen tcp_min_snd_mss tcp_min_tso_segs tcp_moderate_rcvbuf
  tcp_mtu_probe_floor tcp_mtu_probing tcp_no_metrics_save tcp_no_ssthresh_metrics_save tcp_notsent_lowat
  tcp_orphan_retries tcp_pacing_ca_ratio tcp_pacing_ss_ratio tcp_plb_enabled tcp_probe_interval tcp_probe_threshold
  tcp_recovery tcp_reflect_tos tcp_reordering tcp_retrans_collapse tcp_retries1 tcp_retries2 tcp_rfc1337 tcp_rmem
  tcp_sack tcp_shrink_window tcp_slow_start_after_idle tcp_stdurg tcp_syn_retries tcp_synack_retries tcp_syncookies
  tcp_thin_linear_timeouts tcp_timestamps tcp_tso_win_divisor tcp_tw_reuse tcp_window_scaling tcp_wmem
  tcp_workaround_signed_windows udp_early_demux udp_l3mdev_accept udp_rmem_min udp_wmem_min`);
const ipv4Interface = words(`
  accept_local accept_redirects accept_source_route arp_accept arp_announce arp_evict_nocarrier arp_filter arp_ignore
  arp_notify bc_forwarding bootp_relay disable_policy disable_xfrm drop_gratuitous_arp drop_unicast_in_l2_multicast
  force_igmp_version forwarding igmpv2_unsolicited_report_interval igmpv3_unsolicited_report_interval
  ignore_routes_with_linkdown log_martians medium_id promote_secondaries proxy_arp proxy_arp_pvlan route_localnet
  rp_filter secure_redirects send_redirects shared_media src_valid_mark tag`);
const ipv6Interface = words(`
  accept_dad accept_ra accept_ra_defrtr accept_ra_pinfo accept_ra_rtr_pref accept_redirects accept_source_route
  addr_gen_mode autoconf dad_transmits disable_ipv6 disable_policy forwarding hop_limit keep_addr_on_down max_addresses
  mtu proxy_ndp router_solicitations rpl_seg_enabled seg6_enabled temp_prefered_lft temp_valid_lft use_tempaddr`);
const ipv6 = words(`
  anycast_src_echo_reply auto_flowlabels bindv6only fib_multipath_hash_policy flowlabel_consistency
  flowlabel_reflect fwmark_reflect idgen_delay idgen_retries ip6frag_high_thresh ip6frag_low_thresh ip6frag_time
  ip_nonlocal_bind max_dst_opts_length max_dst_opts_number max_hbh_length max_hbh_opts_number seg6_flowlabel`);
const core = words('somaxconn optmem_max txrehash rps_default_mask xfrm_acq_expires xfrm_aevent_etime');
/** There, and the machine's alone. */
const coreReadOnly = words('rmem_default rmem_max wmem_default wmem_max');

const namespaced = words(`kernel.msgmax kernel.msgmnb kernel.msgmni kernel.sem kernel.shmall kernel.shmmax
  kernel.shmmni kernel.shm_rmid_forced kernel.domainname`);
/** Settings whose value is a word or a list, which the kernel takes in more forms than numbers. */
const textual = /(congestion_control|fastopen_key|reserved_ports|domainname|mask)$/;

/** By the first part of the name below `net`: is there such a setting? */
const families: Readonly<Record<string, (parts: readonly string[]) => boolean>> = {
  core: ([name = '']) => core.includes(name) || coreReadOnly.includes(name),
  unix: ([name]) => name === 'max_dgram_qlen',
  netfilter: ([name = '']) => /^nf_conntrack_(?!buckets$|max$)[a-z0-9_]+$/.test(name),
  ipv4: (parts) => isOf(parts, ipv4, ipv4Interface),
  ipv6: (parts) => isOf(parts, ipv6, ipv6Interface),
};

function isOf(
  [name = '', device = '', leaf = '']: readonly string[],
  own: readonly string[],
  ofInterfaces: readonly string[],
): boolean {
  if (name !== 'conf') return own.includes(name);
  return /^(all|default|lo|eth\d+)$/.test(device) && ofInterfaces.includes(leaf);
}

/**
 * Refuses a container's settings of the kernel (`--sysctl`) as runc does when it cannot write them; throws StartError.
 * Nothing of the lab goes by most of those that are taken; /proc/sys shows them.
 */
export function checkKernelSettings({ Sysctls: settings, NetworkMode: mode }: HostConfig): void {
  for (const [name, value] of Object.entries(settings ?? {})) {
    const parts = name.split(/[./]/);
    const path = `/proc/sys/${parts.join('/')}`;
    if (parts[0] === 'net') checkNet(name, parts, path, mode);
    else if (!namespaced.includes(name) && !name.startsWith('fs.mqueue.')) {
      throw notCreated(`sysctl "${name}" is not in a separate kernel namespace`);
    }
    if (!textual.test(name) && !/^-?\d+(?:\s+-?\d+)*$/.test(value.trim())) {
      throw inInit(500, `write ${path}: invalid argument`, 128);
    }
  }
}

function checkNet(name: string, [, family = '', ...rest]: readonly string[], path: string, mode: string): void {
  if (mode === 'host') throw notCreated(`sysctl "${name}" not allowed in host network namespace`);
  if (families[family]?.(rest) !== true) throw inInit(400, `open ${path}: no such file or directory`, 127);
  if (family === 'core' && coreReadOnly.includes(rest[0] ?? '')) {
    throw inInit(400, `open ${path}: permission denied`, 126);
  }
}

const inInit = (status: number, reason: string, code: number): StartError =>
  new StartError(status, `${runcSays}error during container init: ${reason}: unknown`, code);

const notCreated = (reason: string): StartError =>
  new StartError(500, `${runcSays.replace('unable to start container process: ', '')}${reason}: unknown`, 128);
