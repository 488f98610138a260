/**
 * Where a directive may stand (m main, e events, h http, s server, l location, u upstream, i if, t types, x map and geo)
 * and how many arguments it takes. From the documentation of nginx 1.30; directives that the lab accepts without effect
 * are here too, so that only unknown ones are refused.
 */
export type Rule = { readonly where: string; readonly least: number; readonly most: number; readonly block: boolean };

const many = 99;

const rows: readonly (readonly [string, number, number, string])[] = [
  [
    'm',
    1,
    1,
    'user daemon master_process worker_processes worker_rlimit_nofile pid worker_shutdown_timeout pcre_jit load_module thread_pool worker_cpu_affinity worker_priority lock_file',
  ],
  ['m', 1, 4, 'env timer_resolution'],
  ['mhsl', 1, 3, 'error_log'],
  ['e', 1, 1, 'worker_connections use multi_accept accept_mutex accept_mutex_delay'],
  [
    'hsl',
    1,
    1,
    'sendfile tcp_nopush tcp_nodelay keepalive_requests keepalive_time default_type client_max_body_size client_body_timeout client_body_buffer_size gzip gzip_vary gzip_comp_level gzip_min_length gzip_static gzip_disable etag chunked_transfer_encoding server_tokens autoindex autoindex_exact_size autoindex_localtime autoindex_format directio aio log_not_found send_timeout types_hash_max_size types_hash_bucket_size absolute_redirect port_in_redirect server_name_in_redirect msie_padding open_file_cache_valid open_file_cache_errors open_file_cache_min_uses reset_timedout_connection satisfy expires resolver_timeout if_modified_since log_subrequest merge_slashes recursive_error_pages charset sub_filter_once ssi lingering_close max_ranges limit_rate limit_rate_after limit_conn_status limit_req_status real_ip_header real_ip_recursive set_real_ip_from proxy_buffering proxy_buffer_size proxy_busy_buffers_size proxy_cache proxy_cache_key proxy_cache_lock proxy_cache_use_stale proxy_connect_timeout proxy_http_version proxy_intercept_errors proxy_max_temp_file_size proxy_method proxy_pass_header proxy_hide_header proxy_pass_request_body proxy_pass_request_headers proxy_read_timeout proxy_request_buffering proxy_send_timeout proxy_ssl_server_name proxy_ssl_verify proxy_socket_keepalive proxy_ignore_client_abort proxy_next_upstream_timeout fastcgi_index fastcgi_read_timeout fastcgi_buffering auth_basic auth_basic_user_file',
  ],
  ['hsl', 1, 2, 'keepalive_timeout open_file_cache output_buffers client_body_in_file_only gzip_buffers limit_conn'],
  [
    'hsl',
    1,
    many,
    'index resolver gzip_types gzip_proxied proxy_next_upstream proxy_redirect proxy_ignore_headers proxy_cache_bypass proxy_no_cache proxy_bind proxy_buffers sub_filter sub_filter_types limit_req fastcgi_param fastcgi_buffers proxy_cookie_path proxy_cookie_domain ssi_types',
  ],
  ['hsl', 1, 4, 'client_body_temp_path proxy_temp_path fastcgi_temp_path uwsgi_temp_path scgi_temp_path'],
  ['hsl', 2, 2, 'proxy_set_header fastcgi_split'],
  ['hsl', 1, 2, 'proxy_cache_valid'],
  ['hsli', 1, 1, 'root'],
  ['hsli', 2, 3, 'add_header'],
  ['hsli', 1, many, 'access_log'],
  ['hsli', 2, many, 'error_page'],
  ['hsl', 1, 1, 'allow deny'],
  ['h', 2, many, 'log_format limit_req_zone limit_conn_zone proxy_cache_path'],
  [
    'h',
    1,
    1,
    'server_names_hash_bucket_size server_names_hash_max_size variables_hash_max_size map_hash_bucket_size map_hash_max_size proxy_headers_hash_max_size',
  ],
  [
    'hs',
    1,
    2,
    'client_header_timeout client_header_buffer_size large_client_header_buffers ignore_invalid_headers underscores_in_headers connection_pool_size request_pool_size',
  ],
  [
    'hs',
    1,
    many,
    'ssl_certificate ssl_certificate_key ssl_protocols ssl_ciphers ssl_prefer_server_ciphers ssl_session_cache ssl_session_timeout ssl_session_tickets ssl_dhparam ssl_stapling ssl_stapling_verify ssl_trusted_certificate ssl_client_certificate ssl_verify_client ssl_ecdh_curve http2 http2_max_concurrent_streams',
  ],
  ['s', 1, many, 'listen server_name'],
  ['l', 1, 1, 'alias'],
  ['li', 1, 1, 'proxy_pass fastcgi_pass uwsgi_pass grpc_pass'],
  ['sl', 2, many, 'try_files'],
  ['sli', 1, 2, 'return'],
  ['sli', 2, 3, 'rewrite'],
  ['sli', 2, 2, 'set'],
  ['sli', 0, 0, 'break'],
  ['sl', 0, 1, 'stub_status'],
  ['l', 0, 0, 'internal'],
  ['l', 0, 1, 'empty_gif'],
  ['u', 1, many, 'server keepalive keepalive_timeout zone hash'],
  ['u', 0, 2, 'least_conn ip_hash random'],
];

const blocks: readonly (readonly [string, number, number, string])[] = [
  ['m', 0, 0, 'events http stream mail'],
  ['h', 0, 0, 'server'],
  ['h', 1, 1, 'upstream'],
  ['h', 1, 2, 'map geo split_clients'],
  ['sl', 1, 2, 'location'],
  ['hsl', 0, 0, 'types'],
  ['l', 1, many, 'limit_except'],
  ['sl', 1, many, 'if'],
];

function table(): ReadonlyMap<string, readonly Rule[]> {
  const all = new Map<string, Rule[]>();
  const add = (block: boolean) => (row: readonly [string, number, number, string]) => {
    for (const name of row[3].split(' '))
      all.set(name, [...(all.get(name) ?? []), { where: row[0], least: row[1], most: row[2], block }]);
  };
  rows.forEach(add(false));
  blocks.forEach(add(true));
  return all;
}

/** The rules of every directive that the lab's nginx knows, by name. */
export const rules: ReadonlyMap<string, readonly Rule[]> = table();

/** The letter of `Rule.where` for what stands inside a block directive. */
export const insideOf: Readonly<Record<string, string>> = {
  events: 'e',
  http: 'h',
  server: 's',
  location: 'l',
  upstream: 'u',
  if: 'i',
  types: 't',
  map: 'x',
  geo: 'x',
  split_clients: 'x',
  limit_except: 'l',
};
