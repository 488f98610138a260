/** The options that say how a container is, which `create` and `run` have in common. */
export const containerFlags = `
  --add-host list | Add a custom host-to-IP mapping (host:ip)
  --annotation map | Add an annotation to the container
  -a, --attach list | Attach to STDIN, STDOUT or STDERR
  --blkio-weight uint16 | Block IO weight, between 10 and 1000
  --cap-add list | Add Linux capabilities
  --cap-drop list | Drop Linux capabilities
  --cgroup-parent string | Optional parent cgroup for the container
  --cgroupns string | Cgroup namespace to use (host|private)
  --cidfile string | Write the container ID to the file
  --cpu-period int | Limit the period of the CPU scheduler
  --cpu-quota int | Limit the quota of the CPU scheduler
  -c, --cpu-shares int | CPU shares (relative weight)
  --cpus decimal | Number of CPUs
  --cpuset-cpus string | CPUs in which to allow execution (0-3, 0,1)
  --cpuset-mems string | Memory nodes in which to allow execution (0-3, 0,1)
  --device list | Add a host device to the container
  --dns list | Set custom DNS servers
  --dns-option list | Set DNS options
  ~--dns-opt list = dns-option
  --dns-search list | Set custom DNS search domains
  --domainname string | Container NIS domain name
  --entrypoint string | Overwrite the default ENTRYPOINT of the image
  -e, --env list | Set environment variables
  --env-file list | Read in a file of environment variables
  --expose list | Expose a port or a range of ports
  --group-add list | Add additional groups to join
  --health-cmd string | Command to run to check health
  --health-interval duration | Time between running the check (ms|s|m|h)
  --health-retries int | Consecutive failures needed to report unhealthy
  --health-start-interval duration | Time between checks during the start period
  --health-start-period duration | Time for the container to start before failures count
  --health-timeout duration | Maximum time to allow one check to run
  -h, --hostname string | Container host name
  --init | Run an init inside the container that forwards signals and reaps processes
  -i, --interactive | Keep STDIN open even if not attached
  --ip string | IPv4 address (e.g., 172.30.100.104)
  --ip6 string | IPv6 address (e.g., 2001:db8::33)
  --ipc string | IPC mode to use
  -l, --label list | Set meta data on a container
  --label-file list | Read in a line delimited file of labels
  --link list | Add link to another container
  --log-driver string | Logging driver for the container
  --log-opt list | Log driver options
  --mac-address string | Container MAC address
  -m, --memory bytes | Memory limit
  --memory-reservation bytes | Memory soft limit
  --memory-swap bytes | Swap limit equal to memory plus swap: '-1' for unlimited
  --memory-swappiness int | Tune container memory swappiness (0 to 100)
  --mount mount | Attach a filesystem mount to the container
  --name string | Assign a name to the container
  --network network | Connect a container to a network
  ~--net network = network
  --network-alias list | Add network-scoped alias for the container
  ~--net-alias list = network-alias
  --no-healthcheck | Disable any container-specified HEALTHCHECK
  --oom-kill-disable | Disable OOM Killer
  --oom-score-adj int | Tune host's OOM preferences (-1000 to 1000)
  --pid string | PID namespace to use
  --pids-limit int | Tune container pids limit (-1 for unlimited)
  --platform string | Set platform if server is multi-platform capable
  --privileged | Give extended privileges to this container
  -p, --publish list | Publish a container's port(s) to the host
  -P, --publish-all | Publish all exposed ports to random ports
  --pull string | Pull image before running ("always", "missing", "never")
  -q, --quiet | Suppress the pull output
  --read-only | Mount the container's root filesystem as read only
  --restart string | Restart policy to apply when a container exits
  --rm | Automatically remove the container when it exits
  --runtime string | Runtime to use for this container
  --security-opt list | Security Options
  --shm-size bytes | Size of /dev/shm
  --stop-signal string | Signal to stop the container
  --stop-timeout int | Timeout (in seconds) to stop a container
  --storage-opt list | Storage driver options for the container
  --sysctl map | Sysctl options
  --tmpfs list | Mount a tmpfs directory
  -t, --tty | Allocate a pseudo-TTY
  --ulimit ulimit | Ulimit options
  -u, --user string | Username or UID (format: <name|uid>[:<group|gid>])
  --userns string | User namespace to use
  --uts string | UTS namespace to use
  -v, --volume list | Bind mount a volume
  --volume-driver string | Optional volume driver for the container
  --volumes-from list | Mount volumes from the specified container(s)
  -w, --workdir string | Working directory inside the container
  ~--disable-content-trust | ~
`;

/** The options of `run` that say how its call goes. */
export const runFlags = `
  -d, --detach | Run container in background and print container ID
  --detach-keys string | Override the key sequence for detaching a container
  --sig-proxy | Proxy received signals to the process
`;
