/** What `ip addr` prints on the sample machine; the exercise ships it as `ip-addr.txt`. */
export const ipAddr = `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
    inet 127.0.0.1/8 scope host lo
       valid_lft forever preferred_lft forever
    inet6 ::1/128 scope host noprefixroute
       valid_lft forever preferred_lft forever
2: ens160: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP group default qlen 1000
    link/ether 52:54:00:38:0b:11 brd ff:ff:ff:ff:ff:ff
    altname enp3s0
    inet 192.168.56.11/24 brd 192.168.56.255 scope global ens160
       valid_lft forever preferred_lft forever
    inet 10.20.0.5/16 brd 10.20.255.255 scope global ens160
       valid_lft forever preferred_lft forever
    inet6 fe80::5054:ff:fe38:b11/64 scope link
       valid_lft forever preferred_lft forever
3: docker0: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500 qdisc noqueue state DOWN group default
    link/ether 02:42:5f:1a:9c:03 brd ff:ff:ff:ff:ff:ff
    inet 172.17.0.1/16 brd 172.17.255.255 scope global docker0
       valid_lft forever preferred_lft forever
`;

/** Another machine: an address that is there twice, two that sort differently as text and as numbers, and a 127 inside. */
export const otherAddr = `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
    inet 127.0.0.1/8 scope host lo
       valid_lft forever preferred_lft forever
2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq state UP group default qlen 1000
    link/ether 52:54:00:7a:01:22 brd ff:ff:ff:ff:ff:ff
    inet 10.1.0.9/24 brd 10.1.0.255 scope global eth0
       valid_lft forever preferred_lft forever
    inet 10.1.0.127/24 brd 10.1.0.255 scope global secondary eth0
       valid_lft forever preferred_lft forever
3: eth1: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq state UP group default qlen 1000
    link/ether 52:54:00:7a:01:23 brd ff:ff:ff:ff:ff:ff
    inet 10.1.0.10/24 brd 10.1.0.255 scope global eth1
       valid_lft forever preferred_lft forever
4: eth2: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq state UP group default qlen 1000
    link/ether 52:54:00:7a:01:24 brd ff:ff:ff:ff:ff:ff
    inet 10.1.0.9/24 brd 10.1.0.255 scope global eth2
       valid_lft forever preferred_lft forever
`;

/** A machine without any IPv4 address. */
export const noAddr = `2: eth0: <BROADCAST,MULTICAST> mtu 1500 qdisc noop state DOWN group default qlen 1000
    link/ether 52:54:00:7a:01:22 brd ff:ff:ff:ff:ff:ff
`;
