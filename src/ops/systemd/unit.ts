import { SECRET_NAMES } from "../../config/secrets.ts";

/** What the unit is made from; every path absolute. */
export interface UnitOptions {
  /** The link to the release in force: the unit stays the same through updates. */
  readonly current: string;
  readonly config: string;
  /** Secrets as root keeps them, one file each. */
  readonly credentials: string;
  /** Their names. */
  readonly secrets: readonly string[];
  readonly user: string;
  /** Who is in it may talk to the control socket. */
  readonly group: string;
  /** How long the health beat may be silent, s. */
  readonly watchdogSec: number;
}

/** The service's name; its state is /var/lib/<name> and its socket in /run/<name>. */
export const SERVICE = "hotelbot";

export const USUAL_UNIT: UnitOptions = {
  current: "/opt/hotelbot/current",
  config: "/etc/hotelbot/hotel.yaml",
  credentials: "/etc/hotelbot/credentials",
  secrets: SECRET_NAMES,
  user: "hotelbot",
  group: "hotelbot-admin",
  watchdogSec: 30,
};

/** hotelbot.service. */
export function unit(options: UnitOptions = USUAL_UNIT): string {
  const { current, config, credentials, secrets, user, group, watchdogSec } = options;
  const program = `${current}/node_modules/node/bin/node ${current}/bin/run.js`;
  const names = secrets.flatMap((name) => [name, `${name}.next`]);
  return `# Written by hotelbot deploy. Changes belong into: systemctl edit ${SERVICE}
[Unit]
Description=hotelbot, the hotel's receptionist
After=network-online.target time-sync.target
Wants=network-online.target
StartLimitIntervalSec=600
StartLimitBurst=20

[Service]
Type=notify
# Beats are sent by systemd-notify, a child of the daemon.
NotifyAccess=all
ExecStart=${program} daemon run --config ${config} --state /var/lib/${SERVICE} --socket /run/${SERVICE}/control.sock
User=${user}
Group=${group}
StateDirectory=${SERVICE}
StateDirectoryMode=0700
RuntimeDirectory=${SERVICE}
RuntimeDirectoryMode=0750
UMask=0077
WorkingDirectory=/var/lib/${SERVICE}

# A secret without a file is empty, and looked for in the state folder instead.
${names.map((name) => `LoadCredential=${name}:${credentials}/${name}\nSetCredential=${name}:\\n`).join("\n")}

# Wrong usage and a state of a newer version do not get better by trying again.
Restart=on-failure
RestartPreventExitStatus=3 13
RestartSec=2
WatchdogSec=${watchdogSec}
TimeoutStartSec=180
TimeoutStopSec=45
LimitCORE=0
LimitRTPRIO=10
MemoryMax=3G
TasksMax=256
OOMPolicy=continue

${HARDENING.join("\n")}

[Install]
WantedBy=multi-user.target
`;
}

/**
 * What the daemon, whisper-server, espeak-ng and ffmpeg can do without. MemoryDenyWriteExecute is missing because
 * V8 compiles as it runs. RestrictRealtime is missing because the phone line's process needs what LimitRTPRIO
 * grants. systemd-analyze security: 1.5.
 */
const HARDENING = [
  "NoNewPrivileges=yes",
  "CapabilityBoundingSet=",
  "AmbientCapabilities=",
  "PrivateUsers=yes",
  "PrivateMounts=yes",
  "PrivateTmp=yes",
  "PrivateDevices=yes",
  "DevicePolicy=closed",
  "ProtectSystem=strict",
  "ProtectHome=yes",
  "ProtectProc=invisible",
  "ProcSubset=pid",
  "ProtectClock=yes",
  "ProtectHostname=yes",
  "ProtectKernelLogs=yes",
  "ProtectKernelModules=yes",
  "ProtectKernelTunables=yes",
  "ProtectControlGroups=yes",
  "LockPersonality=yes",
  "RemoveIPC=yes",
  "RestrictNamespaces=yes",
  "RestrictSUIDSGID=yes",
  "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6",
  "SystemCallArchitectures=native",
  "SystemCallFilter=@system-service",
  "SystemCallFilter=~@privileged @resources",
  // Inference steps back behind everything else: nice(1) lowers its own priority and asks for no more. The phone line's own
  // process goes before everything else, by chrt(1): frames late by 64 ms (p99, machine at load 13) were late by 1.9 ms.
  "SystemCallFilter=setpriority sched_setscheduler sched_setattr",
  "SystemCallErrorNumber=EPERM",
];

/** The user and the group, for systemd-sysusers. */
export function sysusers({ user, group }: UnitOptions = USUAL_UNIT): string {
  return `g ${group} -
u ${user} - "hotelbot, the hotel's receptionist" /var/lib/${SERVICE}
m ${user} ${group}
`;
}

/** Folders beside the service's own, for systemd-tmpfiles. */
export function tmpfiles({ config, credentials, user, group }: UnitOptions = USUAL_UNIT): string {
  const folder = config.slice(0, config.lastIndexOf("/"));
  return `d ${folder} 0750 root ${group} -
d ${credentials} 0700 root root -
d /var/lib/${SERVICE} 0700 ${user} ${group} -
`;
}
