import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { isFields, readJson, textOf } from "../json.ts";
import { readBody } from "../read-body.ts";
import { sameSecret } from "../signature.ts";
import { graphError, unknownObject } from "./envelope.ts";
import type { MediaFault } from "./faults.ts";
import type { MediaStore } from "./media-store.ts";
import type { Handling, Outbound } from "./outbound.ts";
import type { Recorder } from "./record.ts";
import type { SandboxSettings } from "./types.ts";

export interface ServerParts {
  readonly settings: () => SandboxSettings;
  readonly token: () => string | undefined;
  readonly media: MediaStore;
  readonly outbound: Outbound;
  readonly recorder: Recorder;
  readonly webhookUrl: () => string | undefined;
  /** What the next download meets. */
  readonly mediaFault: () => MediaFault | undefined;
}

const APP = { id: "4224", name: "hotelbot" };

/** Graph over HTTP, on loopback: `/{version}/{id}/{edge}` and the attachments' host in one. */
export function createGraphServer(parts: ServerParts): Server {
  let subscribed = false;

  async function handle(request: IncomingMessage): Promise<Handling | "media"> {
    const [path = "", query = ""] = (request.url ?? "").split("?", 2);
    const token = (request.headers.authorization ?? "").replace(/^Bearer /, "");
    const current = parts.token();
    if (current === undefined || !sameSecret(token, current)) return answer(graphError(190));
    if (path.startsWith("/whatsapp_business/attachments")) return "media";
    const [id = "", edge = ""] = path
      .replace(/^\/v\d+\.\d+/, "")
      .split("/")
      .filter(Boolean)
      .map(decodeURIComponent);
    const { phoneNumberId, wabaId } = parts.settings();
    const kinds: Readonly<Record<string, string>> = {
      [phoneNumberId]: "number",
      [wabaId]: "account",
      app: "app",
    };
    const route = `${request.method} ${kinds[id] ?? "object"} ${edge}`;
    switch (route) {
      case "POST number messages":
        return messages(request);
      case "POST number media":
        return upload(request);
      case "GET number ":
        return ok(numberInfo());
      case "POST number register":
        return ok({ success: true });
      case "GET account subscribed_apps":
        return ok({ data: subscribed ? [{ whatsapp_business_api_data: APP }] : [] });
      case "GET app ":
        return ownApp(token, new URLSearchParams(query));
      case "POST account subscribed_apps":
        subscribed = true;
        return ok({ success: true });
      case "GET object ":
        return mediaInfo(id, request.headers.host ?? "", new URLSearchParams(query));
      case "DELETE object ":
        return parts.media.remove(id) ? ok({ success: true }) : answer(unknownObject(id));
      default:
        return answer(unknownObject(id));
    }
  }

  /** Whose the token is. A proof is checked where it is given, as Meta does. */
  function ownApp(token: string, query: URLSearchParams): Handling {
    const proof = query.get("appsecret_proof");
    const ours = createHmac("sha256", parts.settings().appSecret).update(token).digest("hex");
    if (proof !== null && !sameSecret(proof, ours))
      return answer(graphError(100, "Invalid appsecret_proof provided in the API argument"));
    return ok(APP);
  }

  async function messages(request: IncomingMessage): Promise<Handling> {
    const raw = await readBody(request, 1024 * 1024);
    const body = typeof raw === "string" ? undefined : readJson(raw);
    if (!isFields(body)) return answer(graphError(100, "The body is not a JSON object"));
    return parts.outbound.handle(body);
  }

  async function upload(request: IncomingMessage): Promise<Handling> {
    const raw = await readBody(request, 101 * 1024 * 1024);
    const type = request.headers["content-type"] ?? "";
    if (typeof raw === "string" || !type.startsWith("multipart/form-data"))
      return answer(graphError(100, "no file"));
    const form = await new Response(Buffer.from(raw), { headers: { "content-type": type } })
      .formData()
      .catch(() => undefined);
    const file = form?.get("file");
    if (
      form?.get("messaging_product") !== "whatsapp" ||
      file === null ||
      file === undefined ||
      typeof file === "string"
    ) {
      return answer(graphError(100, "The parameters messaging_product and file are required."));
    }
    const given = form.get("type");
    const mimeType = typeof given === "string" && given.includes("/") ? given : file.type;
    const stored = parts.media.upload(new Uint8Array(await file.arrayBuffer()), mimeType, file.name);
    if ("status" in stored) {
      parts.recorder.refuse(stored.code, { upload: file.name, mimeType });
      return answer(stored);
    }
    parts.recorder.uploaded(stored.id);
    return ok({ id: stored.id });
  }

  function mediaInfo(id: string, host: string, query: URLSearchParams): Handling {
    const media = parts.media.get(id);
    const asked = query.get("phone_number_id");
    if (media === undefined || (asked !== null && asked !== parts.settings().phoneNumberId))
      return answer(unknownObject(id));
    return ok({
      messaging_product: "whatsapp",
      url: `http://${host}${parts.media.address(media)}`,
      mime_type: media.mimeType,
      sha256: media.sha256.toString("hex"),
      file_size: media.bytes.length,
      id,
    });
  }

  function numberInfo(): object {
    const { displayPhone, phoneNumberId } = parts.settings();
    return {
      id: phoneNumberId,
      display_phone_number: displayPhone,
      verified_name: "Sandbox",
      status: "CONNECTED",
      quality_rating: "GREEN",
      throughput: { level: "STANDARD" },
      health_status: { can_send_message: "AVAILABLE" },
      webhook_configuration: { application: parts.webhookUrl() ?? "" },
    };
  }

  return createServer((request, response) => {
    handle(request)
      .then((result) => {
        if (result === "media") serveMedia(request, response, parts.media, parts.mediaFault());
        else write(request, response, result);
      })
      .catch((error: unknown) => write(request, response, answer(graphError(131000, String(error)))));
  });
}

function serveMedia(
  request: IncomingMessage,
  response: ServerResponse,
  store: MediaStore,
  fault: MediaFault | undefined,
): void {
  const query = new URLSearchParams((request.url ?? "").split("?", 2)[1]);
  const media = store.byAddress(query);
  // Meta's media host refuses clients that do not name themselves.
  const named = textOf({ agent: request.headers["user-agent"] }, "agent") !== undefined;
  if (media === undefined || !named || fault === "gone") {
    response.writeHead(404).end();
    return;
  }
  if (fault === "trouble") {
    response.writeHead(503).end();
    return;
  }
  response
    .writeHead(200, { "content-type": media.mimeType, "content-length": media.bytes.length })
    .end(fault === "damaged" ? media.bytes.map((byte) => byte ^ 1) : media.bytes);
}

function write(request: IncomingMessage, response: ServerResponse, handling: Handling): void {
  if (handling.kind === "hang") return;
  if (handling.kind === "reset") {
    request.socket.resetAndDestroy();
    return;
  }
  const bare = typeof handling.body === "string";
  const bytes = bare ? String(handling.body) : JSON.stringify(handling.body);
  response.writeHead(handling.status, { "content-type": bare ? "text/html" : "application/json" }).end(bytes);
}

function ok(body: unknown): Handling {
  return { kind: "answer", status: 200, body };
}

function answer(error: { readonly status: number; readonly body: unknown }): Handling {
  return { kind: "answer", status: error.status, body: error.body };
}
