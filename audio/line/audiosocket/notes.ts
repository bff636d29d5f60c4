import type { Party } from "../voice-call.ts";
import { shown } from "../withheld.ts";

/**
 * What the dialplan tells and asks beside the sound, by CURL on the same port, since AudioSocket itself carries no
 * number and does not say why it ended:
 * `GET /call/UUID?number=…&name=…` before the call, `GET /after/UUID` after it: `hangup`, or the number to dial.
 * `GET /dialled/UUID?status=…` tells what became of that (DIALSTATUS) and is answered `talk` when the call comes back to us.
 */
export interface Notes {
  /** Answers one HTTP request. */
  answer(request: string): string;
  /** Who calls, if the dialplan said so. */
  caller(uuid: string): Party;
  /** How the dialplan goes on after the call. */
  leave(uuid: string, next: string): void;
}

/** Of calls that never came. */
const KEPT = 200;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the dialplan told about a call that was handed back. */
export interface Told {
  /** It asked what comes next. */
  asked(uuid: string): void;
  /** It dialled. True: the caller is to come back. */
  dialled(uuid: string, status: string): boolean;
}

export function notes(told: Told): Notes {
  const callers = new Map<string, Party>();
  const nexts = new Map<string, string>();
  const keep = <T>(map: Map<string, T>, key: string, value: T) => {
    map.set(key, value);
    const oldest = map.keys().next().value;
    if (map.size > KEPT && oldest !== undefined) map.delete(oldest);
  };
  return {
    caller: (uuid) => {
      const party = callers.get(uuid) ?? {};
      callers.delete(uuid);
      return party;
    },
    leave: (uuid, next) => keep(nexts, uuid, next),
    answer: (request) => {
      const target = /^GET (\/\S{1,500}) HTTP\/1\.[01]\r?\n/.exec(request)?.[1];
      const url = target === undefined ? null : URL.parse(target, "http://localhost");
      const [, what, written = ""] = (url?.pathname ?? "").split("/");
      const uuid = written.toLowerCase();
      if (!url || !UUID.test(uuid)) return reply(404, "");
      if (what === "after") {
        told.asked(uuid);
        return reply(200, nexts.get(uuid) ?? "");
      }
      if (what === "dialled") {
        const status = url.searchParams.get("status") ?? "";
        return reply(200, told.dialled(uuid, status) ? "talk" : "hangup");
      }
      if (what !== "call") return reply(404, "");
      const number = url.searchParams.get("number") ?? "";
      const name = url.searchParams.get("name") ?? "";
      keep(callers, uuid, shown({ number, name }));
      return reply(200, "ok");
    },
  };
}

function reply(status: 200 | 404, body: string): string {
  const reason = status === 200 ? "OK" : "Not Found";
  return `HTTP/1.1 ${status} ${reason}\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
}
