import { HotelbotError } from "../errors.ts";
import type { Clock } from "../platform/clock.ts";
import type { Ids } from "../platform/ids.ts";
import type { Audit, Staff, StaffSession } from "../store/contract.ts";
import { hashPin, hashToken, isPin, pinFrom } from "./pins.ts";
import { createTries } from "./tries.ts";

export interface OpenedSession {
  /** For the cookie; only its hash is kept. */
  readonly token: string;
  readonly person: string;
  readonly expiresAt: number;
}

/** Who is let in. Every log-in, refusal and log-out is in the audit log by name. */
export interface Sessions {
  /** `from`: the browser's address. Rejects with DESK_LOGIN_REFUSED or DESK_LOGIN_SLOW. */
  byPin(name: string, pin: string, from: string): Promise<OpenedSession>;
  /** Throws the same. */
  byLink(token: string, from: string): OpenedSession;
  find(token: string): StaffSession | undefined;
  end(token: string): void;
  /** A link that logs `person` in once. */
  link(person: string): { readonly token: string; readonly expiresAt: number };
  /** Makes a person, or gives them another PIN; answers it. */
  addPerson(name: string, by: string): Promise<string>;
  /** Answers false when nobody has that name. */
  removePerson(name: string, by: string): boolean;
  logOut(name: string, by: string): number;
}

export interface SessionParts {
  readonly staff: Staff;
  readonly audit: Pick<Audit, "add">;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sessionMs: number;
}

const LINK_MS = 10 * 60_000;
const TOKEN_BYTES = 32;
/** Tries before one has to wait: of one name, and from one address, where several people may sit. */
const OF_A_NAME = 5;
const FROM_AN_ADDRESS = 20;

export function createSessions(parts: SessionParts): Sessions {
  const { staff, clock, ids, sessionMs } = parts;
  const tries = createTries(clock);

  function audit(actor: string, action: string, detail?: unknown): void {
    const subject = "desk page";
    parts.audit.add({ at: clock.now(), actor, action, subject, ...(detail === undefined ? {} : { detail }) });
  }

  function open(person: string, by: "pin" | "link", from: string): OpenedSession {
    const now = clock.now();
    const token = ids.secret(TOKEN_BYTES);
    const expiresAt = now + sessionMs;
    staff.sweep(now);
    staff.addSession(hashToken(token), person, now, expiresAt);
    audit(person, "desk.login", { by, from });
    return { token, person, expiresAt };
  }

  return {
    async byPin(name, pin, from) {
      const keys = [`name:${name.toLowerCase()}`, `from:${from}`] as const;
      tries.begin(keys[1], FROM_AN_ADDRESS);
      tries.begin(keys[0], OF_A_NAME);
      const known = staff.pin(name);
      if (!(await isPin(pin, known?.pin)) || !known) {
        audit(known?.name ?? "somebody", "desk.login_refused", { by: "pin", from });
        throw new HotelbotError("DESK_LOGIN_REFUSED");
      }
      for (const key of keys) tries.good(key);
      return open(known.name, "pin", from);
    },
    byLink(token, from) {
      tries.begin(`link:${from}`, FROM_AN_ADDRESS);
      const person = staff.useLink(hashToken(token), clock.now());
      if (person === undefined) {
        audit("somebody", "desk.login_refused", { by: "link", from });
        throw new HotelbotError("DESK_LOGIN_REFUSED");
      }
      tries.good(`link:${from}`);
      return open(person, "link", from);
    },
    find: (token) => staff.session(hashToken(token), clock.now()),
    end(token) {
      const session = staff.session(hashToken(token), clock.now());
      staff.endSession(hashToken(token));
      if (session) audit(session.person, "desk.logout");
    },
    link(person) {
      const token = ids.secret(TOKEN_BYTES);
      const expiresAt = clock.now() + LINK_MS;
      staff.addLink(hashToken(token), person, expiresAt);
      audit(person, "desk.link");
      return { token, expiresAt };
    },
    async addPerson(name, by) {
      const pin = pinFrom(ids.secret(8));
      const hash = await hashPin(pin);
      staff.save(name, hash, clock.now());
      audit(by, "desk.person_add", { person: name });
      return pin;
    },
    removePerson(name, by) {
      const removed = staff.remove(name);
      if (removed) audit(by, "desk.person_remove", { person: name });
      return removed;
    },
    logOut(name, by) {
      const ended = staff.endAll(name);
      audit(by, "desk.person_logout", { person: name });
      return ended;
    },
  };
}
