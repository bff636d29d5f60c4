import { join } from "node:path";
import { SYSTEM_SOCKET } from "../../control/paths.ts";
import { SYSTEM_STATE } from "../../platform/paths.ts";
import { SERVICE } from "../systemd/unit.ts";

/** Where an installed hotelbot's parts lie. */
export interface Places {
  /** Everything of the program; deleting it deletes no data. */
  readonly opt: string;
  readonly releases: string;
  /** Link to the release in force. */
  readonly current: string;
  /** Link to the one before it. */
  readonly previous: string;
  /** What an update is about to do. */
  readonly journal: string;
  readonly configFolder: string;
  readonly config: string;
  readonly credentials: string;
  readonly state: string;
  readonly socket: string;
  readonly unit: string;
  readonly sysusers: string;
  readonly tmpfiles: string;
  /** Keeps the doors shut while an update tries a version; gone after a reboot. */
  readonly shutDoors: string;
  /** Lets the service use the sound card, where hotel.yaml has a handset on it. */
  readonly soundCard: string;
  /** What people type. */
  readonly command: string;
  /** What `man hotelbot` shows, and what completes its commands in bash: links into the release in force. */
  readonly manual: string;
  readonly completion: string;
}

/** The usual places, below `prefix` for a machine that is not this one. */
export function places(prefix = "/"): Places {
  const at = (path: string): string => join(prefix, path);
  const opt = at("/opt/hotelbot");
  return {
    opt,
    releases: join(opt, "releases"),
    current: join(opt, "current"),
    previous: join(opt, "previous"),
    journal: join(opt, "update.json"),
    configFolder: at("/etc/hotelbot"),
    config: at("/etc/hotelbot/hotel.yaml"),
    credentials: at("/etc/hotelbot/credentials"),
    state: at(SYSTEM_STATE),
    socket: at(SYSTEM_SOCKET),
    unit: at(`/etc/systemd/system/${SERVICE}.service`),
    sysusers: at(`/etc/sysusers.d/${SERVICE}.conf`),
    tmpfiles: at(`/etc/tmpfiles.d/${SERVICE}.conf`),
    shutDoors: at(`/run/systemd/system/${SERVICE}.service.d/doors-shut.conf`),
    soundCard: at(`/etc/systemd/system/${SERVICE}.service.d/soundcard.conf`),
    command: at("/usr/local/bin/hotelbot"),
    manual: at("/usr/local/share/man/man1/hotelbot.1"),
    completion: at("/usr/local/share/bash-completion/completions/hotelbot"),
  };
}
