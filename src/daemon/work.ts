import type { Deposit, DeskRequest, WorkService } from "../control/contract-desk.ts";
import type { ChannelName } from "../domain/message.ts";
import { HotelbotError } from "../errors.ts";
import type { DeskWork, Told } from "../pipeline/desk-work.ts";
import type { Clock } from "../platform/clock.ts";
import type { DepositRow, RequestRow, Store } from "../store/contract.ts";

export interface WorkParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly work: DeskWork;
}

const MOST = 500;
const WEEK_MS = 7 * 86_400_000;
const STATES = { take: "taken", done: "done", cancel: "cancelled" } as const;

/** Requests and deposits as the control socket offers them. */
export function workService({ store, clock, work }: WorkParts): WorkService {
  const request = (id: number): DeskRequest =>
    requestView(store, must(store.requests.get(id), `request ${id}`));
  return {
    requests: async (all) => ({
      schema: 1,
      requests: store.requests.list(all, MOST).map((row) => requestView(store, row)),
      skipped: store.schedule.skipped(clock.now() - WEEK_MS).map((row) => ({
        kind: row.kind,
        conversation: row.conversationId,
        subject: row.subject,
        why: row.why ?? "",
        at: iso(row.updatedAt),
      })),
    }),
    request: async (id) => ({ schema: 1, request: request(id) }),
    async moveRequest(id, { act, by }) {
      const guest = await work.moveRequest(id, STATES[act], by);
      return { schema: 1, request: request(id), guest: toldView(guest) };
    },
    deposits: async (all) => ({
      schema: 1,
      deposits: store.deposits.list(all, MOST).map((row) => depositView(store, row)),
    }),
    async decideDeposit(id, order) {
      const approved = order.act === "approve";
      const reason = order.act === "reject" ? order.reason : undefined;
      const guest = await work.decideDeposit(id, approved ? "approved" : "rejected", order.by, reason);
      const deposit = depositView(store, must(store.deposits.get(id), `deposit ${id}`));
      return { schema: 1, deposit, guest: toldView(guest) };
    },
  };
}

function requestView(store: Store, row: RequestRow): DeskRequest {
  return {
    id: row.id,
    conversation: row.conversationId,
    who: whoIs(store, row.conversationId),
    kind: row.kind,
    words: row.words,
    room: row.room ?? null,
    booking: row.bookingCode ?? null,
    dueAt: row.dueAt === undefined ? null : iso(row.dueAt),
    state: row.state,
    owner: row.owner ?? null,
    alarm: row.alarm ?? null,
    detail: { ...row.detail },
    createdAt: iso(row.createdAt),
  };
}

function depositView(store: Store, row: DepositRow): Deposit {
  return {
    id: row.id,
    conversation: row.conversationId,
    who: whoIs(store, row.conversationId),
    booking: row.bookingCode ?? null,
    amount: row.amount ?? null,
    state: row.state,
    proofs: row.media.map(
      ({ channel, mediaId }) => store.media.get(channel as ChannelName, mediaId)?.path ?? null,
    ),
    decidedBy: row.decidedBy ?? null,
    reason: row.reason ?? null,
    updatedAt: iso(row.updatedAt),
  };
}

function toldView({ told, why }: Told) {
  return { told, why: why ?? null };
}

function whoIs(store: Store, conversationId: number): string {
  const row = store.conversations.get(conversationId);
  return row?.profileName ?? row?.to.phone ?? row?.to.userId ?? row?.to.session ?? "?";
}

function must<T>(row: T | undefined, what: string): T {
  if (row === undefined) throw new HotelbotError("NOT_FOUND", { what });
  return row;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
