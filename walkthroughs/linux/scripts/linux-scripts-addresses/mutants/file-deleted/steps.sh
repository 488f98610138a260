rm ips.sh
