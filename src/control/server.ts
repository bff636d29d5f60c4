import { chmodSync, existsSync, unlinkSync } from "node:fs";
import { connect } from "node:net";
import fastify, { type FastifyInstance } from "fastify";
import { ZodError, z } from "zod";
import { asHotelbotError, HotelbotError } from "../errors.ts";
import type { Logger } from "../platform/logger.ts";
import { serveCalls } from "./calls.ts";
import { ChatMessage, CONTROL_VERSION, DeskAct, ROUTES, VERSION_HEADER } from "./contract.ts";
import { HeldOrder, KeyOrder } from "./contract-backup.ts";
import { EraseOrder, GuestName } from "./contract-privacy.ts";
import { serveHouse } from "./house.ts";
import { servePage } from "./page.ts";
import type { ControlService } from "./service.ts";
import { serveWork } from "./work.ts";

export interface ControlServer {
  /** Rejects with STATE_BUSY when another daemon answers on the socket. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** The daemon's ear for people and programs: HTTP over a unix socket that only the owner and its group may open. */
export function createControlServer(socketPath: string, service: ControlService, log: Logger): ControlServer {
  const app = build(service, log);
  return {
    async start() {
      if (await answers(socketPath))
        throw new HotelbotError("STATE_BUSY", { path: socketPath, pid: "unknown" });
      if (existsSync(socketPath)) unlinkSync(socketPath);
      await app.listen({ path: socketPath });
      chmodSync(socketPath, 0o660);
    },
    async stop() {
      await app.close();
    },
  };
}

function build(service: ControlService, log: Logger): FastifyInstance {
  const app = fastify({ logger: false, bodyLimit: 64 * 1024, forceCloseConnections: true });
  app.addHook("onRequest", async (request) => {
    const theirs = request.headers[VERSION_HEADER];
    if (theirs !== undefined && theirs !== String(CONTROL_VERSION)) {
      throw new HotelbotError("DAEMON_OTHER_VERSION", { theirs: CONTROL_VERSION, ours: String(theirs) });
    }
  });
  app.addHook("onSend", async (_request, reply) => {
    reply.header(VERSION_HEADER, String(CONTROL_VERSION));
  });
  app.setErrorHandler(async (thrown, _request, reply) => {
    const error = understoodError(thrown);
    if (error.code === "INTERNAL") log.error("control request failed", { err: error.cause ?? error });
    const { code, message, cure, details } = error;
    return reply.status(error.http).send({ schema: 1, error: { code, message, cure, details } });
  });
  app.setNotFoundHandler(async (request, reply) => {
    const error = new HotelbotError("NOT_FOUND", { what: `${request.method} ${request.url}` });
    const { code, message, cure, details } = error;
    return reply.status(404).send({ schema: 1, error: { code, message, cure, details } });
  });
  app.get(ROUTES.status.path, () => service.status());
  app.get(ROUTES.health.path, () => service.health());
  app.get(ROUTES.doctor.path, () => service.doctor());
  app.post(ROUTES.chat.path, (request) => service.chat(ChatMessage.parse(request.body)));
  app.get(ROUTES.booking.path, (request) => service.booking(Code.parse(request.params).code));
  app.get(ROUTES.inbox.path, () => service.inbox());
  app.post(ROUTES.desk.path, (request) =>
    service.desk(Id.parse(request.params).id, DeskAct.parse(request.body)),
  );
  app.get(ROUTES.conversation.path, (request) => service.conversation(Id.parse(request.params).id));
  app.get(ROUTES.misunderstood.path, () => service.misunderstood());
  app.post(ROUTES.backup.path, () => service.backup());
  app.get(ROUTES.backupJob.path, () => service.backupJob());
  app.post(ROUTES.backupKeys.path, (request) => service.backupKeys(KeyOrder.parse(request.body)));
  app.get(ROUTES.held.path, () => service.held());
  app.post(ROUTES.settleHeld.path, (request) => service.settleHeld(HeldOrder.parse(request.body)));
  app.get(ROUTES.guest.path, (request) => service.guest(Who.parse(request.params).who));
  app.post(ROUTES.eraseGuest.path, (request) =>
    service.eraseGuest(Who.parse(request.params).who, EraseOrder.parse(request.body)),
  );
  serveHouse(app, service.house);
  serveCalls(app, service.phone);
  serveWork(app, service.work);
  servePage(app, service.page);
  return app;
}

const Code = z.object({ code: z.string().min(1).max(64) });
const Who = z.object({ who: GuestName });
const Id = z.object({ id: z.coerce.number().int().positive() });

function understoodError(thrown: unknown): HotelbotError {
  if (thrown instanceof ZodError) {
    const issue = thrown.issues[0];
    const where = issue?.path.join(".") ?? "";
    return new HotelbotError("REQUEST_INVALID", {
      what: `${where ? `${where}: ` : ""}${issue?.message ?? "invalid"}`,
    });
  }
  const status = (thrown as { statusCode?: unknown }).statusCode;
  if (typeof status === "number" && status >= 400 && status < 500 && thrown instanceof Error) {
    return new HotelbotError("REQUEST_INVALID", { what: thrown.message });
  }
  return asHotelbotError(thrown);
}

/** Dial before unlink: a socket file that somebody answers on belongs to a living daemon. */
function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ path });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
