import type { ServerResponse } from "node:http";
import { CURRENCY } from "./hotel.ts";

export interface Reply {
  readonly status: number;
  readonly type?: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const US_NOTICES = [3463, 3494].map(
  (line) =>
    `[PHP Notice #8] Undefined variable: useTax (/srv/app/classes/webservice/WebserviceSpecificManagementBookings.php, line ${line})`,
);

/** PHP escapes everything beyond ASCII, and slashes. */
export function json(body: unknown, xml = false, status = 200): Reply {
  if (xml) return { status, type: "text/xml;charset=utf-8", body: xmlOf(body) };
  return { status, type: "application/json", body: phpJson(body) };
}

export function phpJson(body: unknown): string {
  return JSON.stringify(body)
    .replaceAll("/", "\\/")
    .replace(/[\u0080-\uFFFF]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

export function errors(status: number, code: number, message: string): Reply {
  return json({ errors: [{ code, message }] }, false, status);
}

export function notice(messages: readonly string[]): Reply {
  return json({ errors: messages.map((message) => ({ code: 5, message })) }, false, 500);
}

export function unknownField(code: number, field: string): Reply {
  const message =
    code === 35 ? `Unable to display this field "${field}".` : `This filter does not exist. (${field})`;
  return errors(500, code, message);
}

export function fatal(): Reply {
  return text(200, "Fatal error");
}

export function empty(status: number): Reply {
  return text(status, "");
}

export function text(status: number, body: string): Reply {
  return { status, type: "text/html; charset=utf-8", body };
}

/** Unknown ids: nothing at all. */
export function missing(): Reply {
  return { status: 404, body: "" };
}

/** Of the web server in front, not of the shop. */
export function gateway(status: number): Reply {
  return text(status, "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>");
}

export function page404(): Reply {
  return text(404, "<html><body>Not found</body></html>");
}

export function switchedOff(): Reply {
  const message = "The QloApps webservice is disabled. Please activate it in the QloApps Back Office";
  return errors(503, 22, message);
}

const REALM = (shop: string): string =>
  `Basic realm="Welcome to ${shop} Webservice, please enter the authentication key as the login. No password required."`;

/** What is refused at the door, or undefined. */
export function turnedAway(
  authorization: string | undefined,
  params: URLSearchParams,
  known: string,
  method: string,
  resource: string,
  rights: Readonly<Record<string, readonly string[]>> | undefined,
): Reply | undefined {
  const basic = Buffer.from(authorization?.replace(/^Basic /, "") ?? "", "base64").toString("utf8");
  const key = params.get("ws_key") ?? basic.split(":")[0] ?? "";
  const headers = { "WWW-Authenticate": REALM("QloApps") };
  if (key === "")
    return { ...text(401, "401 Unauthorized"), headers: { "WWW-Authenticate": REALM("PrestaShop") } };
  if (key.length !== 32) return { ...errors(401, 18, "Invalid authentication key format"), headers };
  if (key !== known) {
    const body = {
      errors: [
        { code: 20, message: "Authentification key is not active" },
        { code: 21, message: "No permission for this authentication key" },
      ],
    };
    return { ...json(body, false, 401), headers };
  }
  if (!rights || resource === "") return undefined;
  const methods = rights[resource];
  if (!methods)
    return errors(401, 26, `Resource of type "${resource}" is not allowed with this authentication key`);
  if (methods.includes(method)) return undefined;
  return errors(
    405,
    25,
    `Method ${method} is not allowed for the resource ${resource} with this authentication key`,
  );
}

/** Chunked, with the headers every answer of the shop carries. */
export function send(response: ServerResponse, reply: Reply): void {
  response.statusCode = reply.status;
  if (reply.type) response.setHeader("Content-Type", reply.type);
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
  response.setHeader("X-Powered-By", "PrestaShop Webservice");
  response.setHeader("PSWS-Version", "1.6.1.23");
  response.setHeader("Execution-Time", "0.003");
  response.end(reply.body);
}

/** What staff book on their own screens for a walk-in guest. */
export function walkIn(type: number, from: string, to: string): unknown {
  return {
    id_property: 1,
    currency: CURRENCY,
    booking_status: 1,
    source: "Front desk",
    associations: {
      customer_detail: {
        firstname: "Walk",
        lastname: "In",
        email: "walkin@example.com",
        phone: "+14155550100",
      },
      room_types: [
        {
          id_room_type: type,
          checkin_date: from,
          checkout_date: to,
          number_of_rooms: 1,
          rooms: [{ adult: 2, child: 0, id_tax_rules_group: 1 }],
        },
      ],
    },
  };
}

export function linesAsked(body: unknown): { type: number; from: string; to: string }[] {
  const { associations } = body as { associations?: { room_types?: Record<string, unknown>[] } };
  return (associations?.room_types ?? []).map((line) => ({
    type: Number(line.id_room_type),
    from: String(line.checkin_date),
    to: String(line.checkout_date),
  }));
}

function xmlOf(body: unknown): string {
  const entries = Array.isArray(body) ? [] : Object.entries(body as Record<string, unknown>);
  const inside = entries.map(([name, value]) => node(name, value)).join("\n");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<qloapps xmlns:xlink="http://www.w3.org/1999/xlink">\n${inside}\n</qloapps>`;
}

function node(name: string, value: unknown): string {
  if (Array.isArray(value)) {
    const one = name.replace(/ies$/, "y").replace(/s$/, "");
    return `<${name}>\n${value.map((each) => node(one, each)).join("\n")}\n</${name}>`;
  }
  if (typeof value === "object" && value !== null) {
    return `<${name}>\n${Object.entries(value)
      .map(([key, each]) => node(key, each))
      .join("\n")}\n</${name}>`;
  }
  return value === "" ? `<${name}></${name}>` : `<${name}><![CDATA[${String(value)}]]></${name}>`;
}
