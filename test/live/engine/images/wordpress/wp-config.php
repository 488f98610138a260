<?php
// As in the official image: the settings come from the environment, or from the files that it names.
function setting($name, $default) {
    $file = getenv("WORDPRESS_{$name}_FILE");
    if ($file) return rtrim(file_get_contents($file), "\r\n");
    $value = getenv("WORDPRESS_$name");
    return $value === false ? $default : $value;
}
define('DB_HOST', setting('DB_HOST', 'mysql'));
define('DB_USER', setting('DB_USER', 'example username'));
define('DB_PASSWORD', setting('DB_PASSWORD', 'example password'));
define('DB_NAME', setting('DB_NAME', 'wordpress'));
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $use) {
    define("{$use}_KEY", setting("{$use}_KEY", "key of $use"));
    define("{$use}_SALT", setting("{$use}_SALT", "salt of $use"));
}
$table_prefix = setting('TABLE_PREFIX', 'wp_');
define('WP_DEBUG', (bool) setting('DEBUG', ''));
define('WP_HTTP_BLOCK_EXTERNAL', true);
if (($_SERVER['HTTP_X_FORWARDED_PROTO'] ?? '') === 'https') $_SERVER['HTTPS'] = 'on';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
