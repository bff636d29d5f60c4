import type { ConversationEvent } from "../conversation/contract.ts";
import { HotelbotError } from "../errors.ts";
import type { DepositRow, RequestRow } from "../store/contract.ts";
import type { PipelineContext } from "./context.ts";
import { mustGet, stateOf } from "./conversation.ts";
import type { InLane } from "./reconcile.ts";
import { unasked } from "./unasked.ts";

/** Whether the guest hears of it, and why not. */
export interface Told {
  readonly told: boolean;
  readonly why?: string;
}

/** What people at the desk do with requests and deposits. All of it is in the audit log, and guests are told. */
export interface DeskWork {
  /** Rejects with NOT_FOUND, or ALREADY_SETTLED. */
  moveRequest(id: number, to: "taken" | "done" | "cancelled", by: string): Promise<Told>;
  /** Rejects with NOT_FOUND, or ALREADY_SETTLED when there is no proof to decide on. */
  decideDeposit(id: number, to: "approved" | "rejected", by: string, reason?: string): Promise<Told>;
}

export function createDeskWork(context: PipelineContext, inLane: InLane): DeskWork {
  const { store, clock } = context;

  function guestOf({ conversationId }: RequestRow | DepositRow): number {
    return mustGet(context, conversationId).guestId;
  }

  /** The words for the guest, and the desk's own row, in one transaction. */
  async function tell(
    conversationId: number,
    event: ConversationEvent | undefined,
    key: string,
    at: number,
    work: () => void,
  ): Promise<Told> {
    const row = mustGet(context, conversationId);
    const how = { key, at, templates: "desk", parameters: "words" } as const;
    const said = event ? await unasked(context, row, event, how) : {};
    store.transaction(() => {
      // The words first: they move the conversation as it was read.
      said.write?.();
      work();
    });
    return said.write ? { told: true } : { told: false, ...(said.why ? { why: said.why } : {}) };
  }

  function note(action: string, subject: string, by: string, at: number, detail?: unknown): void {
    store.audit.add({ at, actor: by, action, subject, detail });
  }

  return {
    async moveRequest(id, to, by) {
      const first = found(store.requests.get(id), `request ${id}`);
      return inLane(guestOf(first), () => {
        const at = clock.now();
        const request = found(store.requests.get(id), `request ${id}`);
        const event = to === "taken" ? undefined : closed(request, to);
        return tell(request.conversationId, event, `request:${id}:${to}`, at, () => {
          if (!store.requests.move(id, to, by, at)) {
            throw new HotelbotError("ALREADY_SETTLED", { what: `request ${id}`, state: request.state });
          }
          store.schedule.cancel(`request:${id}`, `${by}: ${to}`, at);
          attended(context, request.conversationId, at);
          note(`request.${to}`, `request:${id}`, by, at);
        });
      });
    },
    async decideDeposit(id, to, by, reason) {
      const first = found(store.deposits.get(id), `deposit ${id}`);
      return inLane(guestOf(first), () => {
        const at = clock.now();
        const deposit = found(store.deposits.get(id), `deposit ${id}`);
        const { bookingCode: code } = deposit;
        const event = {
          kind: "deposit_decided",
          approved: to === "approved",
          ...(code === undefined ? {} : { code }),
          ...(reason === undefined ? {} : { reason }),
        } as const;
        const key = `deposit:${id}:${deposit.media.length}:${to}`;
        return tell(deposit.conversationId, event, key, at, () => {
          if (!store.deposits.decide(id, to, by, reason, at)) {
            throw new HotelbotError("ALREADY_SETTLED", { what: `deposit ${id}`, state: deposit.state });
          }
          attended(context, deposit.conversationId, at, ["attachment"]);
          note(`deposit.${to}`, `deposit:${id}`, by, at, reason === undefined ? undefined : { reason });
        });
      });
    },
  };
}

function found<T>(row: T | undefined, what: string): T {
  if (row === undefined) throw new HotelbotError("NOT_FOUND", { what });
  return row;
}

/** Of an opinion that was dealt with, and of a room that is kept longer, guests have heard already. */
function closed({ kind }: RequestRow, outcome: "done" | "cancelled"): ConversationEvent | undefined {
  if (kind === "review" || kind === "wake_up_call") return undefined;
  return { kind: "errand_closed", errand: kind, outcome };
}

/** Nobody waits any more once the last of it is in somebody's hands. */
function attended(
  context: PipelineContext,
  conversationId: number,
  at: number,
  reasons: readonly string[] = ["request"],
): void {
  const { store } = context;
  const row = mustGet(context, conversationId);
  if (!reasons.includes(row.waitingReason ?? "")) return;
  const open = store.requests.ofConversation(conversationId).some(({ state }) => state === "open");
  if (open && reasons.includes("request")) return;
  const state = stateOf(context, row);
  const { mode } = row;
  const { language } = state;
  store.conversations.save(row.id, row.version, { state, mode, language, waitingReason: null, at });
}
