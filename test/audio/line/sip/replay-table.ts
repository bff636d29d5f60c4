import { header } from "../../../../audio/line/sip/message.ts";
import type { EndReason, Party, TransferOutcome } from "../../../../audio/line/voice-call.ts";
import type { Recorded } from "../support/recording.ts";
import type { Plan } from "../support/replay.ts";

/** What a recording must come to, beside its messages. */
export interface Row extends Plan {
  readonly ended?: readonly (EndReason | undefined)[];
  readonly digits?: string;
  readonly transfers?: readonly TransferOutcome[];
  readonly failed?: readonly string[];
  readonly state?: RegExp;
  /** Who called, at the end of the call. */
  readonly from?: Party;
}

const at =
  (...indexes: number[]) =>
  (_: Recorded, index: number) =>
    indexes.includes(index);
const from =
  (first: number, last = 1_000) =>
  (_: Recorded, index: number) =>
    index >= first && index <= last;
const call = (id: string) => (one: Recorded) => (header(one.message, "call-id") ?? "").startsWith(id);
const theirs: Row = { ended: ["caller_hung_up"] };
const mine: Row = { ended: ["we_hung_up"] };
const refused: Row = { ended: ["refused"] };
const blind: Row = { config: { transfer: "blind" } };
const up: Row = { state: /^registered as/ };
const down = (state: RegExp): Row => ({ state });

