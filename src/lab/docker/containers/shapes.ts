import { shape } from './json-shapes';

/** The container's configuration, in the order in which inspect shows it. */
export const configShape = shape(
  'ContainerConfigWrapper.Config',
  `Hostname:string Domainname:string User:string AttachStdin:bool AttachStdout:bool AttachStderr:bool
  ExposedPorts?:object Tty:bool OpenStdin:bool StdinOnce:bool Env:[]string Cmd:strslice Healthcheck?:object
  ArgsEscaped?:bool Image:string Volumes:object WorkingDir:string Entrypoint:strslice NetworkDisabled?:bool
  MacAddress?:string OnBuild:[]string Labels:object StopSignal?:string StopTimeout?:int64 Shell?:strslice`,
);

/** The host configuration, in the order in which inspect shows it. */
export const hostShape = shape(
  'HostConfig.HostConfig',
  `Binds:[]string ContainerIDFile:string LogConfig:object NetworkMode:string PortBindings:object RestartPolicy:object
  AutoRemove:bool VolumeDriver:string VolumesFrom:[]string ConsoleSize:any Annotations?:object CapAdd:strslice
  CapDrop:strslice CgroupnsMode:string Dns:[]string DnsOptions:[]string DnsSearch:[]string ExtraHosts:[]string
  GroupAdd:[]string IpcMode:string Cgroup:string Links:[]string OomScoreAdj:int64 PidMode:string Privileged:bool
  PublishAllPorts:bool ReadonlyRootfs:bool SecurityOpt:[]string StorageOpt?:object Tmpfs?:object UTSMode:string
  UsernsMode:string ShmSize:int64 Sysctls?:object Runtime:string Isolation:string CpuShares:int64 Memory:int64
  NanoCpus:int64 CgroupParent:string BlkioWeight:int64 BlkioWeightDevice:list BlkioDeviceReadBps:list
  BlkioDeviceWriteBps:list BlkioDeviceReadIOps:list BlkioDeviceWriteIOps:list CpuPeriod:int64 CpuQuota:int64
  CpuRealtimePeriod:int64 CpuRealtimeRuntime:int64 CpusetCpus:string CpusetMems:string Devices:list
  DeviceCgroupRules:[]string DeviceRequests:list MemoryReservation:int64 MemorySwap:int64 MemorySwappiness?:int64
  OomKillDisable:bool PidsLimit:int64 Ulimits:list CpuCount:int64 CpuPercent:int64 IOMaximumIOps:int64
  IOMaximumBandwidth:int64 Mounts?:list MaskedPaths:[]string ReadonlyPaths:[]string Init?:bool`,
);

/** A health check. */
export const healthShape = shape(
  'ContainerConfigWrapper.Config.Healthcheck',
  'Test?:[]string Interval?:int64 Timeout?:int64 StartPeriod?:int64 StartInterval?:int64 Retries?:int64',
);

/** A mount of the host configuration. */
export const mountShape = shape(
  'HostConfig.HostConfig.Mounts',
  `Type?:string Source?:string Target?:string ReadOnly?:bool Consistency?:string BindOptions?:object
  VolumeOptions?:object TmpfsOptions?:object ClusterOptions?:object`,
);

/** What a client asks of an exec. */
export const execShape = shape(
  'ExecConfig',
  `User:string Privileged:bool Tty:bool ConsoleSize:any AttachStdin:bool AttachStderr:bool AttachStdout:bool Detach:bool
  DetachKeys:string Env:[]string WorkingDir:string Cmd:[]string`,
);
