import { parseSdp } from "../../../../audio/line/sdp/sdp.ts";
import { tagOf } from "../../../../audio/line/sip/address.ts";
import { cseqOf, header, headerValues, type SipMessage } from "../../../../audio/line/sip/message.ts";
import { topVia } from "../../../../audio/line/sip/via.ts";

/** In what matters to an exchange, how our message falls short of the recorded one. */
export function differences(
  recorded: SipMessage,
  ours: SipMessage,
  instead: Readonly<Record<number, number>> = {},
): string[] {
  const wrong: string[] = [];
  const check = (holds: boolean, what: string) => {
    if (!holds) wrong.push(what);
  };
  const method = cseqOf(ours)?.method;
  check(method === cseqOf(recorded)?.method, "another method");
  if (ours.kind === "response" && recorded.kind === "response") {
    check(ours.status === (instead[recorded.status] ?? recorded.status), `status ${ours.status}`);
    check(topVia(ours)?.params.get("branch") === topVia(recorded)?.params.get("branch"), "Via's branch");
    const size = (message: SipMessage, name: string) => headerValues(message, name).length;
    check(size(ours, "via") === size(recorded, "via"), "Via of proxies");
    const routes = size(recorded, "record-route");
    check(routes === 0 || ours.status === 100 || size(ours, "record-route") === routes, "Record-Route");
    check(ours.status === 100 || tagOf(header(ours, "to")) !== undefined, "no tag in To");
    const opens = method === "INVITE" && ours.status >= 180 && ours.status < 300;
    check(!opens || header(ours, "contact") !== undefined, "no Contact");
    const insists = /timer/.test(header(recorded, "require") ?? "");
    check(
      !insists || header(ours, "session-expires") !== undefined || header(ours, "require") === undefined,
      "Session-Expires",
    );
  }
  if (ours.kind === "request" && recorded.kind === "request") {
    check(topVia(ours)?.params.has("rport") === true, "no rport");
    check(topVia(ours)?.params.get("branch")?.startsWith("z9hG4bK") === true, "branch");
    const authorised = header(recorded, "authorization") !== undefined;
    check(!authorised || header(ours, "authorization") !== undefined, "no Authorization");
    if (method !== "REGISTER") {
      check(routesOf(ours) === routesOf(recorded), "Route");
    }
    check(ours.uri === recorded.uri, `Request-URI ${ours.uri} instead of ${recorded.uri}`);
    check(method !== "INVITE" || header(ours, "contact") !== undefined, "no Contact");
    const refer = header(recorded, "refer-to");
    check(
      !refer?.includes("Replaces=") ||
        /Replaces=.+to-tag%3D.+from-tag%3D/.test(header(ours, "refer-to") ?? ""),
      "Refer-To",
    );
  }
  wrong.push(...soundDifferences(recorded, ours));
  return wrong;
}

function soundDifferences(recorded: SipMessage, ours: SipMessage): string[] {
  const theirs = parseSdp(recorded.body);
  if (!theirs) return [];
  const mine = parseSdp(ours.body);
  if (!mine) return ["no description of the sound"];
  const same =
    JSON.stringify(mine.codecs.map((one) => one.codec)) ===
    JSON.stringify(theirs.codecs.map((one) => one.codec));
  const wrong =
    ours.kind === "response" && !same ? [`codecs ${mine.codecs.map((one) => one.codec).join()}`] : [];
  if (ours.kind === "response" && mine.direction !== theirs.direction)
    wrong.push(`direction ${mine.direction}`);
  if (ours.kind === "response" && mine.events !== theirs.events) wrong.push(`key events ${mine.events}`);
  return wrong;
}

/** The Route headers, without the mark that a proxy makes of our own tag. */
function routesOf(message: SipMessage): string {
  return headerValues(message, "route")
    .join()
    .replaceAll(/;ftag=[^;>]*/g, "");
}