/** Every recording, what it comes to, and what of the extension's part in it is not ours to say, with the reason. */
export const ROWS: Readonly<Record<string, Row>> = {
  "01-register-digest": up,
  "01b-qualify-unanswered": {},
  "01c-register-sha256": up,
  "01d-register-sha256-or-md5": up,
  "01e-register-short-expires": up,
  "01f-register-long-expires": up,
  "01g-register-sha512-256": up,
  "01h-call-while-qualify-fails": up,
  "01i-mwi-notify-unsolicited": up,
  "01j-register-max-contacts": up,
  "02-reregister-same-nonce": up,
  "02b-reregister-stale-nonce": up,
  "03-register-wrong-password": down(/does not take our password/),
  "03b-register-no-qop": up,
  "03c-register-unknown-user": down(/does not take our password/),
  "03d-register-other-aor": down(/answers 404/),
  "03e-register-garbage": up,
  "04-unregister": {
    registeredBefore: true,
    leaveOut: [{ when: from(4), why: "the socket is closed once the exchange knows that we go" }],
  },
  "04b-unregister-star": {
    registeredBefore: true,
    leaveOut: [{ when: at(1, 2), why: "a question that crosses our goodbye" }],
  },
  "05-inbound-bye-by-caller": { ...theirs, from: { number: "101", name: "Habitación 101" } },
  "05b-inbound-anonymous": { ...theirs, from: {} },
  "05c-inbound-external-number": { ...theirs, from: { number: "+34600123456", name: "José García, S.L." } },
  "05d-inbound-plain-endpoint": { ...theirs, from: {} },
  "05e-inbound-plain-named": { ...theirs, ourWay: /codecs PCMA/ },
  "05f-connected-line-reinvite": { ...mine, from: { number: "101", name: "Habitación 101" } },
  "05g-connected-line-update": { ...mine, from: { number: "101", name: "Habitación 101" } },
  "05h-inbound-other-caller-stack": theirs,
  "06-inbound-bye-by-extension": { ...mine, leaveOut: [{ when: from(7), why: "a second BYE" }] },
  "07-cancel-while-ringing": theirs,
  "07b-cancel-late-487": theirs,
  "07c-cancel-crosses-200": { ...theirs, answerAtOnce: true },
  "08-reject-486": refused,
  "08b-reject-480": refused,
  "08c-reject-603": { ...refused, instead: { 603: 480 } },
  "08d-redirect-302": { ...refused, instead: { 302: 480 } },
  "08e-reject-503": { ...refused, instead: { 503: 480 } },
  "08f-reject-500": { ...refused, instead: { 500: 480 } },
  "09-dtmf-rfc4733": theirs,
  "09b-dtmf-sip-info": {
    ...theirs,
    digits: "09*#",
    leaveOut: [{ when: at(13), why: "keys of ours go as RFC 4733" }],
  },
  "09c-dtmf-inband": theirs,
  "10-hold-by-phone-passthrough": theirs,
  "10b-hold-by-phone-default": theirs,
  "10c-hold-by-extension": {
    ...theirs,
    leaveOut: [{ when: from(5, 24), why: "we never put a guest on hold" }],
  },
  "11-timers-ua-without-timer": mine,
  "11b-timers-ua-without-timer-no-update": mine,
  "11c-timers-refresher-uac": mine,
  "11d-timers-refresher-uas-update": {
    ...mine,
    leaveOut: [{ when: at(3, 4), why: "the exchange refreshes" }],
  },
  "11e-timers-refresher-uas-reinvite": {
    ...mine,
    leaveOut: [{ when: at(3, 4, 5), why: "the exchange refreshes" }],
  },
  "11f-timers-refresh-forgotten": theirs,
  "11g-timers-refresh-ignored": theirs,
  "11h-timers-required-answered": mine,
  "11i-timers-required-420": { instead: { 420: 200 }, ended: [undefined] },
  "11j-outbound-session-expires-too-small": { ...mine, failed: ["LINE_REFUSED"] },
  "12-refer-to-reception": { ...blind, ended: ["transferred"], transfers: ["done"] },
  "12b-refer-unknown-extension": { ...blind, ...mine, transfers: ["refused"] },
  "12c-refer-reception-busy": { ...blind, ended: ["failed"], transfers: ["busy"] },
  "12d-refer-phone-not-registered": { ...blind, ended: ["failed"], transfers: ["busy"] },
  "12e-refer-no-progress": { ...blind, ended: ["transferred"], transfers: ["done"] },
  "12f-refer-then-bye-at-once": {
    ...blind,
    ended: ["transferred"],
    transfers: ["done"],
    leaveOut: [{ when: at(7, 8, 15, 16), why: "we wait for the last word before our BYE, and say it once" }],
  },
  "12g-refer-norefersub": { ...blind, ended: ["transferred"], transfers: ["done"] },
  "12h-refer-foreign-host": { ...blind, ended: ["transferred"], transfers: ["done"] },
  "12i-refer-tel-uri": { ...blind, ...mine, transfers: ["refused"] },
  "12j-refer-attended-replaces": { attended: true, ended: ["transferred"], transfers: ["done"] },
  "12k-refer-caller-hangs-up-meanwhile": { ...blind, ended: ["failed"], transfers: ["busy"] },
  "13-invite-retransmission-no-answer-at-all": { ended: [undefined] },
  "13b-ringing-until-dial-timeout": theirs,
  "13c-200-retransmitted-by-extension": { ...theirs, lost: [3, 5, 7] },
  "13d-200-retransmitted-by-pbx": theirs,
  "13e-retransmitted-request-from-extension": {
    ...mine,
    leaveOut: [
      { when: at(4), why: "a repeat that nothing asks for" },
      { when: from(11), why: "a second BYE" },
    ],
  },
  "14-codec-mismatch-488-by-extension": {},
  "14b-codec-mismatch-488-by-pbx": { failed: ["LINE_REFUSED"] },
  "14c-answer-with-unoffered-codec": { instead: { 200: 488 }, ourWay: /Contact|sound/ },
  "15-direct-media-reinvite": mine,
  "15b-direct-media-refused": { ...mine, instead: { 488: 200 } },
  "15c-direct-media-glare-491": { ...mine, instead: { 491: 200 } },
  "16-outbound-answered-bye-by-extension": mine,
  "16b-outbound-bye-by-room": theirs,
  "16c-outbound-no-answer-cancel": { ringMs: 2_500, failed: ["LINE_NO_ANSWER"] },
  "16d-outbound-busy": { failed: ["LINE_BUSY"] },
  "16e-outbound-unknown-number": { failed: ["LINE_REFUSED"] },
  "16f-outbound-phone-not-registered": { failed: ["LINE_REFUSED"] },
  "16g-outbound-no-answer-dialplan-timeout": { failed: ["LINE_NO_ANSWER"] },
  "16h-outbound-declined": { failed: ["LINE_REFUSED"] },
  "16i-outbound-early-media-183": mine,
  "16j-outbound-wrong-password": { failed: ["LINE_REFUSED"] },
  "16k-outbound-echo-rtp": mine,
  "16l-outbound-preemptive-auth": { ...mine, ...up },
  "16m-outbound-cancel-at-once": { ringMs: 3, failed: ["LINE_NO_ANSWER"] },
  "16n-outbound-cancel-before-401": {
    ringMs: 1,
    failed: ["LINE_NO_ANSWER"],
    leaveOut: [{ when: at(1, 4), why: "what the exchange has not answered yet is not cancelled" }],
  },
  "17-two-simultaneous-calls": { ended: ["caller_hung_up", "we_hung_up"] },
  "18-restart-while-registered": {
    ...up,
    ended: ["caller_hung_up", "caller_hung_up"],
    leaveOut: [{ when: at(19, 20, 23, 24), why: "a test's own questions to a restarted exchange" }],
  },
  "18b-crash-while-in-call": {
    ...mine,
    leaveOut: [{ when: from(9), why: "a call that is gone is not renewed" }],
  },
  "19-nat-rewrite-contact": { ...theirs, ...up },
  "19b-nat-no-rewrite": up,
  "19c-record-route-via-proxy": {
    ...mine,
    ...up,
    leaveOut: [{ when: from(9, 12), why: "a re-INVITE that nothing asks for" }],
  },
  "19d-outbound-via-proxy": mine,
  "19e-register-path-without-supported": down(/answers 420/),
  "20-rtp-timeout": theirs,
  "21-tolerance-outbound": {
    leaveOut: [
      { when: call("e9e4a68a"), why: "we write whole line ends" },
      { when: at(85, 86), why: "the call is over" },
    ],
  },
  "21b-tolerance-inbound-200": {
    config: { maxCalls: 4 },
    ourWay: /codecs/,
    leaveOut: [
      { when: at(8, 9), why: "our To always has a tag" },
      { when: from(35, 46), why: "requests we never send" },
    ],
  },
};
