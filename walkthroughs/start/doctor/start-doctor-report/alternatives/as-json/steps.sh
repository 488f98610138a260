# The server tells which engine it is.
if docker version | grep -i 'practice lab' >/dev/null; then use=lab; else use=real; fi
api=$(docker version --format '{{.Server.APIVersion}}')
. /etc/os-release
# JSON is YAML, and the order of keys has no meaning.
printf '{"host": {"os": "%s"}, "openstack": {"use": "none"}, "kubernetes": {"use": "none"}, "docker": {"apiVersion": "%s", "use": "%s"}}\n' \
  "$ID" "$api" "$use" >engines.yaml
