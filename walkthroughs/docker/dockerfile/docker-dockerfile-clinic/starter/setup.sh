#!/bin/sh
# Runs once, during the build: nginx shall listen on 8080, and say when DEBUG is on.
# 构建时运行一次：让 nginx 监听 8080；DEBUG 打开时把它写进启动页。
set -eu
sed -i 's/listen  *80;/listen 8080;/' /etc/nginx/conf.d/default.conf
if [ "${DEBUG:-off}" = on ]; then
  echo '<p>DEBUG</p>' >> /usr/share/nginx/html/index.html
fi
