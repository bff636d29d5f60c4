import type { CheckResult } from "./check.ts";

export interface QueueFacts {
  readonly now: number;
  readonly inboxNew: number;
  readonly oldestNewAt?: number;
  readonly outboxReady: number;
  readonly oldestReadyAt?: number;
  readonly outboxUnknown: number;
  /** Replies that WhatsApp refused: the guest has not got them. */
  readonly outboxRejected: number;
  readonly inboxDead: number;
  readonly outboxDead: number;
}

const MINUTE = 60_000;

/** A guest waits for an answer: a minute is slow, five are too long. */
export function checkQueue(facts: QueueFacts): CheckResult {
  const name = "queue";
  const oldest = Math.min(facts.oldestNewAt ?? facts.now, facts.oldestReadyAt ?? facts.now);
  const waited = facts.now - oldest;
  const text = `${facts.inboxNew} messages to answer, ${facts.outboxReady} to send, oldest ${Math.round(waited / 1000)} s`;
  if (waited < MINUTE) return { name, state: "ok", text };
  const cure = "See hotelbot status: a channel that is down, the PMS or the speech engine holds them up.";
  return { name, state: waited < 5 * MINUTE ? "warning" : "critical", text, cure };
}

export function checkDeadLetters(facts: QueueFacts): CheckResult {
  const name = "dead-letters";
  const dead = facts.inboxDead + facts.outboxDead;
  const { outboxUnknown: unknown, outboxRejected: refused } = facts;
  if (dead + unknown + refused === 0) return { name, state: "ok", text: "none" };
  const text = `${dead} given up, ${unknown} of unknown fate, ${refused} refused by WhatsApp`;
  return { name, state: "warning", text, cure: "Answer those guests yourself; hotelbot status names them." };
}
