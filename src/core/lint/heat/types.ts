/**
 * The types of resources that templates of lessons use, with their properties: the classes of
 * https://opendev.org/openstack/heat/src/branch/master/heat/engine/resources/openstack and Heat's release notes, as
 * read in November 2026. What must be given has a "!"; what Heat hides or has deprecated is left out.
 */
const types: Readonly<Record<string, string>> = {
  'OS::Nova::Server':
    'name image flavor! key_name networks security_groups user_data user_data_format user_data_update_policy availability_zone metadata block_device_mapping_v2 config_drive admin_pass scheduler_hints tags flavor_update_policy image_update_policy software_config_transport deployment_swift_data',
  'OS::Nova::KeyPair': 'name! public_key save_private_key type user',
  'OS::Nova::Flavor': 'name ram! vcpus! disk ephemeral swap extra_specs flavorid is_public rxtx_factor tenants',
  'OS::Nova::ServerGroup': 'name policies',
  'OS::Neutron::Net':
    'name admin_state_up shared port_security_enabled qos_policy dns_domain tags value_specs availability_zone_hints tenant_id dhcp_agent_ids',
  'OS::Neutron::Subnet':
    'name network! cidr gateway_ip allocation_pools dns_nameservers enable_dhcp host_routes ip_version ipv6_address_mode ipv6_ra_mode subnetpool prefixlen segment tags value_specs tenant_id',
  'OS::Neutron::Router':
    'name external_gateway_info admin_state_up distributed ha tags value_specs availability_zone_hints l3_agent_ids',
  'OS::Neutron::RouterInterface': 'router! subnet port',
  'OS::Neutron::Port':
    'name network! fixed_ips security_groups mac_address admin_state_up allowed_address_pairs port_security_enabled qos_policy device_id device_owner dns_name binding:vnic_type tags value_specs',
  'OS::Neutron::FloatingIP':
    'floating_network! floating_subnet floating_ip_address port_id fixed_ip_address dns_domain dns_name value_specs',
  'OS::Neutron::FloatingIPAssociation': 'floatingip_id! port_id! fixed_ip_address',
  'OS::Neutron::SecurityGroup': 'name description rules',
  'OS::Neutron::SecurityGroupRule':
    'security_group! direction ethertype protocol port_range_min port_range_max remote_ip_prefix remote_group description',
  'OS::Cinder::Volume':
    'name size image volume_type availability_zone description metadata snapshot_id source_volid backup_id read_only scheduler_hints',
  'OS::Cinder::VolumeAttachment': 'instance_uuid! volume_id! mountpoint',
  'OS::Glance::WebImage':
    'name id container_format disk_format location min_disk min_ram protected visibility tags extra_properties architecture kernel_id ramdisk_id os_distro os_version owner',
  'OS::Keystone::Project': 'name description domain enabled parent tags',
  'OS::Keystone::User': 'name password email description domain enabled default_project groups roles',
  'OS::Heat::CloudConfig': 'cloud_config',
  'OS::Heat::MultipartMime': 'parts',
  'OS::Heat::SoftwareConfig': 'config group options inputs outputs',
  'OS::Heat::SoftwareDeployment': 'config server actions input_values name signal_transport',
  'OS::Heat::ResourceGroup': 'count resource_def index_var removal_policies removal_policies_mode',
  'OS::Heat::AutoScalingGroup': 'min_size max_size desired_capacity resource cooldown rolling_updates',
  'OS::Heat::ScalingPolicy': 'adjustment_type auto_scaling_group_id scaling_adjustment cooldown min_adjustment_step',
  'OS::Heat::RandomString': 'length character_classes character_sequences salt',
  'OS::Heat::WaitCondition': 'handle timeout count',
  'OS::Heat::WaitConditionHandle': 'signal_transport',
  'OS::Heat::Value': 'value type',
  'OS::Heat::None': '',
  'OS::Octavia::LoadBalancer':
    'name vip_subnet vip_address description provider admin_state_up flavor availability_zone tenant_id',
  'OS::Octavia::Listener':
    'name loadbalancer protocol! protocol_port! default_pool connection_limit default_tls_container_ref sni_container_refs description admin_state_up tenant_id',
  'OS::Octavia::Pool':
    'name listener loadbalancer protocol! lb_algorithm! session_persistence description admin_state_up',
  'OS::Octavia::PoolMember': 'pool! address! protocol_port! subnet weight monitor_address monitor_port admin_state_up',
};

/** Properties that Heat still takes, and shows to nobody. */
export const hiddenProperties: ReadonlySet<string> = new Set(
  (
    'admin_user block_device_mapping diskConfig floating_network_id imageRef l3_agent_id multiattach network_id ' +
    'personality port_id propagate_uplink_status replacement_policy reservation_id router_id sequence subnet_id'
  ).split(' '),
);

/** Further types of the services above, of the same source; only their names are known here. */
const others: Readonly<Record<string, string>> = {
  Nova: 'FloatingIP FloatingIPAssociation HostAggregate Quota',
  Neutron:
    'AddressScope ExtraRoute ExtraRouteSet Firewall FirewallPolicy FirewallRule FloatingIPPortForward FlowClassifier HealthMonitor IKEPolicy IPsecPolicy IPsecSiteConnection L2Gateway L2GatewayConnection LoadBalancer MeteringLabel MeteringRule NetworkGateway Pool PoolMember PortChain PortPair PortPairGroup ProviderNet QoSBandwidthLimitRule QoSDscpMarkingRule QoSMinimumBandwidthRule QoSMinimumPacketRateRule QoSPolicy Quota RBACPolicy RouterGateway Segment SubnetPool Trunk VPNService',
  Cinder: 'EncryptedVolumeType QoSAssociation QoSSpecs Quota VolumeType',
  Glance: 'Image',
  Keystone: 'Domain Endpoint Group GroupRoleAssignment Region Role Service UserRoleAssignment',
  Heat: 'AccessPolicy CWLiteAlarm Delay DeployedServer HARestarter InstanceGroup ResourceChain SoftwareComponent SoftwareDeploymentGroup Stack StructuredConfig StructuredDeployment StructuredDeploymentGroup SwiftSignal SwiftSignalHandle TestResource UpdateWaitConditionHandle',
  Octavia: 'AvailabilityZone AvailabilityZoneProfile Flavor FlavorProfile HealthMonitor L7Policy L7Rule Quota',
};

/** The types whose properties are known. */
export const typeNames: readonly string[] = Object.keys(types);

/** The names of all types of a service, as `Server` of `Nova`; none for a service that is not known. */
export function namesOf(service: string): readonly string[] {
  const start = `OS::${service}::`;
  const known = typeNames.flatMap((type) => (type.startsWith(start) ? [type.slice(start.length)] : []));
  return [...known, ...(Object.hasOwn(others, service) ? (others[service] ?? '').split(' ') : [])];
}

/** The properties of a type, each with whether it must be given; undefined for a type that is not known. */
export function propertiesOf(type: string): ReadonlyMap<string, boolean> | undefined {
  const list = Object.hasOwn(types, type) ? types[type] : undefined;
  if (list === undefined) return undefined;
  const words = list.split(' ').filter((word) => word !== '');
  return new Map(words.map((word): [string, boolean] => [word.replace('!', ''), word.endsWith('!')]));
}
