const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/**
 * What a cloud may have: what openstacksdk's config/loader.py and cloud_region.py ask for (November 2026), and further
 * keys from practice, not compared.
 */
export const cloudKeys = words(
  `api_timeout auth auth_type cacert cert cloud disable_vendor_agent floating_ip_source force_ipv4 identity_api_version
  image_api_use_tasks image_format interface key message networks nat_source network_api_version password profile
  region_name regions secgroup_source status timeout vendor_hook verify volume_api_version compute_api_version
  image_api_version object_store_api_version dns_api_version identity_endpoint_override compute_endpoint_override
  network_endpoint_override image_endpoint_override statsd cache auth_methods app_name app_version endpoint_type
  insecure external_network internal_network private`,
);

/** What a login may have: the options of the usual plug-ins of keystoneauth, from practice, not compared. */
export const authKeys = words(
  `access_token access_token_endpoint access_token_type allow_redirects application_credential_id
  application_credential_name application_credential_secret auth_method auth_methods auth_url client_id client_secret
  code default_domain default_domain_id default_domain_name discovery_endpoint domain_id domain_name endpoint
  identity_provider mutual_auth openid_scope passcode password project_domain_id project_domain_name project_id
  project_name protocol system_scope tenant_id tenant_name token trust_id url user user_domain_id user_domain_name
  user_id username`,
);
