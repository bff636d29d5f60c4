import type { z } from "zod";
import { ERRORS, type ErrorCode, HotelbotError } from "../errors.ts";
import { askCalls } from "./calls.ts";
import { type ChatMessage, type ChatTurn, Failure, ROUTES } from "./contract.ts";
import type { PageService } from "./contract-page.ts";
import { type Answer, firstAnswer } from "./exchange.ts";
import { askHouse } from "./house.ts";
import { askPage } from "./page.ts";
import type { ControlService } from "./service.ts";
import { CONTROL_VERSION } from "./version.ts";
import { askWork } from "./work.ts";

/** Everything the daemon offers; what a message leaves out is filled in there. */
export interface ControlClient extends Omit<ControlService, "chat" | "page"> {
  readonly page: Omit<PageService, "state">;
  chat(message: ChatMessage): Promise<ChatTurn>;
}

/**
 * The daemon behind the first of `sockets` that answers. Rejects with DAEMON_NOT_RUNNING, SOCKET_DENIED,
 * DAEMON_OTHER_VERSION, DAEMON_REFUSED, or whatever error the daemon names.
 */
export function createControlClient(sockets: readonly string[], timeoutMs = 10_000): ControlClient {
  const call = async <T>(route: Route<T>, path: string, body?: unknown, wait = timeoutMs): Promise<T> => {
    const answer = await firstAnswer(sockets, route.method, path, body, wait);
    return check(route, answer);
  };
  return {
    status: () => call(ROUTES.status, ROUTES.status.path),
    health: () => call(ROUTES.health, ROUTES.health.path),
    doctor: () => call(ROUTES.doctor, ROUTES.doctor.path),
    chat: (message) => call(ROUTES.chat, ROUTES.chat.path, message, (message.waitMs ?? 30_000) + timeoutMs),
    booking: (code) => call(ROUTES.booking, `/v1/bookings/${encodeURIComponent(code)}`),
    inbox: () => call(ROUTES.inbox, ROUTES.inbox.path),
    conversation: (id) => call(ROUTES.conversation, `/v1/conversations/${id}`),
    desk: (id, act) => call(ROUTES.desk, `/v1/conversations/${id}/desk`, act),
    misunderstood: () => call(ROUTES.misunderstood, ROUTES.misunderstood.path),
    backup: () => call(ROUTES.backup, ROUTES.backup.path, {}),
    backupJob: () => call(ROUTES.backupJob, ROUTES.backupJob.path),
    backupKeys: (order) => call(ROUTES.backupKeys, ROUTES.backupKeys.path, order),
    held: () => call(ROUTES.held, ROUTES.held.path),
    house: askHouse(call),
    phone: askCalls(call),
    work: askWork(call),
    page: askPage(call),
    settleHeld: (order) => call(ROUTES.settleHeld, ROUTES.settleHeld.path, order),
    guest: (who) => call(ROUTES.guest, `/v1/guests/${encodeURIComponent(who)}`),
    eraseGuest: (who, order) => call(ROUTES.eraseGuest, `/v1/guests/${encodeURIComponent(who)}/erase`, order),
  };
}

interface Route<T> {
  readonly method: string;
  readonly answer: z.ZodType<T>;
}

function check<T>(route: Route<T>, answer: Answer): T {
  const json = parse(answer.text);
  if (answer.status >= 400) {
    const failure = Failure.safeParse(json);
    if (failure.success && failure.data.error.code in ERRORS) {
      const { code, details } = failure.data.error;
      throw new HotelbotError(code as ErrorCode, details as Record<string, string | number>);
    }
    throw new HotelbotError("DAEMON_REFUSED", { what: `HTTP ${answer.status}` });
  }
  if (answer.version !== String(CONTROL_VERSION)) {
    throw new HotelbotError("DAEMON_OTHER_VERSION", {
      theirs: answer.version ?? "unknown",
      ours: CONTROL_VERSION,
    });
  }
  const result = route.answer.safeParse(json);
  if (!result.success)
    throw new HotelbotError("DAEMON_REFUSED", { what: result.error.issues[0]?.message ?? "shape" });
  return result.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
