python3 -m http.server 18080 --bind 127.0.0.1 --directory site >/dev/null 2>&1 &
echo $! >server.pid
# 18080 is 46A0, and 0A means LISTEN.
until grep -q ':46A0 [0-9A-F:]* 0A ' /proc/net/tcp; do sleep 0.1; done
# The default gateway of this machine, from the kernel's table: four bytes, the last one first.
gateway=none
while read -r _ to by _ _ _ _ mask _; do
  [ "$to$mask" = 0000000000000000 ] && [ "$by" != 00000000 ] || continue
  rest=$by
  gateway=
  while [ -n "$rest" ]; do
    gateway=$gateway.$((0x${rest#"${rest%??}"}))
    rest=${rest%??}
  done
  gateway=${gateway#.}
  break
done </proc/net/route
printf '%s\n' "gateway: $gateway" 'loopbackName: localhost' 'refused: 7' >facts.yaml
