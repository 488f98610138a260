/**
 * The keys that stand at the top of a cloud-config: cloudinit/config/schemas/schema-cloud-config-v1.json of cloud-init 25
 * (November 2026), and those that only its configuration on disk, or an older release, has.
 */
export const topKeys: ReadonlySet<string> = new Set(
  `allow_public_ssh_keys ansible apk_repos apt apt_pipelining apt_reboot_if_required apt_update apt_upgrade
  authkey_hash autoinstall bootcmd byobu_by_default ca-certs ca_certs chef chpasswd cloud_config_modules
  cloud_final_modules cloud_init_modules create_hostname_file datasource datasource_list debug default_user
  device_aliases disable_ec2_metadata disable_piwiz disable_root disable_root_opts disk_setup drivers enable_rpi_connect
  fan final_message fqdn fs_setup groups growpart grub-dpkg grub_dpkg hostname keyboard landscape launch-index locale
  locale_configfile lxd manage_etc_hosts manage_resolv_conf mcollective merge_how merge_type migrate mount_default_fields mounts
  network network-interfaces no_ssh_fingerprints ntp output package_reboot_if_required package_update
  package_upgrade packages password phone_home power_state preserve_hostname prefer_fqdn_over_hostname puppet
  random_seed reporting resize_rootfs resolv_conf rh_subscription rpi rpi_interfaces rpi_userconf rsyslog runcmd salt_minion snap spacewalk
  ssh ssh-import-id ssh_authorized_keys ssh_deletekeys ssh_fp_console_blacklist ssh_genkeytypes ssh_import_id
  ssh_key_console_blacklist ssh_keys ssh_publish_hostkeys ssh_pwauth ssh_quiet_keygen ssh_svcname swap syslog_fix_perms
  system_info timezone ubuntu_advantage ubuntu_pro updates user users vendor_data vendor_data2 version wireguard
  write_files yum_repo_dir yum_repos zypper`.split(/\s+/),
);

/** Keys whose value is a list. */
export const lists: ReadonlySet<string> = new Set(
  'bootcmd runcmd packages write_files ssh_authorized_keys mounts datasource_list ssh_genkeytypes'.split(' '),
);

/** Lists in place of which cloud-init takes a single value, too, and warns: it reads them by `get_cfg_option_list`. */
export const lenientLists: ReadonlySet<string> = new Set(['packages', 'ssh_genkeytypes']);
