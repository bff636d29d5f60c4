import { isIP } from "node:net";
import { HotelbotError } from "../errors.ts";
import type { PageSettings } from "./parts.ts";

/** What the guard reads of a request. */
export interface Asked {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** A page of ours sends it with everything it does; a form or a link on another page cannot. */
export const PAGE_HEADER = "x-hotelbot-desk";

const SAFE: ReadonlySet<string> = new Set(["GET", "HEAD"]);
const NEAR: ReadonlySet<string> = new Set(["same-origin", "none"]);

/** The page's own names: what else a browser calls it by is somebody's trick to reach it (DNS rebinding). */
export function allowedHosts({ host, url, names }: PageSettings): (name: string) => boolean {
  const known = new Set([
    "localhost",
    "127.0.0.1",
    "[::1]",
    ...names,
    ...(url ? [new URL(url).hostname] : []),
  ]);
  if (isIP(host) === 0) known.add(host.toLowerCase());
  const loopback = host === "localhost" || host === "::1" || host.startsWith("127.");
  // A name can be made to lead here; the address itself cannot be anybody else's.
  return (name) => known.has(name) || (!loopback && isIP(name.replace(/^\[|\]$/g, "")) !== 0);
}

/** Throws DESK_FOREIGN for a request to a name that is not ours. */
export function checkHost(asked: Asked, allowed: (name: string) => boolean): void {
  const name = hostName(String(asked.headers.host ?? ""));
  if (name === undefined || !allowed(name)) throw foreign("under a name that is not its own");
}

/**
 * Throws DESK_FOREIGN for anything another page made the browser ask; `url` is where browsers find this one. The session's cookie is SameSite=Strict as well; each of
 * the three holds by itself.
 */
export function checkOrigin(asked: Asked, url?: string): void {
  const { origin, host } = asked.headers;
  const site = asked.headers["sec-fetch-site"];
  if (typeof site === "string" && !NEAR.has(site)) throw foreign("from another page");
  if (SAFE.has(asked.method)) return;
  if (asked.headers[PAGE_HEADER] === undefined) throw foreign("without the page's own header");
  // A proxy may ask under another name than the browser: then hotel.yaml says the browser's.
  const own = [String(host ?? "").toLowerCase(), ...(url ? [hostOf(url)] : [])];
  if (typeof origin !== "string" || !own.includes(hostOf(origin))) throw foreign("from another page");
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/** Without the port; undefined for what is no host. */
function hostName(host: string): string | undefined {
  if (!/^[A-Za-z0-9.:[\]-]+$/.test(host) || !URL.canParse(`http://${host}`)) return undefined;
  return new URL(`http://${host}`).hostname;
}

function foreign(what: string): HotelbotError {
  return new HotelbotError("DESK_FOREIGN", { what });
}
