import type { Party } from "../voice-call.ts";
import { shown } from "../withheld.ts";
import { parseNameAddr, parseUri } from "./address.ts";
import { header, type SipRequest } from "./message.ts";

/**
 * Who calls: P-Asserted-Identity, then Remote-Party-ID, then From. Who asked to be withheld stays so, though a trusted
 * exchange still says the number.
 */
export function callerOf(request: SipRequest): Party {
  const privacy = (header(request, "privacy") ?? "").toLowerCase();
  const rpid = parseNameAddr(header(request, "remote-party-id"));
  const hidden = /\b(id|user|header)\b/.test(privacy) || (rpid?.params.get("privacy") ?? "off") !== "off";
  if (hidden) return {};
  for (const name of ["p-asserted-identity", "remote-party-id", "from"]) {
    const party = partyOf(header(request, name));
    if (party.number !== undefined || party.name !== undefined) return party;
  }
  return {};
}

export function partyOf(value: string | undefined): Party {
  const address = parseNameAddr(value);
  const uri = parseUri(address?.uri ?? "");
  if (!address || !uri || uri.host.toLowerCase() === "anonymous.invalid") return {};
  return shown({
    ...(uri.user === undefined ? {} : { number: uri.user }),
    ...(address.display === undefined ? {} : { name: address.display }),
  });
}
