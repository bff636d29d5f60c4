import { HotelbotError } from "../../../src/errors.ts";
import { header, type SipResponse } from "./message.ts";

/**
 * Why a call of ours was not answered. The exchange's Reason says it better than the status: Asterisk answers 603 when
 * nobody picked up and 404 when the phone is not connected.
 */
export function whyNot(number: string, response: SipResponse | undefined): HotelbotError {
  if (!response) return new HotelbotError("LINE_DOWN", { what: "the exchange does not answer" });
  const cause = Number(/Q\.850\s*;\s*cause\s*=\s*(\d+)/i.exec(header(response, "reason") ?? "")?.[1] ?? 0);
  const { status } = response;
  const refused = (what: string) => new HotelbotError("LINE_REFUSED", { number, what });
  if (cause === 17 || status === 486 || status === 600) return new HotelbotError("LINE_BUSY", { number });
  if (status === 401 || status === 407) return refused("the exchange does not take our password");
  if (cause === 21) return refused("it was declined");
  if (cause === 20 || cause === 3) return refused("the phone is not connected");
  if (status === 404 || status === 604) return refused("there is no such number");
  const rang = status === 480 || status === 408 || status === 487 || (status === 603 && cause === 16);
  if (cause === 19 || rang) return new HotelbotError("LINE_NO_ANSWER", { number });
  if (status === 488) return refused("no common coding of sound");
  if (status === 403 || status === 603) return refused("it was declined");
  return refused(`the exchange answers ${status}`);
}
