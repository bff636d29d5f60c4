import { z } from "zod";

/** What is agreed on requests, deposits and the schedule. Part of contract.ts. Times are ISO 8601 in UTC. */
const time = z.iso.datetime();
const int = z.number().int();
const by = z.string().trim().min(1).max(64);

export const DeskRequest = z.object({
  id: int,
  conversation: int,
  /** Who asked, as the channel knows them. */
  who: z.string(),
  /** «housekeeping», «maintenance», «taxi», «wake_up_call», «late_checkout»… */
  kind: z.string(),
  /** The guest's own words. */
  words: z.string(),
  room: z.string().nullable(),
  booking: z.string().nullable(),
  dueAt: time.nullable(),
  state: z.enum(["open", "taken", "done", "cancelled"]),
  owner: z.string().nullable(),
  /** Why it rings at the desk, or null. */
  alarm: z.string().nullable(),
  /** What the kind needs besides: an hour, a price, a rating. */
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
  createdAt: time,
});
export type DeskRequest = z.infer<typeof DeskRequest>;

const Skipped = z.object({
  kind: z.string(),
  conversation: int,
  subject: z.string(),
  why: z.string(),
  at: time,
});

export const RequestsReport = z.object({
  schema: z.literal(1),
  requests: z.array(DeskRequest),
  /** What the schedule did not send in the last week, newest first. */
  skipped: z.array(Skipped),
});
export type RequestsReport = z.infer<typeof RequestsReport>;

export const RequestOrder = z.object({ act: z.enum(["take", "done", "cancel"]), by });
export type RequestOrder = z.infer<typeof RequestOrder>;

/** Whether the guest is told, and why not. */
const Told = z.object({ told: z.boolean(), why: z.string().nullable() });

export const RequestOutcome = z.object({ schema: z.literal(1), request: DeskRequest, guest: Told });
export type RequestOutcome = z.infer<typeof RequestOutcome>;
export const RequestView = z.object({ schema: z.literal(1), request: DeskRequest });
export type RequestView = z.infer<typeof RequestView>;

export const Deposit = z.object({
  id: int,
  conversation: int,
  who: z.string(),
  booking: z.string().nullable(),
  amount: z.object({ minor: int, currency: z.string() }).nullable(),
  state: z.enum(["asked", "proof_received", "approved", "rejected"]),
  /** Files of the proofs in the state folder; null while one is not fetched. */
  proofs: z.array(z.string().nullable()),
  decidedBy: z.string().nullable(),
  reason: z.string().nullable(),
  updatedAt: time,
});
export type Deposit = z.infer<typeof Deposit>;

export const DepositsReport = z.object({ schema: z.literal(1), deposits: z.array(Deposit) });
export type DepositsReport = z.infer<typeof DepositsReport>;

export const DepositOrder = z.discriminatedUnion("act", [
  z.object({ act: z.literal("approve"), by }),
  z.object({ act: z.literal("reject"), by, reason: z.string().trim().min(1).max(300).optional() }),
]);
export type DepositOrder = z.infer<typeof DepositOrder>;

export const DepositOutcome = z.object({ schema: z.literal(1), deposit: Deposit, guest: Told });
export type DepositOutcome = z.infer<typeof DepositOutcome>;

/** `all`: closed ones too, newest first. */
export const WorkQuery = z.object({ all: z.stringbool().optional() });

export interface WorkService {
  requests(all: boolean): Promise<RequestsReport>;
  request(id: number): Promise<RequestView>;
  /** Rejects with ALREADY_SETTLED when it is closed. */
  moveRequest(id: number, order: RequestOrder): Promise<RequestOutcome>;
  deposits(all: boolean): Promise<DepositsReport>;
  /** Rejects with ALREADY_SETTLED when there is no proof to decide on. */
  decideDeposit(id: number, order: DepositOrder): Promise<DepositOutcome>;
}

export const WORK_ROUTES = {
  requests: { method: "GET", path: "/v1/requests", answer: RequestsReport },
  request: { method: "GET", path: "/v1/requests/:id", answer: RequestView },
  moveRequest: { method: "POST", path: "/v1/requests/:id", body: RequestOrder, answer: RequestOutcome },
  deposits: { method: "GET", path: "/v1/deposits", answer: DepositsReport },
  decideDeposit: { method: "POST", path: "/v1/deposits/:id", body: DepositOrder, answer: DepositOutcome },
} as const;
