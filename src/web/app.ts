import fastify, { type FastifyInstance, type FastifyReply } from "fastify";
import { ZodError, z } from "zod";
import { asHotelbotError, HotelbotError } from "../errors.ts";
import { serveActs } from "./acts.ts";
import { serveDoor, sessionOf } from "./door.ts";
import { type PageFile, readPageFiles } from "./files.ts";
import { allowedHosts, checkHost, checkOrigin } from "./guard.ts";
import { SECURITY_HEADERS } from "./headers.ts";
import type { Live } from "./live.ts";
import type { WebParts } from "./parts.ts";
import type { Sessions } from "./sessions.ts";
import { openStream } from "./stream.ts";
import { conversationTopic } from "./topics.ts";
import { serveViews } from "./views.ts";

/** What may be asked by whoever is not logged in. */
const OPEN: ReadonlySet<string> = new Set(["/api/door", "/api/session"]);
const CALENDAR = "/calendar/:name";
/** One screen keeps one stream; a person has a few screens. */
const MOST_STREAMS = 64;

const LiveQuery = z.object({
  conversation: z.coerce.number().int().positive().optional(),
  last: z.string().max(64).optional(),
});

export interface App {
  readonly fastify: FastifyInstance;
  /** Ends what would stay open by itself. */
  close(): void;
}

/** The page's routes behind their guards. */
export function createApp(parts: WebParts, live: Live, sessions: Sessions): App {
  const app = fastify({
    logger: false,
    bodyLimit: 64 * 1024,
    forceCloseConnections: true,
    requestTimeout: 30_000,
    routerOptions: { ignoreTrailingSlash: false },
  });
  const streams = new Set<{ close(): void }>();
  guard(app, parts, sessions);
  answerErrors(app, parts);
  serveDoor(app, parts, sessions);
  serveActs(app, parts, live, (request) => sessionOf(sessions, request).person);
  serveViews(app, parts);
  serveCalendar(app, parts);
  serveFiles(app, readPageFiles(parts.files));
  app.get("/api/live", (request, reply) => {
    const { conversation, last } = LiveQuery.parse(request.query);
    const given = request.headers["last-event-id"];
    if (streams.size >= MOST_STREAMS) [...streams][0]?.close();
    reply.hijack();
    const stream = openStream(reply.raw, {
      live,
      clock: parts.clock,
      allowed: () => isAllowed(sessions, request),
      own: conversation === undefined ? undefined : conversationTopic(parts, conversation),
      last: typeof given === "string" ? given : last,
      headers: SECURITY_HEADERS,
    });
    streams.add(stream);
    reply.raw.once("close", () => streams.delete(stream));
  });
  return {
    fastify: app,
    close: () => {
      for (const stream of streams) stream.close();
    },
  };
}

function isAllowed(sessions: Sessions, request: Parameters<typeof sessionOf>[1]): boolean {
  try {
    sessionOf(sessions, request);
    return true;
  } catch {
    return false;
  }
}

function guard(app: FastifyInstance, { settings }: WebParts, sessions: Sessions): void {
  const allowed = allowedHosts(settings);
  app.addHook("onRequest", async (request, reply) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) reply.header(name, value);
    // Channels ask for calendars by whatever name leads here; its token is all that counts.
    if (request.routeOptions.url === CALENDAR) return;
    checkHost(request, allowed);
    checkOrigin(request, settings.url);
    const path = request.url.split("?", 1)[0] ?? "";
    if (path.startsWith("/api/") && !OPEN.has(path)) sessionOf(sessions, request);
  });
}

function answerErrors(app: FastifyInstance, { log }: WebParts): void {
  const answer = (reply: FastifyReply, error: HotelbotError): FastifyReply => {
    const { code, message, cure, details } = error;
    return reply.status(error.http).send({ schema: 1, error: { code, message, cure, details } });
  };
  app.setErrorHandler(async (thrown, _request, reply) => {
    const error = understood(thrown);
    if (error.code === "INTERNAL") log.error("the desk page failed", { err: error.cause ?? error });
    if (error.code === "DESK_FOREIGN") log.warn("the desk page refused a request", { why: error.message });
    return answer(reply, error);
  });
  app.setNotFoundHandler(async (_request, reply) =>
    answer(reply, new HotelbotError("NOT_FOUND", { what: "such page" })),
  );
}

function understood(thrown: unknown): HotelbotError {
  if (thrown instanceof ZodError) {
    const [issue] = thrown.issues;
    const where = issue?.path.join(".") ?? "";
    return new HotelbotError("REQUEST_INVALID", {
      what: `${where ? `${where}: ` : ""}${issue?.message ?? "invalid"}`,
    });
  }
  const status = (thrown as { statusCode?: unknown }).statusCode;
  if (typeof status === "number" && status >= 400 && status < 500 && thrown instanceof Error)
    return new HotelbotError("REQUEST_INVALID", { what: thrown.message });
  return asHotelbotError(thrown);
}

function serveFiles(app: FastifyInstance, files: ReadonlyMap<string, PageFile>): void {
  for (const [path, { type, etag, bytes }] of files)
    app.get(path, async (request, reply) => {
      // Looked for again each time: after an update every screen has the new page.
      reply.header("cache-control", "no-cache").header("etag", etag);
      if (request.headers["if-none-match"] === etag) return reply.status(304).send();
      return reply.type(type).send(bytes);
    });
}

function serveCalendar(app: FastifyInstance, { calendar }: WebParts): void {
  app.get<{ Params: { name: string } }>(CALENDAR, async (request, reply) => {
    const token = /^([\w-]{16,128})\.ics$/.exec(request.params.name)?.[1];
    const text = token === undefined ? undefined : calendar(token);
    if (text === undefined) throw new HotelbotError("NOT_FOUND", { what: "such calendar" });
    return reply.type("text/calendar; charset=utf-8").send(text);
  });
}
